"""How a ticket's state changes: the fields that facts about states share.

The events decide; what a ticket says of its state now is only ever compared with them. The state before an event is
the one that the event before it left.
"""

from __future__ import annotations

from pydantic import Field

from govcode.core.fields import Expression
from govcode.expressions.phrases import equal_to_one_of
from govcode.facts.fact import Fact, FactTable, moment, of_type
from govcode.facts.frame import Frame, frame_of
from govcode.ir.expression import Expr, Type
from govcode.ir.relation import GlanceKind

ORDER = ("at", "step")


class StateChanges(Fact):
    """A fact about the states of tickets."""

    ticket: Expression = Field(default="ticket_id", description="To which ticket an event belongs")
    at: Expression = Field(default="at", description="When it happened")
    step: Expression | None = Field(
        default=None, description="What orders events of the same moment. Left out: seq, if there is such a column"
    )
    changes: Expression = Field(
        default="kind in ('status', 'reopen')", description="Events that change the state of a ticket"
    )
    state: Expression = Field(default="after", description="The state after the event")
    terminal: list[str] = Field(
        default=["solved", "closed"], min_length=1, description="States in which nothing is left to do"
    )
    leave_out: Expression | None = Field(default=None, description="Events that do not count, such as those of a merge")

    def events_of(self, table: FactTable) -> Frame | None:
        """Return all events with `ticket`, `at`, `step`, `state` and whether it is `terminal`, and `changes`."""
        state = of_type(table, table.value(self.state, "state"), Type.TEXT, "state")
        values = {
            "ticket": table.value(self.ticket, "ticket"),
            "at": moment(table, self.at, "at"),
            "step": self._step(table),
            "state": state,
            "terminal": equal_to_one_of(state, tuple(self.terminal)) if state is not None else None,
            "changes": table.condition(self.changes, "changes"),
            "left out": table.condition(self.leave_out or "false", "leave_out"),
        }
        known = {name: expr for name, expr in values.items() if expr is not None}
        if len(known) < len(values):
            return None
        frame = frame_of(table.relation).having(known)
        return frame.naming(changes='(changes is true) and ("left out" is not true) and state is not null')

    def declared(self, table: FactTable) -> dict[str, frozenset[str]]:
        """Return the texts that a state may be, where the dataset declares them."""
        words = table.values.get(self.state)
        return {} if words is None else {"state": words}

    def _step(self, table: FactTable) -> Expr | None:
        return table.value(self.step or ("seq" if "seq" in table.columns else "0"), "step")


def lean(events: Frame, *also: str) -> Frame:
    """Return the changes of state alone, with only the columns that facts about states read."""
    names = ("ticket", "at", "step", "state", "terminal", "changes", *also)
    return Frame(events.relation, {name: events[name] for name in names}).picked().where("changes")


def stays_of(changes: Frame, as_of: Expr) -> Frame:
    """Return the changes that begin a stay in another state, with the `next` one and `until` when it lasts."""
    seen = changes.seen(["ticket"], ORDER, [changes.glance("was", GlanceKind.PREVIOUS, "state")])
    begun = seen.where("was is null or was <> state")
    stays = begun.seen(["ticket"], ORDER, [begun.glance("next", GlanceKind.NEXT, "at")])
    return stays.having({"until": stays.read("coalesce(next, as_of)", as_of=as_of)})
