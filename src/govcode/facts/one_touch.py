"""`one_touch`: tickets that one reply solved, and tickets that none did.

Counts public replies of people; what an agent wrote before the customer's first message opened the ticket and is no
reply (where the customer wrote nothing at all, every such message counts). With `chat`, the replies of a chat are
one. `one_touch` is true if the ticket is solved, had exactly one reply and was not opened again in time; `zero_touch`
if it is solved and had none. Neither has a value for tickets that are not solved.

Needs the columns of `resolution`, which has to come before it, or `solved` and `reopened` of your own. Adds
`human_replies`, `one_touch` and `zero_touch`.

Peers have three definitions: fewer than two replies, which takes the tickets nobody answered for successes (Zendesk,
in English), exactly one (Zendesk, in German), and one counting the agent's own opening (dbt_zendesk).
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from govcode.core.fields import Expression, Id
from govcode.facts.conversation import Conversation, first_asked, said_in
from govcode.facts.fact import Derived, FactTable, comparable, key_of
from govcode.facts.frame import Frame, frame_of
from govcode.ir.relation import FoldKind


class OneTouch(Conversation):
    """Tickets that one reply solved, and tickets that none did."""

    adds: ClassVar[tuple[str, ...]] = ("human_replies", "one_touch", "zero_touch")

    kind: Literal["one_touch"]
    messages: Id = Field(description="The dataset of the messages", examples=["messages"])
    chat: Expression | None = Field(default=None, description="Messages of a chat: their replies count as one")
    solved: Expression = Field(default="resolved_at is not null", description="Tickets that are solved")
    reopened: Expression = Field(default="reopened_within", description="Tickets that were opened again in time")

    def derive(self, rows: FactTable) -> Derived | None:
        """Return each ticket with how many replies it took."""
        key, messages = key_of(rows), rows.other(self.messages, "messages")
        spoken = self.spoken(messages) if messages else None
        chat = messages.condition(self.chat or "false", "chat") if messages else None
        solved, reopened = rows.condition(self.solved, "solved"), rows.condition(self.reopened, "reopened")
        if key is None or spoken is None or chat is None or solved is None or reopened is None:
            return None
        if not comparable(rows, key, spoken["ticket"], "ticket"):
            return None
        replies = _replies(spoken.having({"chat": chat}))
        names = {name: name for name in replies.values if name != "ticket"}
        here = frame_of(rows.relation).looked_up(replies, key, "ticket", names)
        told = here.having({"solved": solved, "reopened": reopened}).naming(
            replies="coalesce(case when asked > 0 then answered else spoken end, 0)",
            touches="replies + coalesce(case when asked > 0 then chatted else chats end, 0)",
        )
        return Derived(
            here.relation,
            {
                "human_replies": told["touches"],
                "one_touch": told.read("case when solved then touches = 1 and (reopened is not true) end"),
                "zero_touch": told.read("case when solved then touches = 0 end"),
            },
        )


def _replies(spoken: Frame) -> Frame:
    """Return a row per ticket with replies: those after the customer's first message, all, and the same of chats.

    Nobody has to look at each message in order: of the same moment the customer's come first, and without a moment
    messages come last.
    """
    first = first_asked(said_in(spoken))
    names = ("ticket", "at", "human", "chat")
    human = Frame(spoken.relation, {name: spoken[name] for name in names}).picked().where("human")
    seen = human.looked_up(first, human["ticket"], "ticket", {"asked": "asked", "requests": "requests"}).naming(
        after="at >= asked or (at is null and requests > 0)"
    )
    return seen.rolled(
        "ticket",
        [],
        [
            seen.fold("asked", FoldKind.MAX, "requests"),
            seen.fold("answered", FoldKind.COUNT, "(chat is not true) and after"),
            seen.fold("spoken", FoldKind.COUNT, "chat is not true"),
            seen.fold("chatted", FoldKind.MAX, "case when chat and after then 1 else 0 end"),
            seen.fold("chats", FoldKind.MAX, "case when chat then 1 else 0 end"),
        ],
    )
