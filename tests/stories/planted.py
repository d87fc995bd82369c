"""Two years of three vendors with planted stories: a project, and a history as weekly runs would have left it.

Run as a program, it writes both into a folder: `python -m tests.stories.planted FOLDER`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from shutil import copytree

from govcode.app.checking import Checked, checked
from govcode.app.ordering import Order
from govcode.catalog.catalog import Waiver
from govcode.findings.finding import Finding
from govcode.findings.redefined import Redefined, redefined
from govcode.history.canonical import written
from govcode.history.record import Coverage, Record
from govcode.history.recording import Occasion, Sources, recorded
from govcode.history.store import open_history
from govcode.verdict.decision import DeliveredDrop, DeliveredTable, ExcuseState, ExcuseUse, WaiverUse
from govcode.verdict.gate import Gate, decide
from govcode.verdict.waiving import uses
from tests.stories import stories as told
from tests.stories import world
from tests.stories.documents import before_the_change, write_project
from tests.stories.findings import Week, findings_of, kpi_findings, promises_of
from tests.stories.weeks import AS_OF, DAY, RUNS, WEEK, first_of_month, midnight, recorded_at, run_name

REPOSITORY = Path(__file__).resolve().parents[2]
HISTORY = ".govcode/history.sqlite"
ENGINES = (("duckdb", "1.4"),)
# Rows in a week. Those of invoices and surveys are told by month, the others of three weeks at once.
_DAILY = {"agent-time": 900, "contacts": 900, "handoffs": 160, "messages": 2_400, "recordings": 300, "surveys": 500}
_DAILY |= {"calibrations": 1, "qa-reviews": 60, "ticket-events": 5_200, "tickets": 620}
_UNDATED = {"agents": 45, "kpi-claims": 2, "qa-items": 360, "training-records": 90}


@dataclass(frozen=True, slots=True)
class Version:
    """The documents at a time: what a run over nothing says of them, and its promises."""

    empty: Checked
    promises: dict[tuple[str, str | None], Finding]


def plant(root: Path) -> Path:
    """Write the project with its history into a new folder, and return it."""
    write_project(REPOSITORY, root)
    history = open_history(HISTORY, root)
    history.join((record, written(record)) for record in records(root))
    return root


def records(root: Path) -> Iterator[Record]:
    """Yield the record of every run, oldest first."""
    earlier = root.with_name(f"{root.name}-before")
    copytree(root, earlier)
    before_the_change(earlier)
    old, new = _version(earlier), _version(root)
    for as_of in RUNS:
        current = new if as_of >= told.REDEFINED_FROM else old
        run = Week(as_of, current.promises, redefined=current is new)
        earlier_run = replace(run, promises=old.promises, redefined=False) if as_of == told.REDEFINED_FROM else None
        yield _record(run, current, earlier_run)


def _version(root: Path) -> Version:
    empty = checked(Order(root, (), midnight(AS_OF), covering=True))
    return Version(empty, promises_of(empty))


def _record(run: Week, version: Version, earlier: Week | None) -> Record:
    """Return what is remembered of a run; of the first one after the change, by both definitions."""
    catalog = version.empty.ready.catalog
    known = tuple(waiver for waiver in catalog.waivers if waiver.first <= run.as_of)
    findings = tuple(_accepted(run, finding, known) for finding in findings_of(run, version.empty))
    compared = _compared(run, earlier) if earlier else ()
    coverage = tuple(_coverage(run))
    report = replace(
        version.empty.report,
        as_of=midnight(run.as_of),
        revision=sha256(version.empty.report.documents_digest.encode()).hexdigest()[:40],
        drops=(_drop(run, coverage),),
        findings=findings,
        decision=decide(findings, Gate()),
        waivers=tuple(_used(use, findings) for use in uses(findings, known, midnight(run.as_of))),
        warnings=(),
        excuses=_excuses(run, version),
        redefined=compared,
    )
    sources = Sources(catalog, version.empty.ready.plan, (), coverage)
    return recorded(report, sources, Occasion(run_name(run.as_of), recorded_at(run.as_of), 41.0, ENGINES))


def _compared(run: Week, earlier: Week) -> tuple[Redefined, ...]:
    key = told.REDEFINED_KPI, None
    before, after = (tuple(kpi_findings(each, each.promises[key])) for each in (earlier, run))
    return redefined(before, after)


def _accepted(run: Week, finding: Finding, waivers: tuple[Waiver, ...]) -> Finding:
    """Return a finding with what waivers accept of it; each of them is about one vendor."""
    for waiver in waivers:
        late = waiver.id == told.EXPIRED_WAIVER and run.as_of == told.USED_LATE[0]
        if finding.id not in waiver.rules or not (waiver.first <= run.as_of <= waiver.last or late):
            continue
        owner = waiver.id.partition("-")[0]
        count = sum(spot.violations for spot in finding.spots if ("vendor", owner) in spot.place.values)
        whole = waiver.id if count and count == finding.violations else None
        return replace(finding, waived=count, accepted=((waiver.id, count),) if count else (), waived_by=whole)
    return finding


def _used(use: WaiverUse, findings: tuple[Finding, ...]) -> WaiverUse:
    """Return the use of a waiver; once, somebody went on with one that had ended."""
    accepted = sum(count for finding in findings for waiver, count in finding.accepted if waiver == use.id)
    return replace(use, waived=accepted)


def _excuses(run: Week, version: Version) -> tuple[ExcuseUse, ...]:
    told_now = told.EXCUSED_WEEK <= run.as_of - WEEK <= told.EXCUSED_WEEK + 2 * WEEK
    state = ExcuseState.IN_FORCE if told_now else ExcuseState.UNUSED
    rows = ((told.EXCUSED_KPI, told.EXCUSED_ROWS if told_now else 0),)
    return tuple(
        ExcuseUse(e.id, e.start, e.end, e.last, e.approved_by, e.reason, e.evidence, state, rows)
        for e in version.empty.ready.catalog.excuses
        if e.start.date() <= run.as_of
    )


def _coverage(run: Week) -> Iterator[Coverage]:
    weeks = tuple(run.as_of - back * WEEK for back in (3, 2, 1))
    for vendor in world.vendors_with((run.week,), run.as_of):
        here = tuple(week for week in weeks if world.delivered_in(vendor, week, run.as_of))
        days = tuple(_stretches(vendor, here))
        newest = midnight(days[-1][1])
        for dataset, rows in _DAILY.items():
            yield Coverage(dataset, vendor, rows * len(here), days, newest)
        for dataset, rows in _UNDATED.items():
            yield Coverage(dataset, vendor, rows, ())
        month = first_of_month(run.as_of - DAY, -1)
        yield Coverage("invoices", vendor, 24, ((month, first_of_month(month, 1) - DAY),), midnight(month))
        for dataset in told.LOGS if world.logs_in(vendor, run.week) else ():
            yield Coverage(dataset, vendor, 700, ((run.week, run.week + WEEK - DAY),), newest)


def _stretches(vendor: str, weeks: tuple[date, ...]) -> Iterator[tuple[date, date]]:
    """Yield the days with rows; weeks in a row are one stretch."""
    first = last = None
    for week in weeks:
        length = told.PARTIAL_DAYS if (vendor, week) == told.PARTIAL else 7
        if first is None or last is None or week != last + DAY:
            if first is not None and last is not None:
                yield first, last
            first = week
        last = week + (length - 1) * DAY
    if first is not None and last is not None:
        yield first, last


def _drop(run: Week, coverage: tuple[Coverage, ...]) -> DeliveredDrop:
    rows: dict[str, int] = {}
    for seen in coverage:
        rows[seen.dataset] = rows.get(seen.dataset, 0) + seen.rows
    tables = (
        DeliveredTable(f"standard.{name}", name, count, 1, sha256(f"{name}/{run.as_of}".encode()).hexdigest())
        for name, count in sorted(rows.items())
    )
    return DeliveredDrop("standard", None, tuple(tables))


if __name__ == "__main__":
    sys.stdout.write(f"{plant(Path(sys.argv[1]))}\n")
