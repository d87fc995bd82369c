"""Small records, scenes and ledgers by hand: what a test does not say is ordinary."""

# ruff: noqa: ANN401 - a test names the fields it changes, of whatever type they are

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from govcode.catalog.ledger import (
    Accepted,
    Action,
    Cadence,
    Dispute,
    Evidence,
    Ledger,
    Level,
    Overridden,
    Risk,
    Safeguard,
)
from govcode.core.place import Position, Span
from govcode.history.entry import GENESIS, Entry, Remembered, linked
from govcode.history.record import Coverage, Definition, Limits, Record, Result
from govcode.ir.check import Severity
from govcode.ir.limit import Period
from govcode.review.quarter import Quarter, Stretch
from govcode.review.scene import Scene

Q3 = Quarter(2026, 3)
AFTER = datetime(2026, 10, 6)  # the day after the last week that begins in Q3 is over
SPAN = Span("policies/made.yaml", Position(1, 1), Position(1, 2))
DAY_IN_MICROSECONDS = 86_400_000_000


def rule(check: str = "tickets.reply", **over: Any) -> Definition:
    """Return a rule."""
    given: dict[str, Any] = {
        "id": check,
        "kind": "require",
        "title": "Every ticket has a reply",
        "sentence": "each row of tickets: replied",
        "owner": "cx",
        "severity": "high",
        "enforcement": "waivable",
        "dataset": "tickets",
        "hash": "h1",
        "topic": "service",
    }
    return Definition(**{**given, **over})


def kpi(check: str = "answered-in-time", **over: Any) -> Definition:
    """Return a KPI that is a share by week."""
    given: dict[str, Any] = {
        "kind": "kpi",
        "title": "Answered in time",
        "figure": "share",
        "unit": "%",
        "direction": "higher",
        "per": "week",
        "target": Limits(0.9),
        "minimum": Limits(0.8),
        "policy": "point",
        "min_n": 20,
    }
    return rule(check, **{**given, **over})


def result(outcome: str = "pass", vendor: str | None = None, week: Stretch | None = None, **over: Any) -> Result:
    """Return a result; its definition is set by `run`."""
    segment = (("vendor", vendor),) if vendor else ()
    period = (_start(week.start), _start(week.end)) if week else None
    given: dict[str, Any] = {"segment": segment, "period": period, "fingerprint": ""}
    return Result(0, outcome, **{**given, **over})


def run(as_of: date, told: Iterable[tuple[Definition, Result]] = (), **over: Any) -> Record:
    """Return what a run at the start of a day, recorded two hours later, leaves behind."""
    definitions: list[Definition] = []
    results: list[Result] = []
    for definition, one in told:
        if definition not in definitions:
            definitions.append(definition)
        mark = one.fingerprint or fingerprint(definition.id, one)
        results.append(replace(one, definition=definitions.index(definition), fingerprint=mark))
    given: dict[str, Any] = {
        "run": f"run-{as_of}",
        "recorded_at": _start(as_of) + timedelta(hours=2),
        "as_of": _start(as_of),
        "project": "support",
        "title": "Support",
        "tool": "0.4.0",
        "engines": (("duckdb", "1.4.1"),),
        "documents": "d" * 64,
        "revision": "abc1234",
        "outcome": "pass",
        "exit_code": 0,
        "sentence": "All rules were kept.",
        "seconds": 1.5,
        "definitions": tuple(definitions),
        "results": tuple(results),
    }
    return Record(**{**given, **over})


def fingerprint(check: str, one: Result) -> str:
    """Return a fingerprint that is the same for the same check, segment and period."""
    return sha256(repr((check, one.segment, one.period)).encode()).hexdigest()[:16]


def chained(records: Sequence[Record]) -> tuple[Remembered, ...]:
    """Return records as links of one chain."""
    found: list[Remembered] = []
    previous = GENESIS
    for i, record in enumerate(records, start=1):
        digest = sha256(record.run.encode()).hexdigest()
        entry = Entry(i, digest, previous, linked(i, digest, previous))
        previous = entry.hash
        found.append(Remembered(entry, record))
    return tuple(found)


def scene(records: Sequence[Record] = (), ledger: Ledger | None = None, **over: Any) -> Scene:
    """Return a scene of 2026Q3 as seen on 6 October, of acme alone if nothing else is said."""
    given: dict[str, Any] = {"quarter": Q3, "as_of": AFTER, "vendors": ("acme",)}
    return Scene(**{"runs": chained(records), "ledger": ledger or Ledger(), **given, **over})


def weekly(definition: Definition, outcomes: str, vendor: str | None = "acme", quarter: Quarter = Q3) -> list[Record]:
    """Return a run after each week of a quarter: `.` kept, `x` broken, `o` no data, `?` too few rows, space no run."""
    words = {".": "pass", "x": "fail", "o": "no_data", "?": "inconclusive"}
    return [
        run(week.end, [(definition, result(words[mark], vendor, week if definition.per else None))])
        for week, mark in zip(quarter.weeks, outcomes, strict=False)
        if mark != " "
    ]


def merged(*several: Sequence[Record]) -> list[Record]:
    """Return runs of the same day as one, in time."""
    by_day: dict[datetime, list[Record]] = {}
    for record in (record for records in several for record in records):
        by_day.setdefault(record.as_of, []).append(record)
    return [_one(by_day[day]) for day in sorted(by_day)]


def covered(dataset: str, vendor: str, first: date, last: date, rows: int = 100) -> Coverage:
    """Return rows on each day from the first to the last."""
    return Coverage(dataset, vendor, rows, ((first, last),))


def risk(risk_id: str = "slow-replies", **over: Any) -> Risk:
    """Return a risk of acme: moderate, seen by tickets.reply."""
    given: dict[str, Any] = {
        "title": "Customers wait too long",
        "owner": "cx",
        "controls": (),
        "category": "resolution",
        "cause": "Too few people on Mondays",
        "event": "tickets stay without a reply",
        "consequence": "customers leave",
        "vendors": ("acme",),
        "affects": None,
        "checks": ("tickets.reply",),
        "likelihood": Level.HIGH,
        "impact": Level.HIGH,
        "impact_reason": "Each lost customer costs a year of revenue",
        "safeguards": (),
        "appetite": Level.LOW,
        "velocity": "weeks",
        "treatment": "reduce",
        "acceptance": None,
        "override": None,
        "first_seen": date(2026, 1, 5),
        "reviewed": date(2026, 6, 1),
        "status": "open",
        "span": SPAN,
    }
    return Risk(risk_id, **{**given, **over})


def safeguard(*checks: str) -> Safeguard:
    """Return a safeguard that is shown by checks."""
    return Safeguard("A second shift on Mondays", checks)


def accepted(first: date, last: date) -> Accepted:
    """Return an acceptance by the coo."""
    return Accepted("coo", "It is cheaper than a second shift", first, last)


def overridden(level: Level, first: date, last: date) -> Overridden:
    """Return a likelihood set by hand."""
    return Overridden(level, "coo", "The strike of June is over", first, last)


def action(action_id: str = "second-shift", **over: Any) -> Action:
    """Return an action about tickets.reply, opened in July, due in August."""
    given: dict[str, Any] = {
        "title": "A second shift on Mondays",
        "owner": "ops",
        "checks": ("tickets.reply",),
        "vendors": (),
        "type": "staffing",
        "plan": "Hire four people",
        "opened": date(2026, 7, 10),
        "due": date(2026, 8, 15),
        "completed": None,
        "verified_by": 4,
        "span": SPAN,
    }
    return Action(action_id, **{**given, **over})


def dispute(dispute_id: str = "d-1", **over: Any) -> Dispute:
    """Return a dispute of acme about tickets.reply, raised in July."""
    given: dict[str, Any] = {
        "title": "Replies by phone are not counted",
        "owner": "cx",
        "vendor": "acme",
        "rule": "tickets.reply",
        "fingerprints": ("0" * 16,),
        "raised_by": "acme-lead",
        "raised": date(2026, 7, 20),
        "grounds": "We called the customer",
        "outcome": "pending",
        "decided_by": None,
        "decided": None,
        "decision": None,
        "span": SPAN,
    }
    return Dispute(dispute_id, **{**given, **over})


def cadence(cadence_id: str = "weekly", **over: Any) -> Cadence:
    """Return a cadence: tickets of acme for each week, within three days, on seven days."""
    given: dict[str, Any] = {
        "title": "Tickets each week",
        "owner": "cx",
        "datasets": ("tickets",),
        "vendors": ("acme",),
        "every": Period.WEEK,
        "due_within": 3 * DAY_IN_MICROSECONDS,
        "days": 7,
        "first": date(2026, 1, 1),
        "end": None,
        "severity": Severity.MEDIUM,
        "why": "Without rows nothing can be checked",
        "fix": None,
        "span": SPAN,
    }
    return Cadence(cadence_id, **{**given, **over})


def evidence(evidence_id: str = "dpa", **over: Any) -> Evidence:
    """Return the data processing agreement with acme, read in June."""
    given: dict[str, Any] = {
        "title": "Data processing agreement",
        "owner": "legal",
        "controls": ("gdpr-28-3-a",),
        "vendors": ("acme",),
        "type": "contract",
        "issuer": "Legal",
        "issued": date(2025, 1, 1),
        "last": None,
        "location": "Archive, shelf 4",
        "clause": "4.1",
        "sha256": None,
        "reviewed_by": "legal",
        "reviewed": date(2026, 6, 1),
        "span": SPAN,
    }
    return Evidence(evidence_id, **{**given, **over})


def _start(day: date) -> datetime:
    return datetime.combine(day, time())


def _one(records: Sequence[Record]) -> Record:
    told = [(record.definitions[one.definition], one) for record in records for one in record.results]
    coverage = tuple(seen for record in records for seen in record.coverage)
    waivers = tuple(waiver for record in records for waiver in record.waivers)
    day = records[0].as_of.date()
    return run(day, told, coverage=coverage, waivers=waivers)
