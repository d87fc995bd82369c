"""`stalls`: handoffs that nobody took in time, and moves of a ticket without anything happening between them.

A handoff is stalled if neither taken nor given back within `within`, the ones nobody has taken until now included;
one that is younger than that is not stalled yet. With `events`, `moves_without_progress` counts the moves of a ticket
after which nothing happened to it (see `progress`) before it was moved again; events of the same moment are in the
order of `step`.

Adds `handoffs`, `stalled_handoffs` and, with `events`, `moves_without_progress`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from govcode.core.fields import Duration, Expression, Id
from govcode.expressions.build import duration
from govcode.facts.fact import Derived, Fact, FactTable, comparable, key_of, moment
from govcode.facts.frame import Frame, frame_of
from govcode.ir.relation import FoldKind, GlanceKind

_ORDER = ("at", "step")


class Stalls(Fact):
    """Handoffs that nobody took in time, and moves without anything happening between them."""

    adds: ClassVar[tuple[str, ...]] = ("handoffs", "stalled_handoffs", "moves_without_progress")

    kind: Literal["stalls"]
    handoffs: Id = Field(description="The dataset of the handoffs", examples=["handoffs"])
    within: Duration = Field(description="In which time a handoff has to be taken", examples=["4h"])
    ticket: Expression = Field(default="ticket_id", description="To which ticket a handoff or an event belongs")
    at: Expression = Field(default="at", description="When it happened")
    taken: Expression = Field(
        default="least(accepted_at, returned_at)", description="When a handoff was taken, or given back"
    )
    events: Id | None = Field(default=None, description="The dataset of the events, to see what moved a ticket")
    step: Expression | None = Field(
        default=None, description="What orders events of the same moment. Left out: seq, if there is such a column"
    )
    moved: Expression = Field(default="kind = 'group'", description="Events that move a ticket on")
    progress: Expression = Field(
        default="kind in ('status', 'reopen')", description="Events that show that somebody worked on it"
    )

    def derive(self, rows: FactTable) -> Derived | None:
        """Return each ticket with its stalled handoffs."""
        key, table = key_of(rows), rows.other(self.handoffs, "handoffs")
        stalled = self._stalled(table, rows) if table else None
        if key is None or stalled is None:
            return None
        here = frame_of(rows.relation).looked_up(stalled, key, "ticket", {"all": "all", "stalled": "stalled"})
        columns = {
            "handoffs": here.read('coalesce("all", 0)'),
            "stalled_handoffs": here.read("coalesce(stalled, 0)"),
        }
        if self.events is None:
            return Derived(here.relation, columns)
        events = rows.other(self.events, "events")
        idle = self._idle(events, rows) if events else None
        if idle is None:
            return None
        here = here.looked_up(idle, key, "ticket", {"idle": "idle"})
        return Derived(here.relation, columns | {"moves_without_progress": here.read("coalesce(idle, 0)")})

    def _stalled(self, table: FactTable, rows: FactTable) -> Frame | None:
        """Return a row per ticket with how many handoffs it had, and how many were stalled."""
        ticket, at = table.value(self.ticket, "ticket"), moment(table, self.at, "at")
        taken = moment(table, self.taken, "taken")
        if ticket is None or at is None or taken is None:
            return None
        if rows.key is None or not comparable(rows, rows.key, ticket, "ticket"):
            return None
        handed = Frame(table.relation, {"ticket": ticket, "at": at, "taken": taken}).picked()
        told = handed.having({"within": duration(self.within), "as of": rows.as_of})
        late = told.fold("stalled", FoldKind.COUNT, 'coalesce(taken, "as of") - at > within')
        return told.rolled("ticket", [], [told.fold("all", FoldKind.COUNT, "true"), late])

    def _idle(self, table: FactTable, rows: FactTable) -> Frame | None:
        """Return a row per ticket with how many of its moves nothing followed but the next move."""
        ticket, at = table.value(self.ticket, "ticket"), moment(table, self.at, "at")
        moved, progress = table.condition(self.moved, "moved"), table.condition(self.progress, "progress")
        step = table.value(self.step or ("seq" if "seq" in table.columns else "0"), "step")
        if ticket is None or at is None or step is None or moved is None or progress is None:
            return None
        if rows.key is None or not comparable(rows, rows.key, ticket, "ticket"):
            return None
        values = {"ticket": ticket, "at": at, "step": step, "moved": moved, "progress": progress}
        events = Frame(table.relation, values).picked()
        moves = events.seen(["ticket"], _ORDER, [events.glance("done", GlanceKind.SO_FAR, "progress")]).where("moved")
        seen = moves.seen(["ticket"], _ORDER, [moves.glance("done at the next move", GlanceKind.NEXT, "done")])
        return seen.rolled("ticket", [], [seen.fold("idle", FoldKind.COUNT, '"done at the next move" = done')])
