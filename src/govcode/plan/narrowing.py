"""What is nearest to a moment is looked for with few columns, and then laid beside the rows.

Looking for it sorts the rows with all that they carry. Where the rows are kept anyway, because they are searched for
others of their own, the search reads its keys, its moment and the number of the row alone, and what it finds comes back
by that number. So do searches further up that read nothing else than what is kept there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from govcode.ir.expression import Column, Expr, Type, columns_of, substitute
from govcode.ir.relation import (
    ROW,
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
from govcode.plan.adding import added, reads

Kept: TypeAlias = tuple[Relation, Mapping[str, Expr]]  # rows that are kept, and over them the columns of those above


class Narrowing:
    """Rewrites relations; each is rewritten once."""

    def __init__(self) -> None:
        """Start with none."""
        self._done: dict[Relation, Relation] = {}
        self._kept: set[Relation] = set()

    def narrowed(self, relation: Relation) -> Relation:
        """Return a relation of the same rows that searches with few columns."""
        if relation not in self._done:
            below = self._below(relation)
            kept = self._rows_kept(relation) if isinstance(relation, Nearest) else None
            if isinstance(below, Nearest) and kept is not None:
                columns = tuple(Named(name, expr) for name, expr in sorted(kept[1].items()))
                below = _beside(replace(below, of=Project(self.narrowed(kept[0]), columns)), below.of)
            self._done[relation] = below
        return self._done[relation]

    def _rows_kept(self, relation: Nearest) -> Kept | None:
        """Return the rows that are kept below a search and have all it reads; None where there are none."""
        others = {*_within(relation.to)}
        own = next((rows for rows in _within(relation.of) if rows in others), None)
        if own is not None and _numbered(own):
            self._kept.add(own)
        types, rows = schema(relation.of), relation.of
        values: dict[str, Expr] = {name: Column(name, types[name]) for name in reads(relation)}
        while rows not in self._kept:
            match rows:
                case Lookup() | Nearest() | Window() if added(rows).isdisjoint(_read(values)):
                    rows = rows.of
                case Project(of=of, columns=columns):
                    made = {column.name: column.expr for column in columns}
                    values = {name: substitute(expr, made) for name, expr in values.items()}
                    rows = of
                case _:
                    return None
        return None if ROW in _read(values) else (rows, values)

    def _below(self, relation: Relation) -> Relation:
        match relation:
            case Given() | Source():
                return relation
            case Union(parts):
                return Union(tuple(map(self.narrowed, parts)))
            case Lookup(of=of, to=to) | Nearest(of=of, to=to):
                return replace(relation, of=self.narrowed(of), to=self.narrowed(to))
            case Project(of=of) | Restrict(of=of) | Rollup(of=of) | Window(of=of) | Spread(of=of):
                return replace(relation, of=self.narrowed(of))


def _beside(found: Nearest, rows: Relation) -> Lookup:
    pairs = tuple((name, name) for _, name in found.columns)
    return Lookup(rows, found, Column(ROW, Type.INTEGER), ROW, pairs)


def _read(values: Mapping[str, Expr]) -> frozenset[str]:
    return frozenset().union(*map(columns_of, values.values()))


def _within(relation: Relation) -> Iterator[Relation]:
    """Give a relation and those it is made of, but for those that are only looked into."""
    yield relation
    while isinstance(relation, Project | Restrict | Lookup | Nearest | Window):
        relation = relation.of
        yield relation


def _numbered(relation: Relation) -> bool:
    """Say whether the rows are of one delivered table, so that each has a number of its own."""
    return isinstance([*_within(relation)][-1], Given | Source)
