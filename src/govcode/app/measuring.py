"""A plan is measured: its scans are asked of an engine over the drops, and each check becomes findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
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
from govcode.plan.plan import Plan, Planned
from govcode.stats.loading import load

Progress: TypeAlias = Callable[[str, int, int], None]


def quiet(_step: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def measured(plan: Plan, drops: Iterable[Drop], limits: Limits, progress: Progress = quiet) -> Answers:
    """Return the answers of a plan over its drops."""
    _prepare(plan)
    engine = over_files((table for drop in drops for table in drop.tables), limits)
    return take(plan.scans, engine, progress)


def measured_and_judged(
    plan: Plan, drops: Iterable[Drop], as_of: datetime, limits: Limits, progress: Progress = quiet
) -> tuple[Answers, tuple[Finding, ...]]:
    """Return what `measured` and then `judged` return, sooner: a check is judged while the engine goes on."""
    _prepare(plan)
    engine = over_files((table for drop in drops for table in drop.tables), limits)
    waiting: dict[int, list[int]] = {}
    for place, planned in enumerate(plan.checks):
        waiting.setdefault(_last_scan(planned), []).append(place)
    found: dict[int, Future[tuple[Finding, ...]]] = {}
    answers: tuple[tuple[Measured, ...], ...] = ()
    with _judge() as judge:
        for number, answered in enumerate(_asked(plan.scans, engine, progress)):
            answers = (*answers, answered)
            for place in waiting.pop(number, ()):
                found[place] = judge.submit(findings_of, plan.checks[place], answers, as_of)
        for place in waiting.pop(-1, ()):
            found[place] = judge.submit(findings_of, plan.checks[place], answers, as_of)
        return answers, tuple(finding for place in range(len(plan.checks)) for finding in found[place].result())


def _prepare(plan: Plan) -> None:
    """Load what KPIs are judged with, which takes a while, beside the engine."""
    if any(isinstance(planned.check.limit, Score) for planned in plan.checks):
        Thread(target=load).start()


@contextmanager
def _judge() -> Iterator[Executor]:
    """Give a thread that judges; what waits for it is forgotten when something goes wrong."""
    judge = ThreadPoolExecutor(1, "judge")
    try:
        yield judge
    finally:
        judge.shutdown(wait=True, cancel_futures=True)


def _last_scan(planned: Planned) -> int:
    """Return the last of the scans in which a check finds its answers, or -1 if it needs none."""
    named = [*planned.details, *planned.waived, *planned.asides]
    places = (planned.main, planned.later, *(answer for _, answer in named))
    return max((place.scan for place in places if place is not None), default=-1)


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
    return tuple(_asked(scans, engine, progress))


def _asked(scans: Sequence[Scan], engine: DuckDb, progress: Progress) -> Iterator[tuple[Measured, ...]]:
    engine.expect(scans)
    for number, scan in enumerate(scans):
        progress("measuring", number, len(scans))
        yield answered_by_great_expectations(scan, engine) or engine.measure(scan)
    progress("measuring", len(scans), len(scans))
