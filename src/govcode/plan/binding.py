"""Relations over datasets become relations over what was delivered; what is missing is named."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from govcode.catalog.catalog import Catalog
from govcode.drops.delivery import Delivered, Drop
from govcode.expressions.phrases import equal_to_one_of
from govcode.ir.expression import Column, Expr, Literal, Type, columns_of
from govcode.ir.measure import Aggregate, Dangling, Expectation, Headers, Lines, Measure, Repeats, RowTest
from govcode.ir.relation import Fold, Given, Lookup, Named, Project, Relation, Restrict, Rollup, Union, schema
from govcode.plan.casting import bound, why_missing


@dataclass(frozen=True, slots=True)
class Rows:
    """Bound rows, or None with the reason; `gone` says why a column is not there."""

    relation: Relation | None
    why: str | None = None
    gone: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Binding:
    """The delivered tables of each dataset, together and one by one.

    Where `datasets` are one vendor's rows, `everyones` are all: what is looked up may be another vendor's.
    """

    datasets: dict[str, Rows]
    parts: tuple[tuple[Delivered, Project | None], ...]
    everyones: Binding | None = None
    vendor: str | None = None

    @property
    def whole(self) -> Binding:
        """Return the binding of everyone's rows."""
        return self.everyones or self

    def undelivered(self, dataset: str) -> str:
        """Return why a dataset has no rows."""
        return self.datasets[dataset].why or f"dataset '{dataset}' was not delivered"

    def rows(self, relation: Relation) -> Rows:
        """Return a relation over what was delivered."""
        match relation:
            case Given(dataset):
                return self.datasets.get(dataset, Rows(None, f"no drop delivers dataset '{dataset}'"))
            case Rollup():
                return self._rollup(relation)
            case Lookup():
                return self._lookup(relation)
            case Restrict(of, where):
                inner = self.rows(of)
                return replace(inner, relation=Restrict(inner.relation, where)) if inner.relation else inner
            case _:
                return Rows(relation)

    def _rollup(self, relation: Rollup) -> Rows:
        """Return a roll-up; one that knows whose row it is has everyone's events, so that its rows stay the same."""
        if self.everyones is not None and self.vendor is not None and "vendor" in schema(relation):
            everyones = self.everyones.rows(relation)
            if everyones.relation is None or "vendor" not in schema(everyones.relation):
                return everyones
            theirs = equal_to_one_of(Column("vendor", Type.TEXT), (self.vendor,))
            return replace(everyones, relation=Restrict(everyones.relation, theirs))
        events = self.rows(relation.of)
        if events.relation is None:
            return events
        there = schema(events.relation)
        for column in sorted(columns_of(relation.key).union(*map(columns_of, relation.order))):
            if column not in there:
                return Rows(None, events.gone.get(column, f"column '{column}' was not delivered"))
        kept: list[Fold] = []
        gone: dict[str, str] = {}
        for fold in relation.columns:
            lacking = sorted(needs_of_fold(fold) - set(there))
            if lacking:
                gone[fold.name] = events.gone.get(lacking[0], f"column '{lacking[0]}' was not delivered")
            else:
                kept.append(fold)
        return Rows(replace(relation, of=events.relation, columns=tuple(kept)), gone=gone)

    def _lookup(self, relation: Lookup) -> Rows:
        here, there = self.rows(relation.of), self.whole.rows(relation.to)
        if here.relation is None:
            return here
        why = there.why
        lacking = sorted(columns_of(relation.on) - set(schema(here.relation)))
        if lacking:
            why = here.gone.get(lacking[0], f"column '{lacking[0]}' was not delivered")
        if there.relation is not None and relation.key not in schema(there.relation):
            why = there.gone.get(relation.key, f"column '{relation.key}' was not delivered")
        if there.relation is None or why:
            return replace(here, gone=here.gone | {name: str(why) for _, name in relation.columns})
        other = schema(there.relation)
        kept = tuple(pair for pair in relation.columns if pair[0] in other)
        gone = {
            name: there.gone.get(column, "was not delivered")
            for column, name in relation.columns
            if column not in other
        }
        bound_lookup = replace(relation, of=here.relation, to=there.relation, columns=kept)
        return Rows(bound_lookup, gone=here.gone | gone)


def needs_of_fold(fold: Fold) -> frozenset[str]:
    """Return the columns a fold reads."""
    parts = [e for e in (fold.expr, fold.where, fold.then) if e is not None]
    return frozenset().union(*map(columns_of, parts))


def needs(measure: Measure) -> frozenset[str]:
    """Return the columns a measure reads."""
    exprs: list[Expr] = [measure.applies] if measure.applies is not None else []
    match measure:
        case RowTest(holds=holds):
            exprs.append(holds)
        case Repeats(exprs=repeated, among=among):
            exprs += [*repeated, *([among] if among is not None else [])]
        case Dangling(expr=expr):
            exprs.append(expr)
        case Aggregate(groups, terms):
            exprs += [named.expr for named in groups] + [term.expr for term in terms]
        case Expectation() | Headers() | Lines():
            pass
    return frozenset().union(*map(columns_of, exprs))


def binding_of(catalog: Catalog, drops: tuple[Drop, ...], vendor: str | None) -> Binding:
    """Return the delivered tables of each dataset, of one vendor alone if one is named."""
    delivered: dict[str, list[Delivered]] = {}
    for drop in drops:
        for table in drop.tables:
            delivered.setdefault(table.dataset, []).append(table)
    parts = tuple(part for name, tables in delivered.items() for part in _parts(catalog, name, tables))
    everyones = Binding({name: _dataset(catalog, name, tables, None) for name, tables in delivered.items()}, parts)
    if vendor is None:
        return everyones
    theirs = {name: _dataset(catalog, name, tables, vendor) for name, tables in delivered.items()}
    return Binding(theirs, parts, everyones, vendor)


def _parts(catalog: Catalog, name: str, tables: list[Delivered]) -> list[tuple[Delivered, Project | None]]:
    """Return each delivered table as typed rows, with the columns that every part of the dataset has."""
    document = catalog.contracts[name].document
    bounds = [(table, bound(table, document) if table.files else None) for table in tables]
    missing = set().union(*(b.missing for _, b in bounds if b))
    projects = [(table, _without(b.relation, missing) if b else None) for table, b in bounds]
    names = dict.fromkeys(c.name for _, project in projects if project for c in project.columns)
    return [(table, _with_all(project, tuple(names)) if project else None) for table, project in projects]


def _dataset(catalog: Catalog, name: str, tables: list[Delivered], vendor: str | None) -> Rows:
    parts = _parts(catalog, name, tables)
    there = tuple(project for _, project in parts if project)
    if not there:
        return Rows(None, f"dataset '{name}': {tables[0].missing}")
    promised = catalog.contracts[name].document.spec.columns
    missing = [column for column in promised if column not in schema(there[0])]
    gone = {column: f"column '{column}' of dataset '{name}' {_why(column, tables)}" for column in missing}
    relation: Relation = there[0] if len(there) == 1 else Union(there)
    if vendor is not None and "vendor" in schema(relation):
        relation = Restrict(relation, equal_to_one_of(Column("vendor", Type.TEXT), (vendor,)))
    return Rows(relation, gone=gone)


def _why(column: str, tables: list[Delivered]) -> str:
    reasons = {why_missing(column, table) for table in tables if table.files}
    return max(reasons, key=len)  # of two reasons, the one that is the less expected


def _with_all(project: Project, names: tuple[str, ...]) -> Project:
    """Return the columns in one order; a flag that only another part needs, for its value map, is never raised here."""
    own = {c.name: c for c in project.columns}
    never = Literal(value=False, type=Type.BOOLEAN)
    return replace(project, columns=tuple(own.get(name, Named(name, never)) for name in names))


def _without(project: Project, missing: set[str]) -> Project:
    """Return the columns that every part of a dataset has, and for each that it can be unreadable."""
    kept: tuple[Named, ...] = tuple(c for c in project.columns if c.name.split(":")[0] not in missing)
    return replace(project, columns=kept)
