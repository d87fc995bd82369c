"""`first_reply`: how long a customer waited for the first answer of a person.

The wait starts with the first message of the customer, so a ticket that an agent opened starts when the customer
first writes. Where no message of the customer is there, it starts when the ticket was created, if the customer
created it; a ticket nobody asked anything in has no wait. It ends with the first public reply of a person at or after
that moment: notes, automatic replies and unapproved texts of a model do not end it. Of messages in the same second
the customer's come first. Who is not answered has no `first_reply_at`; measure shares over all tickets, or the median
with `survival`, not the mean of the answered ones.

Adds `first_contact_at`, `first_reply_at`, `replied`, `reply_wait` and `opened_by_agent`; with `calendar`, also
`reply_wait_business`: a reply outside open hours costs no open time, which is 0 and not nothing.

Peers differ on purpose or by mistake: from creation even if an agent created it (dbt_zendesk), in whole hours and
only of closed tickets (osTicket), null until somebody replies and then averaged (most).
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from govcode.core.fields import Expression, Id
from govcode.expressions.phrases import business_time
from govcode.facts.conversation import Conversation, first_asked, said_in
from govcode.facts.fact import CALENDAR, Derived, FactTable, comparable, key_of, moment
from govcode.facts.frame import Frame, frame_of
from govcode.ir.expression import Expr
from govcode.ir.relation import Side


class FirstReply(Conversation):
    """How long a customer waited for the first answer of a person."""

    adds: ClassVar[tuple[str, ...]] = (
        "first_contact_at",
        "first_reply_at",
        "replied",
        "reply_wait",
        "reply_wait_business",
        "opened_by_agent",
    )

    kind: Literal["first_reply"]
    messages: Id = Field(description="The dataset of the messages", examples=["messages"])
    created: Expression | None = Field(
        default=None, description="When the ticket was created; the event_time of the dataset, if left out"
    )
    by_customer: Expression | None = Field(
        default=None,
        description="Tickets the customer created. Left out: created_by = 'customer', or all without such a column",
    )
    calendar: Id | None = Field(default=None, description=CALENDAR)

    def derive(self, rows: FactTable) -> Derived | None:
        """Return each ticket with its first contact and first reply."""
        key, messages = key_of(rows), rows.other(self.messages, "messages")
        spoken = self.spoken(messages) if messages else None
        created = self._created(rows)
        if key is None or spoken is None or created is None:
            return None
        if not comparable(rows, key, spoken["ticket"], "ticket"):
            return None
        said = said_in(spoken)
        names = {"asked": "asked", "opened by agent": "opened by agent"}
        asked = frame_of(rows.relation).looked_up(first_asked(said), key, "ticket", names).having({"created": created})
        by_customer = rows.condition(self._by_customer(rows), "by_customer")
        if by_customer is None:
            return None
        asked = asked.having({"by customer": by_customer}).naming(
            contact='case when asked is not null then asked when "by customer" then created end'
        )
        replies = said.where("human")
        answered = asked.nearest(
            replies,
            [(key, replies["ticket"])],
            (asked["contact"], replies["at"]),
            Side.AFTER,
            {"reply": "at"},
            inclusive=True,
        )
        return self._derived(rows, answered)

    def _created(self, rows: FactTable) -> Expr | None:
        if self.created is not None:
            return moment(rows, self.created, "created")
        if rows.event_time is None:
            message = f"dataset '{rows.name}' names no event_time, so it is not known when a ticket was created"
            rows.report("GC102", message, "kind", suggestion="add `created:`")
            return None
        return rows.event_time

    def _by_customer(self, rows: FactTable) -> str:
        return self.by_customer or ("created_by = 'customer'" if "created_by" in rows.columns else "true")

    def _opened(self, rows: FactTable) -> str:
        """Return the condition that an agent wrote first, which cannot be where it is known that the customer did."""
        known = self.by_customer is not None or "created_by" in rows.columns
        return '"opened by agent" and "by customer" is not true' if known else '"opened by agent"'

    def _derived(self, rows: FactTable, answered: Frame) -> Derived | None:
        columns = {
            "first_contact_at": answered["contact"],
            "first_reply_at": answered["reply"],
            "replied": answered.read("case when contact is not null then reply is not null end"),
            "reply_wait": answered.read("reply - contact"),
            "opened_by_agent": answered.read(self._opened(rows)),
        }
        if self.calendar is not None:
            clock = rows.calendar(self.calendar, "calendar")
            if clock is None:
                return None
            columns["reply_wait_business"] = business_time(clock, answered["contact"], answered["reply"])
        return Derived(answered.relation, columns)
