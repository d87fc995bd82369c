"""`resolution`: when a ticket was solved so that it stayed solved, and how often it came back.

A solve is a change from any other state into a terminal one (solved or closed): closing a solved ticket is none, and
a ticket that was closed without being solved is resolved when it was closed. A solve holds if the ticket does not
leave the terminal states within `held_for` after it, that moment included. `resolved_at` is the last solve that held;
it is not final before `held_for` has passed, which `resolution_mature` tells. A reopening is a change from a terminal
state to another, whether somebody replies or not. Events of `leave_out`, such as those of a merge, do not count.

Adds `solves`, `first_solved_at`, `last_solved_at`, `resolved_at`, `is_open` (as the last event left it), `reopens`,
`reopened_within` (a solve did not hold; nothing for tickets never solved), `resolution_mature`,
`solved_by_automation` and `time_to_resolve` (from `since`; nothing if the clocks say it was negative); with
`calendar`, also `time_to_resolve_business`. Open tickets have no `time_to_resolve`: measure it with `survival`.

Peers: dbt_zendesk counts reopenings as solves less one and so misses the ticket that is open now; Chatwoot took the
last change of a ticket for its end; osTicket forgets the closing when a ticket is opened again.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from govcode.core.fields import Duration, Expression, Id
from govcode.expressions.build import duration
from govcode.expressions.phrases import business_time
from govcode.facts.fact import CALENDAR, Derived, EventsField, FactTable, comparable, key_of, moment
from govcode.facts.frame import Frame, frame_of
from govcode.facts.states import ORDER, StateChanges, lean
from govcode.ir.expression import Expr
from govcode.ir.relation import FoldKind, GlanceKind


class Resolution(StateChanges):
    """When a ticket was solved so that it stayed solved, and how often it came back."""

    adds: ClassVar[tuple[str, ...]] = (
        "solves",
        "first_solved_at",
        "last_solved_at",
        "resolved_at",
        "is_open",
        "reopens",
        "reopened_within",
        "resolution_mature",
        "solved_by_automation",
        "time_to_resolve",
        "time_to_resolve_business",
    )

    kind: Literal["resolution"]
    events: EventsField
    held_for: Duration = Field(description="How long a solve has to hold", examples=["7d"])
    since: Expression | None = Field(
        default=None, description="From when the time to resolve runs; the event_time of the dataset, if left out"
    )
    automation: Expression = Field(default="actor_type = 'system'", description="Events that no person caused")
    calendar: Id | None = Field(default=None, description=CALENDAR)

    def derive(self, rows: FactTable) -> Derived | None:
        """Return each ticket with its solves and reopenings."""
        key, table = key_of(rows), rows.other(self.events, "events")
        events = self.events_of(table) if table else None
        automation = table.condition(self.automation, "automation") if table else None
        since = moment(rows, self.since, "since") if self.since else rows.event_time
        if key is None or events is None or automation is None:
            return None
        if since is None:
            self._without_start(rows)
            return None
        if not comparable(rows, key, events["ticket"], "ticket"):
            return None
        history = self._history(lean(events.having({"automation": automation}), "automation"))
        names = {name: name for name in history.values if name != "ticket"}
        here = frame_of(rows.relation).looked_up(history, key, "ticket", names)
        return self._derived(
            rows, here.having({"since": since, "as of": rows.as_of, "held for": duration(self.held_for)})
        )

    def _without_start(self, rows: FactTable) -> None:
        if self.since is None:
            message = f"dataset '{rows.name}' names no event_time, so it is not known when a ticket began"
            rows.report("GC102", message, "kind", suggestion="add `since:`")

    def _history(self, events: Frame) -> Frame:
        """Return a row per ticket with what its changes of state say."""
        seen = events.seen(
            ["ticket"],
            ORDER,
            [
                events.glance("was", GlanceKind.PREVIOUS, "terminal"),
                events.glance("left", GlanceKind.NEXT, "at", "not terminal"),
            ],
        ).having({"held for": duration(self.held_for)})
        told = seen.naming(
            solve="terminal and (was is not true)",
            held='left is null or left > at + "held for"',
            reopen="not terminal and (was is true)",
        )
        return told.rolled(
            "ticket",
            ORDER,
            [
                told.fold("solves", FoldKind.COUNT, "solve"),
                told.fold("first solved", FoldKind.MIN, "at", "solve"),
                told.fold("last solved", FoldKind.MAX, "at", "solve"),
                told.fold("resolved", FoldKind.MAX, "at", "solve and held"),
                told.fold("reopens", FoldKind.COUNT, "reopen"),
                told.fold("returned", FoldKind.COUNT, "solve and not held"),
                told.fold("over", FoldKind.LAST, "terminal"),
                told.fold("automatic", FoldKind.LAST, "automation", "solve and held"),
            ],
        )

    def _derived(self, rows: FactTable, here: Frame) -> Derived | None:
        columns: dict[str, Expr] = {
            "solves": here.read("coalesce(solves, 0)"),
            "first_solved_at": here["first solved"],
            "last_solved_at": here["last solved"],
            "resolved_at": here["resolved"],
            "is_open": here.read("case when over is null then true else not over end"),
            "reopens": here.read("coalesce(reopens, 0)"),
            "reopened_within": here.read("case when solves > 0 then returned > 0 end"),
            "resolution_mature": here.read('resolved + "held for" <= "as of"'),
            "solved_by_automation": here.read("case when resolved is not null then automatic end"),
            "time_to_resolve": here.read("case when resolved >= since then resolved - since end"),
        }
        if self.calendar is not None:
            clock = rows.calendar(self.calendar, "calendar")
            if clock is None:
                return None
            open_time = business_time(clock, here["since"], here["resolved"])
            columns["time_to_resolve_business"] = here.read(
                "case when resolved >= since then spent end", spent=open_time
            )
        return Derived(here.relation, columns)
