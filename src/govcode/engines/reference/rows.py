"""Relations as lists of rows.

The order of a list is the order of the relation: rows of a table as delivered, parts of a union one after the other,
rows of a roll-up by their key, the days of a row one after the other; everything else keeps the order of the rows it
is made of. Where the language says "the first", and wherever values tie, this order decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from govcode.engines.reference.days import spread
from govcode.engines.reference.folds import Row, folded
from govcode.engines.reference.nearest import nearest
from govcode.engines.reference.values import alike, nulls_last, rank
from govcode.engines.reference.windows import seen
from govcode.expressions import compile_expression
from govcode.ir.expression import Column, Value
from govcode.ir.relation import (
    ROW,
    Given,
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

Tables: TypeAlias = Mapping[str, Sequence[Mapping[str, Value]]]
Reader: TypeAlias = Callable[[Tables], list[Row]]


class NoTableError(LookupError):
    """A relation reads a table that is not there; the text is its name."""


def reader(relation: Relation) -> Reader:
    """Return what gives the rows of a relation, in order, from the tables it is made of."""
    match relation:
        case Given(dataset, columns):
            return _table(dataset, tuple(name for name, _ in columns))
        case Source(table, columns):
            return _table(table, columns)
        case Project():
            return _project(relation)
        case Union(parts):
            readers = tuple(map(reader, parts))
            return lambda tables: [row for read in readers for row in read(tables)]
        case Restrict(of, where):
            read, keeps = reader(of), compile_expression(where)
            return lambda tables: [row for row in read(tables) if keeps(row) is True]
        case Rollup():
            return _rollup(relation)
        case Lookup():
            return _lookup(relation)
        case Window(of=of):
            read, add = reader(of), seen(relation)
            return lambda tables: add(read(tables))
        case Nearest(of=of, to=to):
            read, read_other, join = reader(of), reader(to), nearest(relation)
            return lambda tables: join(read(tables), read_other(tables))
        case Spread(of=of):
            read, days = reader(of), spread(relation)
            return lambda tables: [day for row in read(tables) for day in days(row)]


def _table(name: str, columns: tuple[str, ...]) -> Reader:
    def read(tables: Tables) -> list[Row]:
        if name not in tables:
            raise NoTableError(name)
        rows = enumerate(tables[name], 1)
        return [{column: row.get(column) for column in columns} | {ROW: position} for position, row in rows]

    return read


def _project(relation: Project) -> Reader:
    read = reader(relation.of)
    columns = {column.name: compile_expression(column.expr) for column in relation.columns}
    carried = (ROW,) if ROW in schema(relation.of) else ()

    def project(row: Row) -> Row:
        return {name: value(row) for name, value in columns.items()} | {name: row[name] for name in carried}

    return lambda tables: [project(row) for row in read(tables)]


def _rollup(relation: Rollup) -> Reader:
    read, key = reader(relation.of), compile_expression(relation.key)
    order = tuple(map(compile_expression, relation.order))
    columns = {column.name: folded(column) for column in relation.columns}

    def rows(tables: Tables) -> list[Row]:
        groups = defaultdict[Value, list[Row]](list)
        # The sort is stable: events that tie stay in the order of their relation.
        for row in sorted(read(tables), key=lambda row: nulls_last(value(row) for value in order)):
            groups[key(row)].append(row)
        groups.pop(None, None)
        keys = sorted(groups, key=rank)
        return [
            {relation.key.name: value} | {name: fold(groups[value]) for name, fold in columns.items()} for value in keys
        ]

    return rows


def _lookup(relation: Lookup) -> Reader:
    read, read_other = reader(relation.of), reader(relation.to)
    on, key = alike(relation.on, Column(relation.key, schema(relation.to)[relation.key]))

    def rows(tables: Tables) -> list[Row]:
        first: dict[Value, Row] = {}
        for row in read_other(tables):
            first.setdefault(key(row), row)
        first[None] = {}  # null matches nothing, not even null
        found = ((row, first.get(on(row), {})) for row in read(tables))
        return [row | {here: other.get(there) for there, here in relation.columns} for row, other in found]

    return rows
