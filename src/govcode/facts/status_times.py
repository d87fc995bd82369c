"""`status_times`: how long tickets were in each state; a row per ticket and stay in a state.

A stay begins with the event that brings the ticket into the state and ends with the one that takes it out; writing
the same state again changes nothing. A stay that lasts still is counted up to now, and `lasts` says so: its end is
not known. Stays in terminal states are rows as well; leave them out where they mean nothing.

The rows are the events that begin a stay, with all columns of the dataset. Adds `state`, `entered_at`, `left_at`,
`lasts` and `spent`; with `calendar`, also `spent_business`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from govcode.core.fields import Id
from govcode.expressions.phrases import business_time
from govcode.facts.fact import CALENDAR, Derived, FactTable
from govcode.facts.frame import Frame
from govcode.facts.states import StateChanges, stays_of
from govcode.ir.expression import Expr


class StatusTimes(StateChanges):
    """How long tickets were in each state."""

    grain: ClassVar[str] = "ticket and stay in a state"
    adds: ClassVar[tuple[str, ...]] = ("state", "entered_at", "left_at", "lasts", "spent", "spent_business")

    kind: Literal["status_times"]
    calendar: Id | None = Field(default=None, description=CALENDAR)

    def derive(self, rows: FactTable) -> Derived | None:
        """Return the stays."""
        events = self.events_of(rows)
        if events is None:
            return None
        return self._derived(rows, stays_of(events.where("changes"), rows.as_of))

    def _derived(self, rows: FactTable, stays: Frame) -> Derived | None:
        columns: dict[str, Expr] = {
            "state": stays["state"],
            "entered_at": stays["at"],
            "left_at": stays["until"],
            "lasts": stays.read("next is null"),
            "spent": stays.read("until - at"),
        }
        if self.calendar is not None:
            clock = rows.calendar(self.calendar, "calendar")
            if clock is None:
                return None
            columns["spent_business"] = business_time(clock, stays["at"], stays["until"])
        return Derived(stays.relation, columns, values=self.declared(rows))
