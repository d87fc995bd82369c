"""`merges`: duplicates, and the ticket that is left of each.

A ticket that was merged into another counts with the one that is left at the end of the chain, which is followed for
up to eight steps. A chain that leads back to where it began, or is longer, leaves no ticket: `survivor` is empty and
`merge_circle` is true. A ticket that was merged into one that was not delivered is left to that one's id. Leave
merged tickets out of what you count (`where: not is_merged`) and let `owner_ticket` give their messages to the
survivor.

Adds `is_merged`, `survivor` (of a ticket that was not merged: itself), `merge_circle` and `merged_children` (tickets
merged directly into this one).
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from govcode.core.fields import Expression
from govcode.facts.fact import Derived, Fact, FactTable, comparable, key_of
from govcode.facts.frame import Frame, frame_of
from govcode.ir.relation import FoldKind

_DOUBLINGS = 3  # two, four, eight steps


class Merges(Fact):
    """Duplicates, and the ticket that is left of each."""

    adds: ClassVar[tuple[str, ...]] = ("is_merged", "survivor", "merge_circle", "merged_children")

    kind: Literal["merges"]
    into: Expression = Field(default="merged_into", description="The ticket that this one was merged into")

    def derive(self, rows: FactTable) -> Derived | None:
        """Return each ticket with the one that is left of it."""
        key, into = key_of(rows), rows.value(self.into, "into")
        if key is None or into is None or not comparable(rows, key, into, "into"):
            return None
        steps = Frame(rows.relation, {"ticket": key, "into": into, "next": into}).picked().where("into is not null")
        for _ in range(_DOUBLINGS):
            steps = _doubled(steps)
        far = steps.looked_up(steps, steps["next"], "ticket", {"further": "into"}).naming(
            circle="further is not null", survivor="case when further is null then next end"
        )
        ends = Frame(far.relation, {name: far[name] for name in ("ticket", "circle", "survivor")}).picked()
        into_this = Frame(rows.relation, {"parent": into}).picked()
        children = into_this.rolled("parent", [], [into_this.fold("children", FoldKind.COUNT, "true")])
        here = (
            frame_of(rows.relation)
            .having({"into": into})
            .looked_up(ends, key, "ticket", {"survivor": "survivor", "circle": "circle"})
            .looked_up(children, key, "parent", {"children": "children"})
        )
        return Derived(
            here.relation,
            {
                "is_merged": here.read("into is not null"),
                "survivor": here.read("case when into is null then ticket else survivor end", ticket=key),
                "merge_circle": here.read("coalesce(circle, false)"),
                "merged_children": here.read("coalesce(children, 0)"),
            },
        )


def _doubled(steps: Frame) -> Frame:
    """Return each merged ticket with where it is after twice as many steps, or at the end of its chain."""
    further = steps.looked_up(steps, steps["next"], "ticket", {"beyond": "next"})
    values = {"ticket": further["ticket"], "into": further["into"], "next": further.read("coalesce(beyond, next)")}
    return Frame(further.relation, values).picked()
