"""Check every promise of a project against its data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from govcode import __version__
from govcode.app.choosing import Choice, chosen
from govcode.app.revision import revision_of
from govcode.catalog.catalog import Catalog, Waiver
from govcode.catalog.link import link
from govcode.core.diagnostic import Diagnostic, Refused
from govcode.core.place import named
from govcode.documents.reading import read_project
from govcode.drops.delivery import Drop, Request
from govcode.drops.opening import opened
from govcode.engines.duckdb import DuckDb, columns_of_files, over_files
from govcode.engines.duckdb.engine import Limits
from govcode.engines.expectations import answered_by_great_expectations
from govcode.findings.judging import findings_of
from govcode.ir.check import Severity
from govcode.ir.measure import Counted, Lines, Measured, Scan
from govcode.ir.relation import tables_of
from govcode.plan.compiling import SAMPLE, compile_plan
from govcode.plan.plan import Plan
from govcode.verdict.decision import DeliveredDrop, DeliveredTable, Report
from govcode.verdict.gate import Gate, decide
from govcode.verdict.waiving import uses, waived

Progress = Callable[[str, int, int], None]


def quiet(_step: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of a run."""

    root: Path
    requests: tuple[Request, ...]
    as_of: datetime
    choice: Choice = field(default_factory=Choice)
    fail_on: Severity | None = None
    strict: bool = False
    allow_empty: bool = False
    use_waivers: bool = True
    limits: Limits = field(default_factory=Limits)
    sample: int = SAMPLE
    progress: Progress = quiet


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan and what it was made from."""

    catalog: Catalog
    drops: tuple[Drop, ...]
    plan: Plan


def prepare(order: Order) -> Prepared:
    """Return the plan of a run; raise `Refused` for documents or drops that cannot be used."""
    catalog = link(read_project(order.root), order.as_of)
    if not order.use_waivers:
        catalog = replace(catalog, waivers=())
    declared = tuple(Request(drop.feed, drop.path, drop.vendor) for drop in catalog.project.drops)
    requests = order.requests or declared
    if not requests:
        place = named("command line")
        ways = "write --drop FEED=PATH, or declare drops in govcode.yaml"
        raise Refused([Diagnostic("GC405", "no drop is given, so there is nothing to judge", place, ways)])
    drops = opened(requests, catalog.feeds, order.root, columns_of_files)
    plan = compile_plan(catalog, drops, order.choice.vendor, chosen(order.choice, catalog), order.sample)
    return Prepared(catalog, drops, plan)


def check(order: Order) -> Report:
    """Return the report of a run."""
    ready = prepare(order)
    engine = over_files((table for drop in ready.drops for table in drop.tables), order.limits)
    answers = take(ready.plan.scans, engine, order.progress)
    found = [f for planned in ready.plan.checks for f in findings_of(planned, answers, order.as_of)]
    findings = waived(found, ready.catalog.waivers, order.as_of)
    return Report(
        project=ready.catalog.registry.id,
        title=ready.catalog.registry.title,
        tool_version=__version__,
        as_of=order.as_of,
        documents_digest=ready.catalog.digest,
        revision=revision_of(order.root),
        drops=tuple(_delivered(drop, ready, answers) for drop in ready.drops),
        findings=findings,
        decision=decide(findings, _gate(order, ready.catalog)),
        waivers=uses(findings, _asked(ready), order.as_of),
        warnings=ready.catalog.warnings,
    )


def _asked(ready: Prepared) -> tuple[Waiver, ...]:
    """Return the waivers of checks that were asked for; the others are neither used nor unused."""
    ids = {planned.check.id for planned in ready.plan.checks}
    return tuple(waiver for waiver in ready.catalog.waivers if ids & {*waiver.rules})


def _gate(order: Order, catalog: Catalog) -> Gate:
    return Gate(order.fail_on or catalog.project.gate.fail_on, order.strict, order.allow_empty)


def take(scans: Sequence[Scan], engine: DuckDb, progress: Progress = quiet) -> tuple[tuple[Measured, ...], ...]:
    """Return the answers of all scans, in order."""
    answers = []
    for number, scan in enumerate(scans):
        progress("measuring", number, len(scans))
        answers.append(answered_by_great_expectations(scan, engine) or engine.measure(scan))
    progress("measuring", len(scans), len(scans))
    return tuple(answers)


def _delivered(drop: Drop, ready: Prepared, answers: tuple[tuple[Measured, ...], ...]) -> DeliveredDrop:
    tables = tuple(
        DeliveredTable(
            table.name,
            table.dataset,
            _rows(table.name, ready, answers),
            len(table.files.paths) if table.files else 0,
            table.sha256,
            table.missing,
        )
        for table in drop.tables
    )
    return DeliveredDrop(drop.feed, drop.vendor, tables)


def _rows(name: str, ready: Prepared, answers: tuple[tuple[Measured, ...], ...]) -> int | None:
    for scan, answered in zip(ready.plan.scans, answers, strict=True):
        for measure, answer in zip(scan.measures, answered, strict=True):
            if isinstance(measure, Lines) and tables_of(scan.relation) == {name} and isinstance(answer, Counted):
                return answer.population - answer.broken
    return None
