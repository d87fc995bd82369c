"""Excused events are resolved: a KPI's measure leaves their rows out, and a further measurement keeps them in.

The worked examples and the definition of a KPI do not change: an event is no part of what the number is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from govcode.calendar.offsets import zones
from govcode.catalog.bench import Bench
from govcode.catalog.catalog import Excuse
from govcode.catalog.declared import is_declared
from govcode.catalog.linking import Linking
from govcode.documents.kinds.excused_event import ExcusedEvent
from govcode.documents.kinds.kpi import Kpi
from govcode.documents.located import Located
from govcode.expressions.phrases import as_timestamp, at_least, before, either, equal_to_one_of, is_true, negated
from govcode.ir.check import Aside, Check, Score, SideKind
from govcode.ir.expression import TRUE, Expr, Literal, Type, both
from govcode.ir.measure import Aggregate, Term, TermKind, counted_among

MOST_DAYS = 31  # of an event
HONOURED_DAYS = 400  # after its end: long enough for a year's numbers to be told once more
_TOLD_WITHOUT = {SideKind.DRILL, SideKind.MIX}  # with the main measure, these leave excused rows out


@dataclass(frozen=True, slots=True)
class Excused:
    """The excused events, and which rows of each KPI they are, by the id of the event."""

    events: tuple[Excuse, ...]
    rows: dict[str, dict[str, Expr]]

    def all_of(self, kpi: str) -> Expr | None:
        """Return that a row of a KPI belongs to one of the events in force, or None without any."""
        parts = tuple(is_true(rows) for rows in self.rows.get(kpi, {}).values())
        return parts[0] if len(parts) == 1 else either(*parts) if parts else None


def excused_of(linking: Linking, checks: Sequence[Check]) -> Excused:
    """Return the excused events, reporting those that may not be and those that excuse nothing any more."""
    kpis = {check.id: check for check in checks if isinstance(check.limit, Score)}
    events: list[Excuse] = []
    rows: dict[str, dict[str, Expr]] = {}
    for at, written in linking.registry.each(ExcusedEvent):
        event = _event(linking, at, written)
        events.append(event)
        for i, name in enumerate(written.spec.kpis):
            check = kpis.get(name)
            if check is None:
                if not is_declared(linking, name):
                    linking.problems.unknown("GC117", "KPI", name, kpis, at, ("spec", "kpis", i))
                continue
            _approved(linking, at, event, check)
            found = _rows(linking, at, written, event, check)
            if found is not None and event.in_force(linking.as_of):
                rows.setdefault(name, {})[event.id] = found
    return Excused(tuple(events), rows)


def excusing(checks: Iterable[Check], excused: Excused) -> tuple[Check, ...]:
    """Return the checks with the excused rows left out of KPIs, and measured with them beside it."""
    return tuple(_excusing(check, excused) for check in checks)


def _excusing(check: Check, excused: Excused) -> Check:
    out, measure = excused.all_of(check.id), check.measure
    if out is None or not isinstance(check.limit, Score) or not isinstance(measure, Aggregate):
        return check
    left = negated(out)
    told = [
        replace(side, measure=counted_among(side.measure, left)) if side.kind in _TOLD_WITHOUT else side
        for side in check.asides
    ]
    count = (Term(TermKind.COUNT, TRUE),)
    counts = [
        Aside(SideKind.EXCUSED, name, Aggregate((), count, both(measure.applies, is_true(rows))))
        for name, rows in excused.rows[check.id].items()
    ]
    asides = (*told, Aside(SideKind.EXCUSED, "", measure), *counts)
    return replace(check, measure=counted_among(measure, left), asides=asides)


def _event(linking: Linking, at: Located, written: ExcusedEvent) -> Excuse:
    spec, problems = written.spec, linking.problems
    zone = _zone(linking, at, spec.timezone)
    start, end = _utc(spec.from_, zone), _utc(spec.until, zone)
    if end <= start:
        problems.error("GC307", "the excused event ends before it starts", at, ("spec", "until"))
    elif end - start > timedelta(days=MOST_DAYS):
        message = f"an event is excused for at most {MOST_DAYS} days; this one lasts {(end - start).days}"
        way = "write a second event, and have it approved by itself"
        problems.error("GC302", message, at, ("spec", "until"), way)
    last = spec.until.date() + timedelta(days=HONOURED_DAYS)
    if spec.expires < spec.from_.date():
        problems.error("GC307", "the excused event expires before it starts", at, ("spec", "expires"))
    elif spec.expires > last:
        message = f"an excuse is honoured for at most {HONOURED_DAYS} days after its end"
        problems.error("GC302", message, at, ("spec", "expires"), f"expires: {last} at the latest")
    elif spec.expires < linking.as_of.date():
        message = f"the excuse expired on {spec.expires}; its rows count again"
        problems.warn("GC305", message, at, ("spec", "expires"), "remove it, or have it approved anew")
    elif spec.approved_by is None:
        message = "nobody has approved this event, so it excuses nothing"
        problems.warn("GC320", message, at, ("metadata", "id"), "add `approved_by`")
    return Excuse(
        at.id,
        tuple(spec.kpis),
        start,
        end,
        spec.reason,
        spec.evidence,
        spec.approved_by,
        spec.expires,
        at.at(("metadata", "id")),
    )


def _zone(linking: Linking, at: Located, name: str) -> ZoneInfo:
    known = zones()
    if name not in known:
        linking.problems.unknown("GC108", "time zone", name, known, at, ("spec", "timezone"))
        return ZoneInfo("UTC")
    return ZoneInfo(name)


def _utc(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return a moment in UTC and without zone, as moments are inside."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return aware.astimezone(UTC).replace(tzinfo=None)


def _approved(linking: Linking, at: Located, event: Excuse, check: Check) -> None:
    if event.approved_by == check.about.owner:
        message = f"'{check.about.owner}' owns '{check.id}' and cannot excuse it"
        way = "ask someone else on the client's side"
        linking.problems.error("GC304", message, at, ("spec", "approved_by"), way)


def _rows(linking: Linking, at: Located, written: ExcusedEvent, event: Excuse, check: Check) -> Expr | None:
    """Return which rows of a KPI an event is about, reporting what its dataset does not have."""
    spec = written.spec
    bench = linking.bench(at, check.subject.dataset, ("spec",))
    moment = _moment(linking, bench, check) if bench else None
    if bench is None:
        return None
    if moment is None:
        message = f"'{check.id}' has no `cohort`, and dataset '{bench.name}' no `event_time`: no row has a moment"
        linking.problems.error("GC102", message, at, ("spec", "kpis"), f"add event_time to dataset {bench.name}")
        return None
    known = linking.registry.of("Vendor")
    for i, vendor in enumerate(spec.vendors or ()):
        if vendor not in known:
            linking.problems.unknown("GC116", "vendor", vendor, known, at, ("spec", "vendors", i))
    column = bench.column("vendor", "vendors") if spec.vendors else None
    where = bench.condition(spec.where, "where") if spec.where else None
    if (spec.vendors and column is None) or (spec.where and where is None):
        return None
    theirs = equal_to_one_of(column, tuple(spec.vendors)) if column and spec.vendors else None
    start, end = (Literal(moment_, Type.TIMESTAMP) for moment_ in (event.start, event.end))
    return both(at_least(moment, start), before(moment, end), theirs, where)


def _moment(linking: Linking, bench: Bench, check: Check) -> Expr | None:
    """Return the moment, in UTC, by which a row of a KPI belongs to an event."""
    at = linking.registry.of("Kpi").get(check.id)
    cohort = at.document.spec.cohort if at and isinstance(at.document, Kpi) else None
    moment = bench.contract.columns.get(cohort) if cohort else bench.event_time
    return as_timestamp(moment) if moment and moment.type in {Type.DATE, Type.TIMESTAMP} else None
