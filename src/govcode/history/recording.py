"""A report becomes a record: everything a review needs to know of a run once its data is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from govcode.catalog.catalog import Catalog
from govcode.catalog.catalog import Waiver as Written
from govcode.core.diagnostic import Diagnostic
from govcode.drops.announcing import announcements, span_of
from govcode.drops.delivery import Drop as Opened
from govcode.expressions import evaluate
from govcode.findings.finding import Finding
from govcode.findings.redefined import Redefined as Compared
from govcode.history.definitions import Definitions, datasets_read
from govcode.history.parts import At, parts_behind
from govcode.history.record import Coverage, Drop, Excuse, Parts, Record, Redefined, Result, Table, Waiver
from govcode.history.results import result_of
from govcode.history.totals import Total, totals_behind
from govcode.plan.plan import Plan
from govcode.verdict.decision import DeliveredDrop, ExcuseUse, Report, WaiverUse


@dataclass(frozen=True, slots=True)
class Occasion:
    """What no report tells of a run: its name, when it was recorded (naive, UTC), how long it took, by what engines."""

    run: str
    recorded_at: datetime
    seconds: float
    engines: tuple[tuple[str, str], ...] = ()
    vendor: str | None = None  # where only one vendor's rows were judged


@dataclass(frozen=True, slots=True)
class Sources:
    """What a report was made from; `parts` are what its values were made from, by where they stand.

    `totals` are, by rule, each vendor's broken rows and rows.
    """

    catalog: Catalog
    plan: Plan
    drops: tuple[Opened, ...]
    coverage: tuple[Coverage, ...] = ()
    parts: Mapping[At, Parts] = field(default_factory=dict)
    totals: Mapping[str, tuple[Total, ...]] = field(default_factory=dict)


def recorded(report: Report, sources: Sources, occasion: Occasion) -> Record:
    """Return the record of a run; the same report, sources and occasion give the same record."""
    catalog = sources.catalog
    definitions = Definitions(datasets_read(catalog, (planned.check for planned in sources.plan.checks)))
    results = tuple(_results(report, definitions, sources))
    decision = report.decision
    return Record(
        run=occasion.run,
        recorded_at=occasion.recorded_at.replace(microsecond=0),
        as_of=report.as_of,
        project=report.project,
        title=report.title,
        tool=report.tool_version,
        engines=occasion.engines,
        documents=report.documents_digest,
        revision=report.revision,
        outcome=str(decision.outcome),
        exit_code=decision.exit_code,
        sentence=decision.sentence,
        seconds=round(occasion.seconds, 3),
        drops=tuple(_drops(report.drops, watermarks(sources.drops))),
        coverage=sources.coverage,
        definitions=tuple(definitions.places),
        results=results,
        blocking=decision.blocking,
        waivers=tuple(_waivers(report.waivers, catalog)),
        excuses=tuple(map(_excuse, report.excuses)),
        redefined=tuple(map(_redefined, report.redefined)),
        warnings=tuple(map(_warning, report.warnings)),
        vendor=occasion.vendor,
    )


def _results(report: Report, definitions: Definitions, sources: Sources) -> Iterator[Result]:
    for finding in report.findings:
        parts, totals = parts_behind(finding, sources.parts), totals_behind(finding, sources.totals)
        yield result_of(finding, definitions.place(finding), parts, totals)


def watermarks(drops: tuple[Opened, ...]) -> dict[str, datetime]:
    """Return the last moment that the sender had seen of each table, as far as manifests say one."""
    said = {table.name: span_of(announcements(drop, table)).watermark for drop in drops for table in drop.tables}
    return {name: watermark for name, watermark in said.items() if watermark is not None}


def _drops(drops: tuple[DeliveredDrop, ...], known: Mapping[str, datetime]) -> Iterator[Drop]:
    for drop in drops:
        tables = (
            Table(t.name, t.dataset, t.rows, t.files, t.sha256, t.missing, known.get(t.name)) for t in drop.tables
        )
        yield Drop(drop.feed, drop.vendor, tuple(tables))


def _waivers(uses: tuple[WaiverUse, ...], catalog: Catalog) -> Iterator[Waiver]:
    known = {waiver.id: waiver for waiver in catalog.waivers}
    for use in uses:
        written = known[use.id]
        days, vendors = (written.first, written.last), _vendors(written, catalog.vendors)
        yield Waiver(use.id, use.rules, *days, use.approved_by, use.reason, str(use.state), use.waived, vendors)


def _vendors(waiver: Written, vendors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the vendors whose rows a waiver can be about; none where it can be about everybody's.

    A condition that is not true of any row of a vendor is false once the vendor is known, whatever else is not.
    """
    conditions = (waiver.where or {}).values()
    meant = tuple(v for v in vendors if any(evaluate(where, {"vendor": v}) is not False for where in conditions))
    return meant if len(meant) < len(vendors) else ()


def _excuse(use: ExcuseUse) -> Excuse:
    return Excuse(
        use.id,
        use.start,
        use.end,
        use.expires,
        use.approved_by,
        use.reason,
        use.evidence,
        str(use.state),
        use.rows,
    )


def _redefined(compared: Compared) -> Redefined:
    old, new = compared.old, compared.new
    return Redefined(
        compared.id,
        compared.segment.values if compared.segment else (),
        compared.period,
        _value(old),
        _value(new),
        str(old.outcome) if old else None,
        str(new.outcome) if new else None,
        old.definition_hash if old else None,
        new.definition_hash if new else None,
    )


def _value(finding: Finding | None) -> float | None:
    return result_of(finding, 0).value if finding else None


def _warning(problem: Diagnostic) -> str:
    return f"{problem.span}: {problem.code} {problem.message}"
