"""`time_in_status`: how long each ticket was in the states you name, all its stays together.

`statuses` names sums of states: `{waiting_for_customer: [pending], with_us: [new, open]}` adds the columns
`waiting_for_customer` and `with_us`. A stay that lasts still is counted up to now. A ticket that never was in these
states has spent no time in them; one without any change of state has no value, as nobody knows what state it is in.

With `calendar`, only open hours count, and the columns end in `_business`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from govcode.core.fields import ColumnName, Id
from govcode.expressions.phrases import business_time, equal_to_one_of
from govcode.facts.fact import CALENDAR, Derived, EventsField, FactTable, comparable, key_of
from govcode.facts.frame import frame_of
from govcode.facts.states import StateChanges, lean, stays_of
from govcode.ir.expression import Expr
from govcode.ir.relation import FoldKind

States = Annotated[list[str], Field(min_length=1, description="States whose stays are added up")]


class TimeInStatus(StateChanges):
    """How long each ticket was in the states you name."""

    kind: Literal["time_in_status"]
    events: EventsField
    statuses: dict[ColumnName, States] = Field(min_length=1, description="Column: the states it adds up")
    calendar: Id | None = Field(default=None, description=CALENDAR)

    def names(self) -> tuple[str, ...]:
        """Return the names of the sums."""
        ending = "_business" if self.calendar is not None else ""
        return tuple(f"{self.prefix or ''}{name}{ending}" for name in self.statuses)

    def derive(self, rows: FactTable) -> Derived | None:
        """Return each ticket with its sums."""
        key, table = key_of(rows), rows.other(self.events, "events")
        events = self.events_of(table) if table else None
        if key is None or events is None or not comparable(rows, key, events["ticket"], "ticket"):
            return None
        stays = stays_of(lean(events), rows.as_of)
        spent: Expr = stays.read("until - at")
        if self.calendar is not None:
            clock = rows.calendar(self.calendar, "calendar")
            if clock is None:
                return None
            spent = business_time(clock, stays["at"], stays["until"])
        told = stays.having({"spent": spent}).having(
            {f"in {name}": equal_to_one_of(stays["state"], tuple(states)) for name, states in self.statuses.items()}
        )
        folds = [
            told.fold(name, FoldKind.SUM, f'case when "in {name}" then spent else 0s end') for name in self.statuses
        ]
        sums = told.rolled("ticket", [], folds)
        here = frame_of(rows.relation).looked_up(sums, key, "ticket", {f"sum {name}": name for name in self.statuses})
        ending = "_business" if self.calendar is not None else ""
        return Derived(here.relation, {f"{name}{ending}": here[f"sum {name}"] for name in self.statuses})
