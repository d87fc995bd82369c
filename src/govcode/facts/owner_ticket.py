"""`owner_ticket`: messages and events of a merged ticket belong to the one that is left.

Goes with a dataset of messages, events or contacts. `owner_ticket` is the survivor of the row's ticket as the fact
`merges` found it; the ticket itself, where it was not merged, is not known, or its merges go in a circle. Use it in
the place of `ticket_id` (`ticket: owner_ticket`) in other facts.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from govcode.core.fields import Expression, Id
from govcode.facts.fact import Derived, Fact, FactTable, comparable
from govcode.facts.frame import Frame, frame_of


class OwnerTicket(Fact):
    """Messages and events of a merged ticket belong to the one that is left."""

    adds: ClassVar[tuple[str, ...]] = ("owner_ticket",)

    kind: Literal["owner_ticket"]
    tickets: Id = Field(description="A dataset with the fact `merges`")
    ticket: Expression = Field(default="ticket_id", description="To which ticket a row belongs")
    key: Expression = Field(default="ticket_id", description="The id of a ticket there")
    survivor: Expression = Field(default="survivor", description="The ticket that is left of it")

    def derive(self, rows: FactTable) -> Derived | None:
        """Return each row with the ticket it counts for."""
        ticket, tickets = rows.value(self.ticket, "ticket"), rows.other(self.tickets, "tickets")
        key = tickets.value(self.key, "key") if tickets else None
        survivor = tickets.value(self.survivor, "survivor") if tickets else None
        if ticket is None or tickets is None or key is None or survivor is None:
            return None
        if not (comparable(rows, ticket, key, "ticket") and comparable(rows, ticket, survivor, "survivor")):
            return None
        known = Frame(tickets.relation, {"id": key, "survivor": survivor}).picked()
        here = frame_of(rows.relation).looked_up(known, ticket, "id", {"survivor": "survivor"})
        return Derived(here.relation, {"owner_ticket": here.read("coalesce(survivor, ticket)", ticket=ticket)})
