"""Relations over datasets become relations over what was delivered; what is missing is named."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from govcode.catalog.catalog import Catalog
from govcode.drops.delivery import Delivered, Drop
from govcode.expressions.phrases import equal_to_one_of
from govcode.ir.expression import Column, Expr, Literal, Type
from govcode.ir.measure import Aggregate, Announced, Dangling, Expectation, Headers, Lines, Measure, Repeats, RowTest
from govcode.ir.relation import (
    Given,
    Lookup,
    Named,
    Nearest,
    Project,
    Relation,
    Restrict,
    Rollup,
    Source,
    Spread,
    Union,
    Window,
    schema,
)
from govcode.plan.casting import why_missing
from govcode.plan.choosing_rows import Bound, bound
from govcode.plan.rows import (
    Rows,
    columns_read,
    looked_up,
    nearest,
    projected,
    reads_datasets,
    restricted,
    rolled_up,
    seen,
    spread,
    united,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A delivered table as typed rows, or None with the reason.

    `lines` are the rows as they were delivered, of which the dataset can have fewer: `left_out` counts the others.
    """

    table: Delivered
    rows: Project | None
    lines: Project | None = None
    left_out: tuple[tuple[str, Measure], ...] = ()
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Binding:
    """The delivered tables of each dataset, together and one by one.

    Where `datasets` are one vendor's rows, `everyones` are all: what is looked up may be another vendor's.
    """

    datasets: dict[str, Rows]
    parts: tuple[Part, ...]
    everyones: Binding | None = None
    vendor: str | None = None
    known: dict[int, tuple[Relation, Rows]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def whole(self) -> Binding:
        """Return the binding of everyone's rows."""
        return self.everyones or self

    def check_id(self, table: Delivered, kind: str) -> str:
        """Return the id of a check of a delivered table, with its name if others of its drop fill the dataset too."""
        drop, _, name = table.name.rpartition(".")
        several = sum(p.table.dataset == table.dataset and p.table.name.startswith(f"{drop}.") for p in self.parts) > 1
        return f"{table.dataset}.{kind}.{name}" if several else f"{table.dataset}.{kind}"

    def undelivered(self, dataset: str) -> str:
        """Return why a dataset has no rows."""
        return self.datasets[dataset].why or f"dataset '{dataset}' was not delivered"

    def rows(self, relation: Relation) -> Rows:
        """Return a relation over what was delivered; of one that was asked for before it is known already."""
        if id(relation) not in self.known:
            # The relation is kept beside its rows, so that no other can get its place in memory.
            self.known[id(relation)] = relation, self._rows(relation)
        return self.known[id(relation)][1]

    def _rows(self, relation: Relation) -> Rows:
        match relation:
            case Given(dataset):
                return self.datasets.get(dataset, Rows(None, f"no drop delivers dataset '{dataset}'"))
            case _ if not reads_datasets(relation):
                return Rows(relation)  # it is over delivered tables already
            case Source():
                return Rows(relation)
            case Rollup(of=of):
                return self._theirs(relation) or rolled_up(relation, self.rows(of))
            case Window(of=of):
                return self._theirs(relation) or seen(relation, self.rows(of))
            case Lookup(of=of, to=to):
                return looked_up(relation, self.rows(of), self.whole.rows(to))
            case Nearest(of=of, to=to):
                return nearest(relation, self.rows(of), self.whole.rows(to))
            case Restrict(of=of):
                return restricted(relation, self.rows(of))
            case Project(of=of):
                return projected(relation, self.rows(of))
            case Union(parts):
                return united([self.rows(part) for part in parts])
            case Spread(of=of):
                return spread(relation, self.rows(of))

    def _theirs(self, relation: Rollup | Window) -> Rows | None:
        """Return one vendor's rows of what was made of everyone's, so that they stay the same.

        None if everyone is asked for, or nobody can tell whose row it is.
        """
        if self.everyones is None or self.vendor is None or "vendor" not in schema(relation):
            return None
        everyones = self.everyones.rows(relation)
        if everyones.relation is None or "vendor" not in schema(everyones.relation):
            return everyones
        theirs = equal_to_one_of(Column("vendor", Type.TEXT), (self.vendor,))
        return replace(everyones, relation=Restrict(everyones.relation, theirs))


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
            exprs += [term.by for term in terms if term.by is not None]
        case Expectation() | Headers() | Lines() | Announced():
            pass
    return columns_read(exprs)


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


def _parts(catalog: Catalog, name: str, tables: list[Delivered]) -> list[Part]:
    """Return each delivered table as typed rows, with the columns that every part of the dataset has."""
    document = catalog.contracts[name].document
    found = [(table, bound(table, document) if table.files else str(table.missing)) for table in tables]
    missing = set().union(*(b.missing for _, b in found if isinstance(b, Bound)))
    projects = {table.name: _without(b.relation, missing) for table, b in found if isinstance(b, Bound)}
    names = tuple(dict.fromkeys(c.name for project in projects.values() for c in project.columns))
    return [_part(table, b, projects, names) for table, b in found]


def _part(table: Delivered, found: Bound | str, projects: dict[str, Project], names: tuple[str, ...]) -> Part:
    if isinstance(found, str):
        return Part(table, None, why=found)
    rows = _with_all(projects[table.name], names)
    return Part(table, rows, found.lines or rows, found.left_out)


def _dataset(catalog: Catalog, name: str, tables: list[Delivered], vendor: str | None) -> Rows:
    parts = _parts(catalog, name, tables)
    there = tuple(part.rows for part in parts if part.rows)
    if not there:
        return Rows(None, f"dataset '{name}': {parts[0].why}")
    promised = catalog.contracts[name].document.spec.columns
    missing = [column for column in promised if column not in schema(there[0])]
    gone = {column: f"column '{column}' of dataset '{name}' {_why(column, tables)}" for column in missing}
    relation: Relation = there[0] if len(there) == 1 else Union(there)
    if vendor is not None and "vendor" in schema(relation):
        relation = Restrict(relation, equal_to_one_of(Column("vendor", Type.TEXT), (vendor,)))
    return Rows(relation, gone=gone, stands=next(map(_stands, (t for t in tables if t.history == "latest")), None))


def _stands(table: Delivered) -> str:
    feed = table.name.split(".")[0]
    return f"feed '{feed}' delivers only the latest state of '{table.dataset}'; its history is not there"


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
