"""Records made by hand, and what an attacker can do to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from govcode.history.record import (
    Coverage,
    Definition,
    Drift,
    Drop,
    Limits,
    Mix,
    Record,
    Result,
    Table,
    Waiver,
)

START = datetime(2026, 7, 6)
PROJECT = "support"
RULE = Definition(
    "refunds.approval",
    "require",
    "Refunds are approved",
    "every refund over 100 has an approval",
    "finance",
    "critical",
    "non-negotiable",
    "tickets",
    "a" * 64,
    at_most=0,
)
KPI = Definition(
    "csat",
    "Kpi",
    "Customer satisfaction",
    "the share of answers of 4 or 5 is 80 % or more",
    "quality",
    "medium",
    "waivable",
    "surveys",
    "b" * 64,
    figure="share",
    unit="%",
    direction="higher",
    per="week",
    target=Limits(0.8, None),
)


def rule(outcome: str = "pass", violations: int = 0, **more: Any) -> Result:  # noqa: ANN401 - fields of a result
    return Result(0, outcome, "f" * 64, violations=violations, population=120, **more)


def kpi(
    value: float | None,
    outcome: str = "pass",
    vendor: str = "acme",
    week: int = 0,
    **more: Any,  # noqa: ANN401 - as above
) -> Result:
    start = START + timedelta(weeks=week)
    ends = None if value is None else (round(value - 0.02, 6), round(value + 0.02, 6))
    told = {"interval": ends, "n": 400} | more
    return Result(
        1,
        outcome,
        "e" * 64,
        (("vendor", vendor),),
        (start, start + timedelta(weeks=1)),
        value=value,
        drift=Drift("p", 13, 0.81, 0.7, 0.9, value),
        mix=Mix(value),
        **told,
    )


def record(number: int = 1, *results: Result, **changes: Any) -> Record:  # noqa: ANN401 - fields of a record
    at = START + timedelta(days=number)
    made = Record(
        run=f"run-{number:04d}",
        recorded_at=at + timedelta(hours=5, seconds=number),
        as_of=at,
        project=PROJECT,
        title="Support",
        tool="0.1.0",
        engines=(("duckdb", "2.0.0"),),
        documents="d" * 64,
        revision="c" * 40,
        outcome="pass",
        exit_code=0,
        sentence="Every promise was kept.",
        seconds=1.25,
        drops=(Drop("standard", None, (Table("tickets", "tickets", 120, 1, "9" * 64),)),),
        coverage=(Coverage("tickets", "acme", 120, ((date(2026, 7, 1), date(2026, 7, 5)),), at),),
        definitions=(RULE, KPI),
        results=results or (rule(), kpi(round(0.81 + number / 10_000, 6))),
        waivers=(Waiver("w", ("csat",), date(2026, 7, 1), date(2026, 9, 1), "coo", "Ramp-up", "in force", 0),),
    )
    return replace(made, **changes)
