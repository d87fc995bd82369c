"""The KPIs of the reference pack once more: which rows, which of them are left out, when, and what number they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, TypeAlias

from tests.oracle import kpis

Row: TypeAlias = dict[str, Any]
Truth: TypeAlias = bool | None
Told: TypeAlias = tuple[float | Fraction | None, int]  # the value, and how many rows it rests on
When: TypeAlias = Callable[[Row, datetime], Truth]

WEEK, TWO_WEEKS = timedelta(days=7), timedelta(days=14)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Kpi:
    """A KPI: rows of a dataset for which `where` is true, less those that are left `out`, one value per part.

    `unusable` are rows the measure itself cannot use; `alone` says that the value of one row would be its cell.
    """

    of: str
    value: Callable[[Sequence[Row], datetime], Told]
    cohort: str | None
    period: str | None
    where: When = lambda _row, _now: True
    out: dict[str, When] = field(default_factory=dict)
    unusable: dict[str, When] = field(default_factory=dict)
    by: tuple[str, ...] = ("vendor",)
    zone: str = "Europe/Amsterdam"
    week_starts: int = 0
    maturity: timedelta = timedelta()
    rolling: int = 1
    alone: bool = False


def share(hit: When) -> Callable[[Sequence[Row], datetime], Told]:
    """Return the part of rows for which a condition is true."""
    return lambda rows, now: (kpis.share(rows, lambda row: hit(row, now)), len(rows))


def mean(value: Callable[[Row], float | Fraction | None]) -> Callable[[Sequence[Row], datetime], Told]:
    """Return the mean of what is there."""
    return lambda rows, _: (kpis.mean(map(value, rows)), sum(value(row) is not None for row in rows))


def quantile(
    value: Callable[[Row], timedelta | None], q: Fraction, unit: timedelta
) -> Callable[[Sequence[Row], datetime], Told]:
    """Return a quantile of durations in a unit."""

    def told(rows: Sequence[Row], _: datetime) -> Told:
        known = [Fraction(v // timedelta(microseconds=1)) for row in rows if (v := value(row)) is not None]
        found = kpis.quantile(known, q)
        return None if found is None else found / (unit // timedelta(microseconds=1)), len(known)

    return told


def survival(
    lasted: Callable[[Row, datetime], timedelta], over: When, within: timedelta | None = None
) -> Callable[[Sequence[Row], datetime], Told]:
    """Return the hours within which half is over, or the part that is over within a time."""

    def told(rows: Sequence[Row], now: datetime) -> Told:
        # A minute that has begun counts as a whole one.
        steps = [(-(-lasted(row, now) // MINUTE), over(row, now) is True) for row in rows]
        if within is not None:
            return kpis.over_within(steps, within // MINUTE), len(rows)
        median = kpis.survival_median(steps)
        return None if median is None else Fraction(median, 60), len(rows)

    return told


def level(of: str) -> Callable[[Sequence[Row], datetime], Told]:
    """Return the service level of two minutes under a denominator."""
    within, short = timedelta(minutes=2), timedelta(seconds=10)
    return lambda rows, _: kpis.service_level(rows, within, short, of)


def ratio(
    above: Callable[[Row], float | None], below: Callable[[Row], float | None]
) -> Callable[[Sequence[Row], datetime], Told]:
    """Return one sum over another, each of what is there."""

    def told(rows: Sequence[Row], _: datetime) -> Told:
        up = sum((exactly(v) for row in rows if (v := above(row)) is not None), Fraction(0))
        down = [exactly(v) for row in rows if (v := below(row)) is not None]
        return up / sum(down) if sum(down) else None, len(down)

    return told


def exactly(value: float) -> Fraction:
    """Return the decimal that a number was written as."""
    return Fraction(str(value))


def seconds(value: timedelta | None) -> Fraction | None:
    """Return a duration in seconds."""
    return None if value is None else Fraction(value // timedelta(microseconds=1), 1_000_000)


def agreement(rows: Sequence[Row], _: datetime) -> Told:
    """Return the agreement of the reviews of the same thing, and how many things were reviewed twice."""
    units: dict[str, list[float]] = {}
    for row in rows:
        units.setdefault(row["subject_id"], []).append(row["score"])
    return kpis.alpha(list(units.values())), sum(len(scores) > 1 for scores in units.values())


def nps(rows: Sequence[Row], _: datetime) -> Told:
    """Return the net promoter score of the answers on its scale."""
    scores = [row["score_raw"] for row in rows]
    return kpis.nps(scores), sum(on_nps(score) for score in scores)


def on_nps(score: int | None) -> bool:
    """Say whether an answer is on the scale of the net promoter score."""
    return score is not None and 0 <= score <= 10


def leavers(rows: Sequence[Row], _: datetime) -> Told:
    """Return how many leave per year of the average daily headcount."""
    left = sum(row["left"] is True and row["left_reason"] not in {None, "transfer"} for row in rows)
    return Fraction(365 * left, len(rows)) if rows else None, len(rows)


def total(value: Callable[[Row], timedelta | None], unit: timedelta) -> Callable[[Sequence[Row], datetime], Told]:
    """Return the sum of durations in a unit."""

    def told(rows: Sequence[Row], _: datetime) -> Told:
        known = [v for row in rows if (v := value(row)) is not None]
        return Fraction(sum(known, timedelta()) // timedelta(microseconds=1), unit // timedelta(microseconds=1)) if (
            known
        ) else None, len(known)

    return told


def filled(*columns: str) -> When:
    """Say that columns are filled."""
    return lambda row, _: all(row[column] is not None for column in columns)


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
        value=share(lambda row, _: row["outcome"] == "abandoned"),
        out={"given-up-at-once": lambda row, _: row["short_abandon"]},
    ),
    "speed-of-answer": replace(
        CONTACTS, value=mean(lambda row: seconds(row["wait"])), where=_queued("answered"), alone=True
    ),
    "wait-of-all": replace(
        CONTACTS, value=mean(lambda row: seconds(row["wait"])), where=_queued("answered", "abandoned"), alone=True
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
            lambda row: None if None in {row["handle_s"], row["available_s"]} else row["handle_s"] + row["available_s"],
        ),
        "interval_start",
        "week",
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


@dataclass(frozen=True)
class Expected:
    """What a finding of a KPI has to say: the value, its rows, what was left out, and whether it is too early."""

    value: float | None
    n: int
    out: tuple[tuple[str, int], ...]
    immature: bool


Part: TypeAlias = tuple[tuple[str, ...], datetime | None]


def expected(kpi: Kpi, rows: Iterable[Row], now: datetime) -> dict[Part, Expected]:
    """Return what is known of each part of the rows and each period."""
    # Without parts and periods there is always one value: that of all rows, be there none.
    kept: dict[Part, list[Row]] = {} if kpi.by or kpi.period else {((), None): []}
    out: dict[Part, dict[str, int]] = {}
    for row in rows:
        if kpi.where(row, now) is not True:
            continue
        part = tuple(row[column] for column in kpi.by), _start(kpi, row)
        reason = next((name for name, leaves in kpi.out.items() if leaves(row, now) is True), None)
        unusable = next((name for name, leaves in kpi.unusable.items() if leaves(row, now) is True), None)
        if reason is None:
            kept.setdefault(part, []).append(row)
        if reason or unusable:
            counts = out.setdefault(part, {})
            counts[reason or str(unusable)] = counts.get(reason or str(unusable), 0) + 1
    names = [*kpi.out, *kpi.unusable]
    windows = _windows(kpi, kept)
    return {
        part: _told(kpi, part, window, now, tuple((n, out[part][n]) for n in names if n in out.get(part, {})))
        for part, window in windows.items()
    }


def _start(kpi: Kpi, row: Row) -> datetime | None:
    if kpi.cohort is None or kpi.period is None:
        return None
    return kpis.period_start(row[kpi.cohort], kpi.period, kpi.zone, kpi.week_starts)


def _windows(kpi: Kpi, kept: dict[Part, list[Row]]) -> dict[Part, tuple[list[Row], bool]]:
    """Return the rows that each value covers, and whether these are periods enough."""
    if kpi.rolling == 1 or kpi.period is None:
        return {part: (rows, True) for part, rows in kept.items()}
    found: dict[Part, tuple[list[Row], bool]] = {}
    for segment in {segment for segment, _ in kept}:
        starts = [start for known, start in kept if known == segment and start is not None]
        start, periods = min(starts), list[datetime]()
        while start <= max(starts):
            periods.append(start)
            start = kpis.period_end(start, kpi.period)
        for last in range(len(periods)):
            covered = periods[max(0, last + 1 - kpi.rolling) : last + 1]
            rows = [row for one in covered for row in kept.get((segment, one), [])]
            found[segment, periods[last]] = rows, len(covered) == kpi.rolling
    return found


def _told(
    kpi: Kpi, part: Part, window: tuple[list[Row], bool], now: datetime, out: tuple[tuple[str, int], ...]
) -> Expected:
    (rows, full), start = window, part[1]
    value, n = kpi.value(rows, now)
    if not full or (kpi.alone and n == 1):
        value = None
    closes = now if start is None or kpi.period is None else kpis.closing(start, kpi.period, kpi.zone, kpi.maturity)
    return Expected(None if value is None else float(value), n, out, closes > now)
