"""What every kind of document needs while its promises become checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from govcode.catalog.bench import Bench
from govcode.catalog.contract import Contract
from govcode.catalog.contracts import shown
from govcode.catalog.definition import definition_of
from govcode.catalog.problems import Problems
from govcode.catalog.registry import Registry
from govcode.catalog.topics import dimension_of, topic_of
from govcode.core.place import Span
from govcode.documents.envelope import Scope
from govcode.documents.located import Located
from govcode.documents.yaml import Pointer
from govcode.expressions.phrases import at_least, before, equal_to_one_of
from govcode.ir.check import About, Enforcement, Limit, Severity, Subject
from govcode.ir.expression import Expr, Literal, Type, both
from govcode.ir.measure import Measure
from govcode.ir.relation import Relation


@dataclass(frozen=True, slots=True)
class Linking:
    """The resolved datasets and the problems found so far."""

    registry: Registry
    contracts: dict[str, Contract]
    problems: Problems
    as_of: datetime

    def bench(self, at: Located, dataset: str, base: Pointer, field: str = "dataset") -> Bench | None:
        """Return a dataset for a part of a document, or None: unknown (reported) or broken itself."""
        contract = self.contracts.get(dataset)
        if contract:
            return Bench(contract, self.contracts, at, base, self.problems, self.as_of)
        if dataset not in self.registry.of("Dataset"):
            known = self.registry.of("Dataset")
            self.problems.unknown("GC110", "dataset", dataset, known, at, (*base, field))
        return None

    def silent(self, as_of: datetime) -> Linking:
        """Return the same, seen from another moment, with problems that nobody reads: they have been reported."""
        return Linking(self.registry, self.contracts, Problems(), as_of)

    def part(self, bench: Bench, scope: Scope | None) -> Expr | None:
        """Return the condition that a document's scope and effective dates put on rows."""
        whole = Bench(bench.contract, bench.contracts, bench.where, (), bench.problems, bench.as_of)
        vendors = _vendors(whole, scope, self.registry)
        where = whole.condition(scope.where, "spec", "scope", "where") if scope and scope.where else None
        return both(vendors, where, _in_force(whole))


def _vendors(bench: Bench, scope: Scope | None, registry: Registry) -> Expr | None:
    if scope is None or scope.vendors is None:
        return None
    for i, vendor in enumerate(scope.vendors):
        if vendor not in registry.of("Vendor"):
            known, pointer = registry.of("Vendor"), ("spec", "scope", "vendors", i)
            bench.problems.unknown("GC116", "vendor", vendor, known, bench.where, pointer)
    column = bench.column("vendor", "spec", "scope", "vendors")
    return equal_to_one_of(column, tuple(scope.vendors)) if column else None


def _in_force(bench: Bench) -> Expr | None:
    effective = bench.where.document.metadata.effective
    if effective is None:
        return None
    place = ("metadata", "effective")
    if effective.until and effective.until <= effective.from_:
        bench.report("GC307", "the effective period ends before it starts", *place, "until")
    moment = bench.event_time
    if moment is None:
        message = f"effective dates need an event_time, and dataset '{bench.name}' names none"
        bench.report("GC102", message, *place, suggestion=f"add event_time to dataset {bench.name}")
        return None
    if moment.type not in {Type.DATE, Type.TIMESTAMP}:
        return None  # told where the dataset names it
    starts = at_least(moment, midnight(effective.from_))
    return both(starts, before(moment, midnight(effective.until)) if effective.until else None)


def midnight(day: date) -> Literal:
    """Return the start of a day as a timestamp."""
    return Literal(datetime.combine(day, time()), Type.TIMESTAMP)


def about(  # noqa: PLR0913 - a promise has this many sides
    at: Located,
    span: Span,
    *,
    title: str,
    sentence: str,
    severity: Severity,
    enforcement: Enforcement,
    why: str | None,
    fix: str | None,
    definition: tuple[Relation, Measure, Limit],
) -> About:
    """Return what people need to know of a check; owner and controls are the document's."""
    metadata = at.document.metadata
    controls = tuple(metadata.controls)
    return About(
        title,
        sentence,
        metadata.owner,
        severity,
        enforcement,
        why,
        fix,
        controls,
        span,
        definition_of(*definition),
        topic_of(at.document),
        dimension_of(at.document),
    )


def subject(contract: Contract, relation: Relation | None = None) -> Subject:
    """Return the rows of a dataset as the subject of a check."""
    names = [name for name in contract.document.spec.segments if name in contract.columns and shown(contract, name)]
    segments = tuple(contract.segment(name) for name in names)
    return Subject(contract.name, relation or contract.relation, contract.key, segments, contract.totals)
