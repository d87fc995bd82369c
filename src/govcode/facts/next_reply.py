"""`next_reply`: how long the customer waited each time it was our turn; a row per turn of the customer.

A turn begins with the first message of the customer that nobody has answered yet; what the customer adds before an
answer comes belongs to the same turn and is no row of its own. It ends with the next public reply of a person. The
clock starts anew with every turn, so a ticket that is opened again after a month does not count the month. A turn
without an answer has no `replied_at` and no `wait`, and `answered` is false: take shares over all turns, or
`survival`. In the same second the customer's message comes first.

The rows are those messages that begin a turn, with all columns of the dataset. Adds `asked_at`, `replied_at`,
`answered`, `wait` and `turn` (1 for the first turn of a ticket); with `calendar`, also `wait_business`.

Peers: Chatwoot counted 985,492 seconds for a reply after a reopening (issue 11787), because the clock never
restarted.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from govcode.core.fields import Id
from govcode.expressions.phrases import business_time
from govcode.facts.conversation import Conversation
from govcode.facts.fact import CALENDAR, Derived, FactTable
from govcode.facts.frame import Frame
from govcode.ir.relation import GlanceKind


class NextReply(Conversation):
    """How long the customer waited each time it was our turn."""

    grain: ClassVar[str] = "turn of the customer"
    adds: ClassVar[tuple[str, ...]] = ("asked_at", "replied_at", "answered", "wait", "wait_business", "turn")

    kind: Literal["next_reply"]
    calendar: Id | None = Field(default=None, description=CALENDAR)

    def derive(self, rows: FactTable) -> Derived | None:
        """Return the messages that begin a turn, each with its answer."""
        spoken = self.spoken(rows)
        if spoken is None:
            return None
        # Every message is sorted: with what was found out of its author, not with the columns that told it.
        spoken = spoken.laid("customer", "human", "rank")
        seen = spoken.seen(
            ["ticket"],
            ["at", "rank"],
            [
                spoken.glance("before", GlanceKind.PREVIOUS, "customer", "customer or human"),
                spoken.glance("reply", GlanceKind.NEXT, "at", "human"),
            ],
        )
        turns = seen.where("customer and (before is not true)")
        counted = turns.seen(["ticket"], ["at"], [turns.glance("number", GlanceKind.POSITION, "at")])
        return self._derived(rows, counted)

    def _derived(self, rows: FactTable, turns: Frame) -> Derived | None:
        columns = {
            "asked_at": turns["at"],
            "replied_at": turns["reply"],
            "answered": turns.read("reply is not null"),
            "wait": turns.read("reply - at"),
            "turn": turns["number"],
        }
        if self.calendar is not None:
            clock = rows.calendar(self.calendar, "calendar")
            if clock is None:
                return None
            columns["wait_business"] = business_time(clock, turns["at"], turns["reply"])
        return Derived(turns.relation, columns)
