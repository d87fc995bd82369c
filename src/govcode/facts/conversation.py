"""Who says what in a conversation: the fields that facts about messages share.

An author is classified at the moment of the message, so that a role that is taken away later changes nothing of what
was said before.
"""

from __future__ import annotations

from pydantic import Field

from govcode.core.fields import Expression, Id, Shape
from govcode.facts.fact import Fact, FactTable, comparable, moment
from govcode.facts.frame import Frame, frame_of
from govcode.ir.expression import Expr
from govcode.ir.relation import FoldKind, Side

_UNAPPROVED = "ai_generated and ai_approved_by is null"
_SAID = ("ticket", "at", "human", "customer", "rank")


class Roster(Shape):
    """Who was on the staff, from when until when; a person may be there several times."""

    dataset: Id
    author: Expression = Field(default="author_key", description="Who wrote a message")
    key: Expression = Field(default="agent_key", description="Who a row of the roster is about")
    from_: Expression = Field(default="valid_from", alias="from", description="From when the row holds")
    until: Expression = Field(default="valid_to", description="Until when it holds; empty: until now")
    human: Expression | None = Field(default=None, description="Which of them are people who reply; all, if left out")


class Conversation(Fact):
    """A fact about messages."""

    ticket: Expression = Field(default="ticket_id", description="To which ticket a message belongs")
    at: Expression = Field(default="at", description="When it was written")
    human: Expression = Field(default="author_type = 'agent'", description="Messages of people on our side")
    customer: Expression = Field(default="author_type = 'customer'", description="Messages of the customer")
    public: Expression = Field(default="is_public", description="Messages the customer can read; notes are not")
    automatic: Expression | None = Field(
        default=None,
        description=f"Messages that are no reply of a person. Left out: {_UNAPPROVED}, if there are such columns",
    )
    roster: Roster | None = Field(
        default=None, description="Who is on our side is read from here, at the moment of the message"
    )

    def spoken(self, table: FactTable) -> Frame | None:
        """Return the messages with their `ticket`, `at`, `human` (a public reply of a person), `customer`, `rank`.

        `rank` orders messages of the same moment: the customer's first.
        """
        ticket, at = table.value(self.ticket, "ticket"), moment(table, self.at, "at")
        customer, public = table.condition(self.customer, "customer"), table.condition(self.public, "public")
        automatic = self._automatic(table)
        if ticket is None or at is None or customer is None or public is None or automatic is None:
            return None
        frame = frame_of(table.relation).having({"ticket": ticket, "at": at})
        authors = self._by_type(table, frame) if self.roster is None else _by_roster(self.roster, table, frame)
        if authors is None:
            return None
        return authors.having({"theirs": customer, "public": public, "automatic": automatic}).naming(
            human="(ours is true) and (public is true) and (automatic is not true)",
            customer="(theirs is true) and (ours is not true)",
            rank="case when customer then 0 else 1 end",
        )

    def _automatic(self, table: FactTable) -> Expr | None:
        if self.automatic is not None:
            return table.condition(self.automatic, "automatic")
        known = {"ai_generated", "ai_approved_by"} <= set(table.columns)
        return table.condition(_UNAPPROVED if known else "false", "automatic")

    def _by_type(self, table: FactTable, frame: Frame) -> Frame | None:
        ours = table.condition(self.human, "human")
        return frame.having({"ours": ours}) if ours is not None else None


def said_in(spoken: Frame) -> Frame:
    """Return the messages with only the columns that facts about them read."""
    return Frame(spoken.relation, {name: spoken[name] for name in _SAID}).picked()


def first_asked(said: Frame) -> Frame:
    """Return a row per ticket: when the customer first `asked`, in how many `requests`, and who opened it.

    Several facts ask for it in the same words, so that it is worked out once.
    """
    folds = [
        said.fold("asked", FoldKind.MIN, "at", "customer"),
        said.fold("requests", FoldKind.COUNT, "customer"),
        said.fold("opened by agent", FoldKind.FIRST, "human", "human or customer"),
    ]
    return said.rolled("ticket", ["at", "rank"], folds)


def _by_roster(roster: Roster, table: FactTable, frame: Frame) -> Frame | None:
    """Return the messages with whether their author was on the roster when they wrote them."""
    staff, author = table.other(roster.dataset, "roster", "dataset"), table.value(roster.author, "roster", "author")
    if staff is None or author is None:
        return None
    values = {
        "who": staff.value(roster.key, "roster", "key"),
        "since": moment(staff, roster.from_, "roster", "from"),
        "until": moment(staff, roster.until, "roster", "until"),
        "human": staff.condition(roster.human or "true", "roster", "human"),
    }
    known = {name: expr for name, expr in values.items() if expr is not None}
    if len(known) < len(values) or not comparable(table, author, known["who"], "roster", "key"):
        return None
    people = Frame(staff.relation, known).picked()
    named = frame.nearest(
        people,
        [(author, people["who"])],
        (frame["at"], people["since"]),
        Side.BEFORE,
        {"role from": "since", "role until": "until", "role is human": "human"},
        inclusive=True,
    )
    return named.naming(
        ours='"role from" is not null and ("role until" is null or "role until" > at) and ("role is human" is true)'
    )
