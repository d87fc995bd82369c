"""What may be in the cells of a random support log: few moments, few people, everything that can go wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]
Log: TypeAlias = dict[str, list[Row]]
Cell: TypeAlias = Callable[[Random], Any]
Cells: TypeAlias = dict[str, Cell]
VENDORS = ["acme", "borealis", "cirrus"]
QUEUES = ["billing", "technical"]
STATES = ["new", "open", "pending", "solved", "closed"]


@dataclass(frozen=True)
class Season:
    """When a log is seen, the moments around which things happen in it, and when people came and went."""

    as_of: datetime
    knots: tuple[datetime, ...]
    days: tuple[date, ...]


# The clocks go forward on Sunday 29 March 2026, Good Friday is 3 April; they go back on Sunday 25 October.
SPRING = Season(
    datetime(2026, 4, 15),
    (
        datetime(2026, 3, 20, 9),
        datetime(2026, 4, 5, 21, 59, 59),
        datetime(2026, 3, 27, 18, 59, 50),
        datetime(2026, 3, 29, 0, 59, 59),
        datetime(2026, 3, 30, 5, 59, 59),
        datetime(2026, 3, 31, 22),
        datetime(2026, 4, 2, 17, 59, 50),
        datetime(2026, 4, 6, 10),
    ),
    tuple(date(2026, *day) for day in ((1, 5), (1, 31), (2, 10), (3, 1), (3, 29), (3, 31), (4, 1), (4, 14))),
)
AUTUMN = Season(
    datetime(2026, 11, 12),
    (
        datetime(2026, 9, 30, 21, 59, 59),
        datetime(2026, 10, 16, 9),
        datetime(2026, 10, 23, 17, 59, 50),
        datetime(2026, 10, 24, 22),
        datetime(2026, 10, 25, 0, 59, 59),
        datetime(2026, 10, 26, 7),
        datetime(2026, 10, 31, 22, 59, 59),
        datetime(2026, 11, 1, 22, 59, 59),
    ),
    tuple(date(2026, *day) for day in ((7, 15), (8, 31), (9, 1), (9, 30), (10, 25), (11, 1), (11, 11))),
)
SEASONS = (SPRING, AUTUMN)
LATER = tuple(
    timedelta(seconds=seconds)
    for seconds in (0, 0, 0, 1, 5, 10, 20, 21, 120, 300, 301, 3600, 14_400, 14_401, 86_400, 604_800, 604_801)
)


def some(*words: Any) -> Cell:  # noqa: ANN401 - as a cell is
    """Return one of these."""
    return lambda chance: chance.choice(words)


def maybe(of: Cell) -> Cell:
    """Return what is now and then not there."""
    return lambda chance: of(chance) if chance.randrange(4) else None


flags = some(False, True)
rarely = some(False, False, False, False, True)
seconds = some(0, 1, 30, 600, 30, 601, None)


def noon(day: Cell) -> Cell:
    """Return the middle of a day."""
    return lambda chance: datetime.combine(day(chance), time(12))


def tickets_of(number: int) -> list[str]:
    """Return the tickets of a part of a log; the last of them is not delivered."""
    return [f"t{number}{i}" for i in range(1, MOST["tickets"] + 2)]


def cells_of(number: int, at: Cell, day: Cell, vendor: Cell) -> dict[str, Cells]:
    """Return what may be in each column of each dataset; parts of a log with different numbers share no names."""
    tickets = tickets_of(number)
    ticket, agent = some(*tickets[:3] * 3, *tickets), some("a1", "a2", "a3")
    customer = some(f"ck-00000000000{number}", f"ck-11111111111{number}")
    queue = some(*QUEUES)
    text = some("n/a", " N/A ", "", "  ", *["tried it"] * 8, "it fails")
    return {
        "tickets": {
            "vendor": vendor,
            "queue": queue,
            "channel": some("email", "email", "web", "chat"),
            "severity": some("low", "critical"),
            "category": maybe(some("billing", "technical")),
            "customer_key": maybe(customer),
            "issue_key": maybe(some("i1", "billing")),
            "created_at": at,
            "created_by": some(*["customer"] * 5, "agent", "system", None),
            "merged_into": some(*[None] * 20, *tickets),
            "followup_of": some(*[None] * 20, *tickets),
            "is_spam": rarely,
            "is_test": rarely,
            "regulated_topic": flags,
            "sla_due_at": maybe(at),
        },
        "messages": {
            "ticket_id": some(*tickets[:2] * 5, *tickets),
            "vendor": vendor,
            "channel": maybe(some("email", "chat")),
            "at": at,
            "author_type": some("agent", "agent", "agent", "customer", "customer", "bot"),
            "is_public": some(True, True, True, False),
            "ai_generated": some(False, False, False, True),
            "ai_approved_by": maybe(agent),
        },
        "ticket-events": {
            "ticket_id": some(*tickets[:2] * 5, *tickets),
            "vendor": vendor,
            "at": at,
            "seq": some(*range(1, 4)),
            "kind": some("status", "status", "status", "reopen", "group", "group", "assign", "tier"),
            "before": maybe(some("A", "B", "a1")),
            "actor_key": maybe(agent),
            "actor_type": some("agent", "customer", "system"),
        },
        "handoffs": {
            "ticket_id": ticket,
            "vendor": vendor,
            "category": some("billing", "technical"),
            "at": at,
            "from_team": maybe(some(f"A{number}", f"B{number}")),
            "to_team": maybe(some(f"A{number}", f"B{number}", "not a key")),
            "from_tier": maybe(some(*range(1, 3))),
            "to_tier": some(*range(1, 4)),
            "to_party": some("vendor", "vendor", "client"),
            "environment": maybe(text),
            "steps_tried": maybe(text),
            "error_details": some(*["tried it"] * 5, "it fails", None),
            "customer_expectation": some(*["tried it"] * 5, "Unknown", None),
            "occurred_at": maybe(at),
            "accepted_at": maybe(at),
            "returned_at": maybe(maybe(at)),
        },
        "contacts": {
            "interaction_id": maybe(some(f"x{number}1", f"x{number}2")),
            "vendor": vendor,
            "queue": queue,
            "channel": some("phone", "chat"),
            "direction": some(*["inbound"] * 6, "outbound", None),
            "customer_key": maybe(customer),
            "ticket_id": maybe(ticket),
            "agent_key": maybe(agent),
            "offered_at": at,
            "answered_at": maybe(at),
            "ended_at": maybe(at),
            "outcome": some("answered", "answered", "abandoned", "short_abandoned", "callback", "flow_out"),
            "talk_s": seconds,
            "hold_s": seconds,
            "acw_s": seconds,
        },
        "surveys": {
            "vendor": vendor,
            "kind": some("csat", "csat", "nps", "ces"),
            "ticket_id": ticket,
            "sent_at": at,
            "responded_at": maybe(at),
            "score_raw": maybe(some(*range(12))),
            "agent_at_send": maybe(agent),
        },
        "agents": {
            "agent_key": agent,
            "vendor": vendor,
            "valid_from": noon(day),
            "valid_to": maybe(noon(day)),
            "first_live_on": maybe(day),
            "left_on": maybe(day),
            "party": some("vendor", "vendor", "vendor", "client"),
            "left_reason": maybe(some("voluntary", "involuntary", "transfer")),
        },
        "agent-time": {
            "agent_key": agent,
            "interval_start": at,
            "vendor": vendor,
            "scheduled_s": some(0, 3600, 28_800),
            "exception_s": maybe(some(0, 600, 7200)),
            "staffed_s": some(0, 3000, 28_800),
            "available_s": maybe(some(0, 100, 3000)),
            "handle_s": maybe(some(0, 100, 3000)),
        },
        "qa-reviews": {
            "vendor": vendor,
            "subject_kind": some("ticket", "ticket", "contact", None),
            "subject_id": some(*tickets[:3], f"c{number}-0", f"c{number}-1"),
            "agent_key": agent,
            "reviewer_key": some("r1", "r2"),
            "at": at,
            "score": some(0, 50, 80, 100, 101),
            "critical_fail": flags,
            "calibration_id": maybe(some("k1")),
            "blind": some(True, True, True, False, None),
            "sample_frame": maybe(some("random", "calibration")),
        },
        "invoices": {
            "vendor": vendor,
            "queue": queue,
            "period_start": day,
            "amount": some(0.0, 0.1, 99.95, 1250.5),
        },
        "kb-articles": {
            "article_id": some("k1", "k2"),
            "version": some(*range(1, 4)),
            "status": some("live", "live", "draft"),
            "last_reviewed_at": maybe(at),
            "review_interval_days": some(1, 7, 30),
        },
    }


# What a required column holds where no fact and no KPI looks.
FILLED: dict[str, Row] = {
    "tickets": {
        "language": "en",
        "priority": "normal",
        "topic": "other",
        "status_now": "open",
        "reopen_count": 0,
    },
    "messages": {"regulated_topic": False},
    "contacts": {"payment_taken": False},
    "surveys": {"direction": "higher-is-better"},
    "agents": {
        "role": "agent",
        "tier": 1,
        "hired_on": date(2025, 1, 1),
        "certified_on": date(2025, 1, 1),
        "cert_expires_on": date(2027, 1, 1),
    },
    "agent-time": {"adherent_s": 0},
    "qa-reviews": {"method": "human", "scorecard_id": "s", "scorecard_version": 1},
    "invoices": {"unit": "hour", "quantity": 1, "currency": "EUR"},
    "kb-articles": {"title": "How", "effective_from": datetime(2026, 1, 1), "high_risk_topic": False},
}
MOST = {
    "tickets": 6,
    "messages": 12,
    "ticket-events": 16,
    "handoffs": 4,
    "contacts": 7,
    "surveys": 6,
    "agents": 3,
    "agent-time": 4,
    "qa-reviews": 8,
    "invoices": 3,
    "kb-articles": 3,
}
PARTS = 5
KEYS = {
    "messages": "message_id",
    "ticket-events": "event_id",
    "handoffs": "handoff_id",
    "contacts": "contact_id",
    "surveys": "survey_id",
    "qa-reviews": "review_id",
    "invoices": "invoice_id",
}
