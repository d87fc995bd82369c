"""The KPIs of the reference pack once more: which rows, which of them are left out, when, and what number they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction

from tests.oracle.measures import (
    HOUR,
    TWO_WEEKS,
    WEEK,
    Kpi,
    Row,
    Truth,
    When,
    agreement,
    filled,
    leavers,
    level,
    mean,
    nps,
    on_nps,
    quantile,
    ratio,
    seconds,
    share,
    survival,
    total,
)

NOT_REAL: dict[str, When] = {
    "spam": lambda row, _: row["is_spam"],
    "test": lambda row, _: row["is_test"],
    "merged": lambda row, _: row["merged_into"] is not None,
}


def _off_the_scale(row: Row, _: datetime) -> Truth:
    score = row["score_raw"]
    return None if score is None else not row["scale_min"] <= score <= row["scale_max"]


def _off_a_hundred(row: Row, _: datetime) -> Truth:
    return not 0 <= row["score"] <= 100


def _counts(kind: str) -> When:
    return lambda row, _: row["kind"] == kind and row["responded"] and row["answer_is_last"]


def _queued(*outcomes: str) -> When:
    return lambda row, _: row["direction"] == "inbound" and row["outcome"] in outcomes


TICKETS = Kpi("ticket-facts", share(lambda _r, _n: None), "created_at", "week", out=NOT_REAL)
SURVEYS = Kpi("survey-facts", share(lambda _r, _n: None), "sent_at", "month", maturity=TWO_WEEKS)
CONTACTS = Kpi("contact-facts", share(lambda _r, _n: None), "offered_at", "week")
LEVEL = replace(CONTACTS, where=_queued("answered", "abandoned", "short_abandoned"))
REPLIES = replace(
    TICKETS,
    where=lambda row, _: row["channel"] in {"email", "web"} and row["seen_first_contact_at"] is not None,
    cohort="seen_first_contact_at",
)
SOLVED = replace(TICKETS, where=filled("seen_resolved_at"), cohort="seen_resolved_at", maturity=WEEK)
NO_SCORE: dict[str, When] = {"no score": lambda row, _: row["score_raw"] is None}


def _solved_at_once(row: Row, _: datetime) -> Truth:
    return row["seen_reopened_within"] is False and row["escalations"] == 0 and row["recontacted"] is False


def _came_back(row: Row, _: datetime) -> Truth:
    return row["seen_reopened_within"] is True or row["followed_up_within"] is True


def _within_sla(row: Row, _: datetime) -> Truth:
    solved = row["seen_first_solved_at"]
    return solved is not None and solved <= row["sla_due_at"]


def _sla_is_told(row: Row, now: datetime) -> Truth:
    due = row["sla_due_at"]
    return due is not None and (row["seen_first_solved_at"] is not None or due < now)


def _replied_in_time(row: Row, _: datetime) -> Truth:
    wait = row["seen_reply_wait_business"]
    return None if wait is None else wait <= timedelta(hours=4)


def _fresh(row: Row, now: datetime) -> Truth:
    read = row["last_reviewed_at"]
    return None if read is None else now - read <= timedelta(days=row["review_interval_days"])


def _first(*values: datetime | None) -> datetime:
    return next(value for value in values if value is not None)


PACK: dict[str, Kpi] = {
    "one-touch": replace(SOLVED, value=share(lambda row, _: row["one_touch"])),
    "first-contact-resolution": replace(SOLVED, value=share(_solved_at_once)),
    "reopened": replace(
        TICKETS,
        value=share(_came_back),
        where=filled("seen_first_solved_at"),
        cohort="seen_first_solved_at",
        maturity=WEEK,
    ),
    "recontacted": replace(
        SOLVED, value=share(lambda row, _: row["recontacted"]), where=filled("seen_resolved_at", "recontacted")
    ),
    "satisfied": replace(
        SURVEYS,
        value=lambda rows, now: share(lambda row, _: row["score_raw"] >= 4)(
            [row for row in rows if row["score_raw"] is not None], now
        ),
        where=_counts("csat"),
        out={"off-the-scale": _off_the_scale},
        unusable=NO_SCORE,
    ),
    "satisfaction": replace(
        SURVEYS,
        value=mean(lambda row: row["score_raw"]),
        where=_counts("csat"),
        out={"off-the-scale": _off_the_scale},
        alone=True,
    ),
    "response-rate": replace(SURVEYS, value=share(lambda row, _: row["responded"])),
    "recommended": replace(
        SURVEYS,
        value=nps,
        where=_counts("nps"),
        period="quarter",
        unusable={"no answer from 0 to 10": lambda row, _: not on_nps(row["score_raw"])},
    ),
    "easy": replace(
        SURVEYS,
        value=mean(lambda row: row["score_raw"]),
        where=_counts("ces"),
        out={"off-the-scale": _off_the_scale},
        period="quarter",
        alone=True,
    ),
    "escalated": replace(
        TICKETS,
        value=share(lambda row, _: row["escalations"] > 0),
        where=lambda row, _: row["seen_first_reply_at"] is not None or row["escalations"] > 0,
        maturity=timedelta(days=2),
    ),
    "escalation-missed": Kpi(
        "ticket-facts",
        share(lambda row, _: row["missed_escalation"]),
        "created_at",
        "month",
        where=filled("missed_escalation"),
        out={"merged": NOT_REAL["merged"]},
    ),
    "ping-pong": replace(
        TICKETS,
        value=share(lambda row, _: row["seen_group_returns"] > 0),
        where=lambda row, _: row["seen_group_changes"] > 0,
        period="month",
        maturity=timedelta(days=2),
    ),
    "passed-around": replace(
        TICKETS,
        value=share(lambda row, _: row["seen_group_changes"] >= 2),
        where=lambda row, _: row["escalations"] > 0,
        period="month",
        maturity=timedelta(days=2),
    ),
    "stalled": replace(
        TICKETS,
        value=share(lambda row, _: row["stalled_handoffs"] > 0),
        where=lambda row, _: row["handoffs"] > 0,
        period="month",
    ),
    "handoff-complete": Kpi("handoff-facts", share(lambda row, _: row["complete"]), "at", "month"),
    "transferred": Kpi(
        "interactions",
        share(lambda row, _: row["transfers"] > 0),
        "began_at",
        "month",
        where=lambda row, _: row["handled"],
    ),
    "qa-score": Kpi(
        "qa-reviews",
        mean(lambda row: row["score"]),
        "at",
        "month",
        where=lambda row, _: row["sample_frame"] == "random",
        out={"off-the-scale": _off_a_hundred},
        alone=True,
    ),
    "qa-agreement": Kpi(
        "qa-reviews",
        agreement,
        "at",
        "quarter",
        where=lambda row, _: row["calibration_id"] is not None and row["blind"],
        out={"off-the-scale": _off_a_hundred},
        unusable={"no rating, or nothing rated": lambda row, _: row["score"] is None or row["subject_id"] is None},
    ),
    "critical-failures": Kpi(
        "qa-reviews",
        share(lambda row, _: row["critical_fail"]),
        "at",
        "month",
        where=lambda row, _: row["sample_frame"] == "random",
    ),
    "drafts-approved": Kpi(
        "messages",
        share(lambda row, _: row["ai_approved_by"] is not None),
        "at",
        "month",
        where=lambda row, _: row["ai_generated"] and row["is_public"],
    ),
    "articles-fresh": Kpi(
        "kb-articles", share(_fresh), None, None, where=lambda row, _: row["status"] == "live", by=(), zone="UTC"
    ),
    "first-reply-in-time": replace(REPLIES, value=share(_replied_in_time), maturity=timedelta(days=2)),
    "first-reply-time": replace(
        REPLIES,
        value=survival(
            lambda row, now: (
                _first(row["seen_first_reply_at"], row["seen_resolved_at"], now) - row["seen_first_contact_at"]
            ),
            lambda row, _: row["seen_replied"],
        ),
        alone=True,
    ),
    "next-reply-time": Kpi(
        "customer-waits",
        survival(lambda row, now: _first(row["replied_at"], now) - row["asked_at"], lambda row, _: row["answered"]),
        "asked_at",
        "week",
        where=lambda row, _: row["turn"] > 1,
        alone=True,
    ),
    "time-to-resolve": replace(
        TICKETS,
        value=survival(
            lambda row, now: (
                _first(row["seen_resolved_at"], now) - _first(row["seen_first_contact_at"], row["created_at"])
            ),
            lambda row, _: row["seen_resolved_at"] is not None,
        ),
        alone=True,
    ),
    "sla-met": replace(TICKETS, value=share(_within_sla), where=_sla_is_told, maturity=timedelta(days=5)),
    "service-level": replace(LEVEL, value=level("offered_less_short")),
    "abandoned": replace(
        LEVEL,
        value=share(lambda row, _: row["outcome"] in {"abandoned", "short_abandoned"}),
        out={"given-up-at-once": lambda row, _: row["short_abandon"]},
    ),
    "speed-of-answer": replace(
        CONTACTS, value=mean(lambda row: seconds(row["wait"])), where=_queued("answered"), alone=True
    ),
    "wait-of-all": replace(
        CONTACTS,
        value=mean(lambda row: seconds(row["wait"])),
        where=_queued("answered", "abandoned", "short_abandoned"),
        out={"given-up-at-once": lambda row, _: row["short_abandon"]},
        alone=True,
    ),
    "backlog": Kpi("open-days", lambda rows, _: (len(rows), len(rows)), "day", "day", out=NOT_REAL, zone="UTC"),
    "backlog-age": Kpi(
        "open-days",
        share(lambda row, _: None if row["age"] is None else row["age"] > WEEK),
        "day",
        "week",
        out=NOT_REAL,
        zone="UTC",
    ),
    "handle-time": Kpi(
        "interactions",
        mean(lambda row: None if row["handle"] is None else Fraction(seconds(row["handle"]) or 0) / 60),
        "began_at",
        "month",
        where=lambda row, _: row["handled"],
        by=("vendor", "queue"),
        alone=True,
    ),
    "adherence": Kpi(
        "shift-facts",
        ratio(
            lambda row: None if row["exception_s"] is None else row["scheduled_s"] - row["exception_s"],
            lambda row: row["scheduled_s"],
        ),
        "interval_start",
        "week",
        where=lambda row, _: row["scheduled_s"] > 0,
        alone=True,
    ),
    "occupancy": Kpi(
        "agent-time",
        ratio(
            lambda row: row["handle_s"],
            lambda row: row["handle_s"] + row["available_s"],
        ),
        "interval_start",
        "week",
        where=lambda row, _: None not in {row["handle_s"], row["available_s"]},
        alone=True,
    ),
    "attrition": Kpi(
        "headcount-days",
        leavers,
        "day",
        "month",
        where=lambda row, _: row["party"] == "vendor",
        rolling=3,
        alone=True,
    ),
    "cost-per-contact": Kpi(
        "cost-ledger",
        ratio(lambda row: row["amount"], lambda row: row["contacts"]),
        "booked_on",
        "month",
        zone="UTC",
        alone=True,
    ),
    "cost-per-resolved": Kpi(
        "cost-ledger",
        ratio(lambda row: row["amount"], lambda row: row["resolved"]),
        "booked_on",
        "month",
        zone="UTC",
        alone=True,
    ),
    "handoff-flow": Kpi(
        "handoffs", lambda rows, _: (len(rows), len(rows)), "at", "month", by=("vendor", "from_team", "to_team")
    ),
    "tickets-created": Kpi(
        "tickets", lambda rows, _: (sum(not row["is_test"] for row in rows), len(rows)), "created_at", "week"
    ),
}
# The measures of more.yaml.
MORE: dict[str, Kpi] = {
    "more-median-wait": replace(CONTACTS, value=quantile(lambda row: row["wait"], Fraction(1, 2), HOUR), alone=True),
    "more-slow-reply": replace(
        TICKETS,
        value=quantile(lambda row: row["seen_reply_wait_business"], Fraction(9, 10), HOUR),
        period="month",
        out={},
        alone=True,
    ),
    "more-work": Kpi(
        "interactions",
        total(lambda row: row["handle"], HOUR),
        "began_at",
        "day",
        where=lambda row, _: row["handled"],
        alone=True,
    ),
    "more-resolved-in-a-day": replace(
        TICKETS,
        value=survival(
            lambda row, now: _first(row["seen_resolved_at"], now) - row["created_at"],
            lambda row, _: row["seen_resolved_at"] is not None,
            timedelta(hours=24),
        ),
        out={},
        week_starts=6,
        alone=True,
    ),
    **{
        f"more-level-of-{of.replace('_', '-')}": replace(LEVEL, value=level(of))
        for of in ("answered", "offered", "answered_or_abandoned_within", "answered_and_abandoned_after")
    },
}
