"""`stations`: how many groups and people a ticket went through, and how often it came back to one it had left.

A station is a stretch with one group (or one person); writing the same one again begins no new one, rows that
unassign are passed over, and of several changes in less than `settle` only the last counts: some systems write two
rows for one change. A person who takes a ticket for himself is not counted as another hand: nobody passed it on. A
return is A, B and back to A. The station before the first change is the one that change left, where the events tell
it.

Adds `group_stations`, `group_changes`, `group_returns`, `assignee_stations`, `assignee_changes` and
`assignee_returns`.

Peers: Salesforce writes a row with the name and another with the id of each new owner, which doubles the count.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from govcode.core.fields import Duration, Expression
from govcode.expressions.build import duration
from govcode.facts.fact import Derived, EventsField, Fact, FactTable, comparable, key_of, moment, of_type
from govcode.facts.frame import Frame, frame_of
from govcode.ir.expression import Expr, Type
from govcode.ir.relation import FoldKind, GlanceKind

_SECOND = 1_000_000
_ORDER = ("at", "step")


class Stations(Fact):
    """How many groups and people a ticket went through, and how often it came back."""

    adds: ClassVar[tuple[str, ...]] = (
        "group_stations",
        "group_changes",
        "group_returns",
        "assignee_stations",
        "assignee_changes",
        "assignee_returns",
    )

    kind: Literal["stations"]
    events: EventsField
    ticket: Expression = Field(default="ticket_id", description="To which ticket an event belongs")
    at: Expression = Field(default="at", description="When it happened")
    step: Expression | None = Field(
        default=None, description="What orders events of the same moment. Left out: seq, if there is such a column"
    )
    to_group: Expression = Field(default="kind = 'group'", description="Events that move a ticket to a group")
    to_person: Expression = Field(default="kind = 'assign'", description="Events that give a ticket to a person")
    before: Expression = Field(default="before", description="Who had it before the event")
    after: Expression = Field(default="after", description="Who has it after the event; empty: nobody")
    taken: Expression = Field(default="after = actor_key", description="Events by which a person takes it himself")
    leave_out: Expression | None = Field(
        default=None, description="Events that do not count, such as those of a change of shift"
    )
    settle: Duration = Field(default=_SECOND, description="Of changes in less than this only the last counts; 1s")

    def derive(self, rows: FactTable) -> Derived | None:
        """Return each ticket with its stations."""
        key, table = key_of(rows), rows.other(self.events, "events")
        moves = self._moves(table) if table else None
        if key is None or moves is None or not comparable(rows, key, moves["ticket"], "ticket"):
            return None
        here = frame_of(rows.relation)
        for who, where in (("group", '"to group"'), ("assignee", '"to person" and (taken is not true)')):
            counted = self._counted(moves.where(where))
            names = {f"{who} {name}": name for name in counted.values if name != "ticket"}
            here = here.looked_up(counted, key, "ticket", names)
        columns: dict[str, Expr] = {}
        for who in ("group", "assignee"):
            columns |= {
                f"{who}_stations": here.read(f'coalesce("{who} changes" + "{who} begun", 0)'),
                f"{who}_changes": here.read(f'coalesce("{who} changes", 0)'),
                f"{who}_returns": here.read(f'coalesce("{who} returns", 0)'),
            }
        return Derived(here.relation, columns)

    def _moves(self, table: FactTable) -> Frame | None:
        """Return the events that count, with only what tells stations."""
        step = self.step or ("seq" if "seq" in table.columns else "0")
        values = {
            "ticket": table.value(self.ticket, "ticket"),
            "at": moment(table, self.at, "at"),
            "step": table.value(step, "step"),
            "before": of_type(table, table.value(self.before, "before"), Type.TEXT, "before"),
            "after": of_type(table, table.value(self.after, "after"), Type.TEXT, "after"),
            "to group": table.condition(self.to_group, "to_group"),
            "to person": table.condition(self.to_person, "to_person"),
            "taken": table.condition(self.taken, "taken"),
            "left out": table.condition(self.leave_out or "false", "leave_out"),
        }
        known = {name: expr for name, expr in values.items() if expr is not None}
        if len(known) < len(values):
            return None
        return Frame(table.relation, known).picked().where('"left out" is not true and after is not null')

    def _counted(self, moves: Frame) -> Frame:
        """Return a row per ticket: how often the station changed, came back, and whether the first one is known."""
        written = moves.seen(["ticket"], _ORDER, [moves.glance("next", GlanceKind.NEXT, "at")])
        last = written.having({"settle": duration(self.settle)}).where("next is null or next - at >= settle")
        seen = last.seen(["ticket"], _ORDER, [last.glance("previous", GlanceKind.PREVIOUS, "after")])
        hops = seen.naming(left="coalesce(previous, before)").naming(hop="left is null or left <> after")
        back = hops.seen(["ticket"], _ORDER, [hops.glance("origin", GlanceKind.PREVIOUS, "left", "hop")])
        return back.rolled(
            "ticket",
            _ORDER,
            [
                back.fold("changes", FoldKind.COUNT, "hop and left is not null"),
                back.fold("returns", FoldKind.COUNT, "hop and origin = after"),
                back.fold("begun", FoldKind.MAX, "1"),
            ],
        )
