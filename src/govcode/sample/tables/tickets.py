"""tickets: one row per ticket, in its state at the watermark."""

from __future__ import annotations

from random import Random

from govcode.sample.clock import HOUR, Period, maybe_stamp, stamp
from govcode.sample.intake import SLA_SECONDS
from govcode.sample.life import Life
from govcode.sample.row import Row, flag
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.vendors import REGIONS
from govcode.sample.world import World

_CODES = {
    "access": "access-restored",
    "billing_dispute": "invoice-corrected",
    "cancellation": "cancelled",
    "compliance": "request-fulfilled",
    "delivery": "delivered",
    "other": "informed",
    "refund": "refunded",
    "troubleshooting": "fixed",
}
_COLUMNS = (
    *("ticket_id", "vendor", "queue", "channel", "language", "region", "shift", "priority", "severity", "category"),
    *("topic", "customer_key", "customer_tier", "issue_key", "created_at", "first_contact_at", "first_reply_at"),
    *("resolved_at", "closed_at", "status_now", "assignee_key", "merged_into", "followup_of", "is_spam", "is_test"),
    *("refund_amount", "approval_id", "resolution_code", "regulated_topic", "auth_passed", "reopen_count"),
    *("group_changes", "sla_due_at", "made_sla", "created_by"),
)


def _rows(world: World, built: Built, rng: Random) -> list[Row]:  # noqa: ARG001 - nothing is left to chance here
    return [_row(life, world.period) for life in world.lives]


def _row(life: Life, period: Period) -> Row:
    case = life.case
    due = case.created + SLA_SECONDS[case.priority]
    cents = case.refund_cents
    return {
        "ticket_id": case.ticket_id,
        "vendor": case.vendor,
        "queue": case.queue,
        "channel": case.channel,
        "language": case.language,
        "region": case.region,
        "shift": shift(case.created, case.region),
        "priority": case.priority,
        "severity": case.severity,
        "category": case.category,
        "topic": case.topic,
        "customer_key": case.customer_key,
        "customer_tier": case.customer_tier,
        "issue_key": case.issue_key,
        "created_at": stamp(case.created),
        "first_contact_at": stamp(case.first_contact),
        "first_reply_at": maybe_stamp(life.first_reply),
        "resolved_at": maybe_stamp(life.resolved),
        "closed_at": maybe_stamp(life.closed),
        "status_now": life.status,
        "assignee_key": life.assignee,
        "merged_into": life.merged_into,
        "followup_of": life.followup_of,
        "is_spam": flag(case.is_spam),
        "is_test": flag(case.is_test),
        "refund_amount": None if cents is None else f"{cents // 100}.{cents % 100:02}",
        "approval_id": case.approval_id,
        "resolution_code": _resolution(life),
        "regulated_topic": flag(case.regulated),
        "auth_passed": flag(case.auth_passed),
        "reopen_count": sum(event.kind == "reopen" for event in life.events),
        "group_changes": sum(event.kind == "group" for event in life.events),
        "sla_due_at": stamp(due),
        "made_sla": _made_sla(life, due, period),
        # Whoever takes a call writes the ticket; everywhere else the customer's own words open it.
        "created_by": "agent" if case.channel == "phone" else "customer",
    }


def shift(at: int, region: str) -> str:
    """Return the shift that works at a moment, by the customers' clock."""
    hour = (at // HOUR + REGIONS[region].ahead(at)) % 24
    return "early" if 6 <= hour < 14 else "late" if 14 <= hour < 22 else "night"


def _resolution(life: Life) -> str | None:
    if life.case.is_spam:
        return "spam"
    if life.merged_into:
        return "duplicate"
    return _CODES[life.case.topic] if life.resolved else None


def _made_sla(life: Life, due: int, period: Period) -> str | None:
    if life.case.is_spam or life.merged_into:
        return None
    if life.resolved is not None:
        return flag(life.resolved <= due)
    return "false" if due < period.end else None  # not yet due: nothing to say


TICKETS = TableKind("tickets", _COLUMNS, _rows)
