"""Scans read only the columns somebody asks for, and the same rows are the same relation in every scan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from govcode.ir.expression import Expr, columns_of
from govcode.ir.measure import Dangling, Expectation, Measure, Repeats, RowTest, Scan
from govcode.ir.relation import (
    Lookup,
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
from govcode.plan.adding import reads
from govcode.plan.binding import needs
from govcode.plan.narrowing import Narrowing
from govcode.plan.rows import columns_read, needs_of_fold, needs_of_glance


@dataclass(slots=True)
class _Wanted:
    """The columns each relation is asked for, over all scans."""

    columns: dict[Relation, set[str]] = field(default_factory=dict)
    _done: dict[Relation, Relation] = field(default_factory=dict)

    def want(self, relation: Relation, columns: Iterable[str]) -> None:
        """Note that columns of a relation are needed, and what that needs of the relations below."""
        asked = set(columns)
        if relation in self.columns and asked <= self.columns[relation]:
            return  # the same rows are below many others
        wanted = self.columns.setdefault(relation, set())
        wanted |= asked
        match relation:
            case Project(of, named):
                self.want(of, set().union(*(columns_of(c.expr) for c in named if c.name in wanted)))
            case Union(parts):
                for part in parts:
                    self.want(part, wanted)
            case Restrict(of, where):
                self.want(of, wanted | columns_of(where))
            case Rollup(of, key, order, folds):
                kept = [needs_of_fold(fold) for fold in folds if fold.name in wanted]
                self.want(of, {key.name}.union(*map(columns_of, order), *kept))
            case Lookup(key=key):
                self._want_both(relation, wanted, frozenset({key}))
            case Nearest(keys=keys, there_at=there_at):
                self._want_both(relation, wanted, columns_read((there_at, *(there for _, there in keys))))
            case Window(of, keys, order, glances):
                seen = [needs_of_glance(glance) for glance in glances if glance.name in wanted]
                own = wanted - {glance.name for glance in glances}
                self.want(of, own.union(columns_read((*keys, *order)), *seen) if seen else own)
            case Spread(of, start, end, name):
                self.want(of, (wanted - {name}) | columns_read((start, end)))
            case _:
                pass

    def _want_both(self, relation: Lookup | Nearest, wanted: set[str], there: frozenset[str]) -> None:
        """Note what is needed of both sides; where nothing is taken from the other side, nobody looks there."""
        taken = {column for column, name in relation.columns if name in wanted}
        own = wanted - {name for _, name in relation.columns}
        self.want(relation.of, own | reads(relation) if taken else own)
        if taken:
            self.want(relation.to, taken | there)

    def pruned(self, relation: Relation) -> Relation:
        """Return a relation with the columns it is asked for, once everything has been asked."""
        if relation not in self._done:
            self._done[relation] = self._pruned(relation)
        return self._done[relation]

    def _pruned(self, relation: Relation) -> Relation:
        wanted = self.columns.get(relation, set())
        match relation:
            case Source(table, columns):
                asked = self._of_table(table)
                return Source(table, tuple(c for c in columns if c in asked))
            case Project(of, named):
                return Project(self.pruned(of), tuple(c for c in named if c.name in wanted))
            case Union(parts):
                return Union(tuple(self.pruned(part) for part in parts))
            case Restrict(of, where):
                return Restrict(self.pruned(of), where)
            case Rollup(of=of, columns=folds):
                return replace(relation, of=self.pruned(of), columns=tuple(f for f in folds if f.name in wanted))
            case Lookup(of=of, to=to, columns=pairs) | Nearest(of=of, to=to, columns=pairs):
                kept = tuple(pair for pair in pairs if pair[1] in wanted)
                return (
                    replace(relation, of=self.pruned(of), to=self.pruned(to), columns=kept) if kept else self.pruned(of)
                )
            case Window(of=of, columns=glances):
                seen = tuple(glance for glance in glances if glance.name in wanted)
                return replace(relation, of=self.pruned(of), columns=seen) if seen else self.pruned(of)
            case Spread(of=of):
                return replace(relation, of=self.pruned(of))
            case _:
                return relation

    def _of_table(self, table: str) -> set[str]:
        found = (cols for rel, cols in self.columns.items() if isinstance(rel, Source) and rel.table == table)
        return set().union(*found)


def pruned(scans: tuple[Scan, ...]) -> tuple[Scan, ...]:
    """Return the scans over relations that hold no column nobody asks for."""
    narrowing = Narrowing()
    scans = tuple(replace(scan, relation=narrowing.narrowed(scan.relation)) for scan in scans)
    wanted = _Wanted()
    for scan in scans:
        wanted.want(scan.relation, _asked(scan))
        for measure in scan.measures:
            if isinstance(measure, Dangling):
                wanted.want(measure.to, {measure.key})
    return tuple(
        replace(scan, relation=wanted.pruned(scan.relation), measures=tuple(_measure(wanted, m) for m in scan.measures))
        for scan in scans
    )


def _asked(scan: Scan) -> frozenset[str]:
    if any(isinstance(measure, Expectation) for measure in scan.measures):
        return frozenset(schema(scan.relation))
    exprs: list[Expr] = []
    if any(isinstance(measure, RowTest | Repeats | Dangling) for measure in scan.measures):
        # Only broken rows are named and counted by segment; figures need neither.
        exprs += [segment.expr for segment in scan.segments]
        exprs += [scan.key] if scan.key is not None else []
    return frozenset().union(*map(columns_of, exprs), *map(needs, scan.measures))


def _measure(wanted: _Wanted, measure: Measure) -> Measure:
    return replace(measure, to=wanted.pruned(measure.to)) if isinstance(measure, Dangling) else measure
