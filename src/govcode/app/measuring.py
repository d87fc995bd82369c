"""A plan is measured: its scans are asked of an engine over the drops, and each check becomes findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from threading import Thread
from typing import TypeAlias

from govcode.drops.delivery import Drop
from govcode.engines.duckdb import DuckDb, over_files
from govcode.engines.duckdb.engine import Limits
from govcode.engines.expectations import answered_by_great_expectations
from govcode.findings.finding import Finding
from govcode.findings.judging import Answers, findings_of
from govcode.ir.check import Score
from govcode.ir.measure import Counted, Lines, Measured, Scan
from govcode.ir.relation import tables_of
from govcode.plan.plan import Plan
from govcode.stats.loading import load

Progress: TypeAlias = Callable[[str, int, int], None]


def quiet(_step: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def measured(plan: Plan, drops: Iterable[Drop], limits: Limits, progress: Progress = quiet) -> Answers:
    """Return the answers of a plan over its drops."""
    if any(isinstance(planned.check.limit, Score) for planned in plan.checks):
        Thread(target=load).start()
    engine = over_files((table for drop in drops for table in drop.tables), limits)
    return take(plan.scans, engine, progress)


def judged(plan: Plan, answers: Answers, as_of: datetime) -> tuple[Finding, ...]:
    """Return what is known of each check by itself."""
    return tuple(finding for planned in plan.checks for finding in findings_of(planned, answers, as_of))


def rows_of(table: str, plan: Plan, answers: Answers) -> int | None:
    """Return how many rows a delivered table has, or None if they were not counted."""
    for scan, answered in zip(plan.scans, answers, strict=True):
        for measure, answer in zip(scan.measures, answered, strict=True):
            if isinstance(measure, Lines) and tables_of(scan.relation) == {table} and isinstance(answer, Counted):
                return answer.population - answer.broken
    return None


def take(scans: Sequence[Scan], engine: DuckDb, progress: Progress = quiet) -> tuple[tuple[Measured, ...], ...]:
    """Return the answers of all scans, in order."""
    engine.expect(scans)
    answers = []
    for number, scan in enumerate(scans):
        progress("measuring", number, len(scans))
        answers.append(answered_by_great_expectations(scan, engine) or engine.measure(scan))
    progress("measuring", len(scans), len(scans))
    return tuple(answers)
