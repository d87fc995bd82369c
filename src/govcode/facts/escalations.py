"""`escalations`: tickets that were passed up, when, and those that should have been and were not.

An escalation is a handoff to a higher tier or to the client. Asking a colleague is none (`consult`), nor is a handoff
that only corrects the queue: it stays in its tier. With `criteria`, `missed_escalation` is true for tickets that meet
them and were not passed up within `within`; it has no value while there is still time, and where it is not known
whether they are met.

Adds `escalations`, `escalated`, `first_escalated_at` and, with `criteria`, `missed_escalation`.

Peers: `is_escalated` of Freshdesk and `escalation` of ServiceNow say that a clock ran out, not that a ticket was
passed up.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from govcode.core.fields import Duration, Expression, Id
from govcode.expressions.build import duration
from govcode.facts.fact import Derived, Fact, FactTable, comparable, key_of, moment
from govcode.facts.frame import Frame, frame_of
from govcode.ir.expression import Expr
from govcode.ir.relation import FoldKind


class Escalations(Fact):
    """Tickets that were passed up, when, and those that should have been and were not."""

    adds: ClassVar[tuple[str, ...]] = ("escalations", "escalated", "first_escalated_at", "missed_escalation")

    kind: Literal["escalations"]
    handoffs: Id = Field(description="The dataset of the handoffs", examples=["handoffs"])
    ticket: Expression = Field(default="ticket_id", description="To which ticket a handoff belongs")
    at: Expression = Field(default="at", description="When it was handed over")
    escalation: Expression = Field(
        default="to_tier > from_tier or to_party = 'client'", description="Handoffs that pass a ticket up"
    )
    consult: Expression | None = Field(default=None, description="Handoffs that only ask for advice")
    criteria: Expression | None = Field(default=None, description="Tickets that have to be passed up")
    since: Expression | None = Field(
        default=None, description="From when the time to pass it up runs; the event_time, if left out"
    )
    within: Duration | None = Field(default=None, description="In which time, with `criteria`", examples=["30m"])

    def derive(self, rows: FactTable) -> Derived | None:
        """Return each ticket with its escalations."""
        key, table = key_of(rows), rows.other(self.handoffs, "handoffs")
        passed = self._passed(table, rows) if table else None
        if (self.criteria is None) != (self.within is None):
            rows.report("GC102", "`criteria` and `within` go together", "criteria" if self.criteria else "within")
            return None
        if key is None or passed is None:
            return None
        here = frame_of(rows.relation).looked_up(passed, key, "ticket", {"count": "count", "first": "first"})
        columns = {
            "escalations": here.read('coalesce("count", 0)'),
            "escalated": here.read('coalesce("count", 0) > 0'),
            "first_escalated_at": here["first"],
        }
        if self.criteria is None:
            return Derived(here.relation, columns)
        missed = self._missed(rows, here)
        return None if missed is None else Derived(here.relation, columns | {"missed_escalation": missed})

    def _passed(self, table: FactTable, rows: FactTable) -> Frame | None:
        """Return a row per ticket with how often it was passed up and when first."""
        ticket, at = table.value(self.ticket, "ticket"), moment(table, self.at, "at")
        up, consult = (
            table.condition(self.escalation, "escalation"),
            table.condition(self.consult or "false", "consult"),
        )
        if ticket is None or at is None or up is None or consult is None:
            return None
        if rows.key is None or not comparable(rows, rows.key, ticket, "ticket"):
            return None
        handed = Frame(table.relation, {"ticket": ticket, "at": at, "up": up, "consult": consult}).picked()
        counts = "up and (consult is not true)"
        folds = [handed.fold("count", FoldKind.COUNT, counts), handed.fold("first", FoldKind.MIN, "at", counts)]
        return handed.rolled("ticket", [], folds)

    def _missed(self, rows: FactTable, here: Frame) -> Expr | None:
        criteria = rows.condition(self.criteria or "false", "criteria")
        since = moment(rows, self.since, "since") if self.since else rows.event_time
        if since is None and self.since is None:
            message = f"dataset '{rows.name}' names no event_time, so the time to pass a ticket up has no start"
            rows.report("GC102", message, "kind", suggestion="add `since:`")
        if criteria is None or since is None:
            return None
        known = here.having(
            {"criteria": criteria, "since": since, "as of": rows.as_of, "within": duration(self.within or 0)}
        )
        return known.read(
            "case when not criteria then false"
            " when criteria and first <= since + within then false"
            ' when criteria and since + within < "as of" then true end'
        )
