"""`open_days`: which tickets were open at the end of which day; a row per ticket and day.

The backlog of a day is counted at its end by the clock of `zone`, from the events: a ticket is open from its first
change of state until it enters a terminal state, and again from when it leaves it. A ticket is on no day before its
first change of state, so it needs an event when it is created; `created` only says from when its age counts. Days that
are not over have no end yet. Waiting for the customer is open too; leave it out with `where: state <> 'pending'` in the
KPI, which then has to say so.

The rows are the events that began such a stretch, once for each day. Adds `day`, `state` (in which the ticket was at
the end of the day) and `age` (from its first event, or from `created`, to the end of the day).

Peers take their picture at an hour of their own: Zendesk some time between 23:00 and 01:00.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

from pydantic import Field

from govcode.core.fields import Expression
from govcode.expressions.build import duration
from govcode.expressions.phrases import at_wall, local
from govcode.facts.fact import Derived, FactTable, moment
from govcode.facts.frame import Frame
from govcode.facts.states import ORDER, StateChanges
from govcode.ir.relation import FoldKind, GlanceKind


class OpenDays(StateChanges):
    """Which tickets were open at the end of which day."""

    grain: ClassVar[str] = "ticket and day"
    adds: ClassVar[tuple[str, ...]] = ("day", "state", "age")

    kind: Literal["open_days"]
    zone: str = Field(default="UTC", description="By whose clock a day ends", examples=["Europe/Amsterdam"])
    created: Expression | None = Field(
        default=None, description="When the ticket was created; its first event, if left out"
    )

    def derive(self, rows: FactTable) -> Derived | None:
        """Return each ticket that was open for each day at whose end it was."""
        events, zone = self.events_of(rows), rows.zone(self.zone, "zone")
        created = moment(rows, self.created, "created") if self.created else None
        if events is None or zone is None or (self.created and created is None):
            return None
        changes = events.having({"created": created} if created is not None else {}).where("changes")
        seen = changes.seen(["ticket"], ORDER, [changes.glance("next", GlanceKind.NEXT, "at")])
        if created is None:
            seen = _with_first(seen)
        here = seen.where("not terminal").having({"as of": rows.as_of})
        return replace(_derived(_days(here, zone), zone), values=self.declared(rows))


def _with_first(events: Frame) -> Frame:
    """Return the events with the moment of the first one of their ticket."""
    lean = Frame(events.relation, {"ticket": events["ticket"], "at": events["at"]}).picked()
    first = lean.rolled("ticket", [], [lean.fold("first", FoldKind.MIN, "at")])
    return events.looked_up(first, events["ticket"], "ticket", {"created": "first"})


def _days(stays: Frame, zone: str) -> Frame:
    """Return each stretch once for each day at whose end it lasted.

    It lasts at a moment if it began at or before it and ends after it. So a day counts if its end is neither before the
    beginning nor at or after the end, and the day of the moment just before midnight is the day that midnight ends.
    """
    stays = stays.having({"tick": duration(1)})
    lasting = stays.naming(until='coalesce(next - tick, "as of")', begun="at - tick").laid("begun", "until")
    walls = lasting.having({f"{word} there": local(lasting[word], zone) for word in ("begun", "until")})
    dated = walls.laid("begun there", "until there").naming(start='date("begun there")', ends='date("until there")')
    return dated.daily("start", "ends", "day of the row")


def _derived(days: Frame, zone: str) -> Derived:
    ends = days.naming(midnight='"day of the row" + 24h').laid("midnight")
    told = ends.having({"end": at_wall(ends["midnight"], zone)})
    return Derived(
        told.relation,
        {"day": told["day of the row"], "state": told["state"], "age": told.read('"end" - created')},
    )
