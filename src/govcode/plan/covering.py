"""On which days whose rows of a delivered dataset lie: what is asked of its scan when a run is to be remembered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from govcode.catalog.catalog import Catalog
from govcode.catalog.contract import Contract
from govcode.catalog.linking import subject
from govcode.expressions.phrases import as_timestamp, start_of
from govcode.ir.check import Subject
from govcode.ir.expression import TRUE, Expr, Type, columns_of
from govcode.ir.limit import Segment
from govcode.ir.measure import Aggregate, Term, TermKind
from govcode.ir.relation import Named, Relation, schema
from govcode.plan.binding import Binding
from govcode.plan.plan import Planned
from govcode.plan.reading import reads
from govcode.plan.segmenting import shown_only

VENDOR = "vendor"


@dataclass(frozen=True, slots=True)
class Days:
    """A measure of rows that are the dataset's, or one vendor's of them; its groups as `Covering` says."""

    dataset: str
    subject: Subject
    relation: Relation
    measure: Aggregate
    dated: bool
    vendor: str | None = None


def days_of(catalog: Catalog, binding: Binding, planned: Iterable[Planned]) -> Iterator[Days]:
    """Yield what to ask of each delivered dataset that the checks read; nothing where whose its rows are is unknown."""
    read = frozenset().union(*({one.check.subject.dataset} | reads(one.check) for one in planned))
    for name, contract in catalog.contracts.items():
        if name in read and contract.document.spec.is_delivered:
            yield from _of_dataset(catalog, contract, binding)


def _of_dataset(catalog: Catalog, contract: Contract, binding: Binding) -> Iterator[Days]:
    rows = binding.rows(contract.relation).relation
    if rows is None:
        return
    vendor = contract.columns.get(VENDOR)
    if vendor is not None and vendor.type is Type.TEXT and columns_of(vendor) <= set(schema(rows)):
        declared = vendors_of(catalog, contract)
        told = Named(VENDOR, shown_only(Segment(VENDOR, vendor, tuple(sorted(declared)))))
        yield _days(contract, rows, (told,))
        return
    for whose, part in _by_owner(catalog, contract, binding, rows):
        if whose is not None:
            yield _days(contract, part, (), whose)


def _by_owner(
    catalog: Catalog, contract: Contract, binding: Binding, rows: Relation
) -> Iterable[tuple[str | None, Relation]]:
    """Return whose rows the delivered tables hold: what the drop says, else the only vendor there is."""
    parts = [part for part in binding.parts if part.table.dataset == contract.name]
    delivered = [(part.table.vendor or _only(catalog), part.rows) for part in parts if part.rows is not None]
    owners = {vendor for vendor, _ in delivered}
    return [(owner, rows) for owner in owners] if len(owners) == 1 else delivered


def _days(contract: Contract, rows: Relation, groups: tuple[Named, ...], vendor: str | None = None) -> Days:
    moment = contract.event_time
    dated = moment is not None and columns_of(moment) <= set(schema(rows))
    measure = _by_day(groups, moment) if moment is not None and dated else Aggregate(groups, (_ROWS,))
    return Days(contract.name, subject(contract), rows, measure, dated, vendor)


_ROWS = Term(TermKind.COUNT, TRUE)


def _by_day(groups: tuple[Named, ...], moment: Expr) -> Aggregate:
    day = Named("day", start_of("day", as_timestamp(moment)))
    return Aggregate((*groups, day), (_ROWS, Term(TermKind.LATEST, moment)))


def vendors_of(catalog: Catalog, contract: Contract) -> frozenset[str]:
    """Return the vendors that are declared: by the project, or as values of the dataset's own column."""
    return frozenset(catalog.vendors) | contract.values.get(VENDOR, frozenset())


def _only(catalog: Catalog) -> str | None:
    return catalog.vendors[0] if len(catalog.vendors) == 1 else None
