"""A relation: rows with typed columns, and how they come from a drop.

`ROW` is the column every relation over a `Source` has: the 1-based position of the row in its drop's table, its files
one after the other. Headers are not counted, nor lines of a CSV that are no rows (those are named by line numbers).

Rows have an order even where they have no `ROW`: those of a roll-up stand in the order of their keys, those of a union
part by part, the days of a row one after the other. "As delivered", "first" and "last" mean this order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from govcode.core.remembered import remembered
from govcode.ir.expression import Column, Expr, Type

ROW = "row_number"


@dataclass(frozen=True, slots=True)
class Named:
    """An expression under a column name."""

    name: str
    expr: Expr


@dataclass(frozen=True, slots=True)
class Source:
    """A table of a drop as it was delivered: every column text, in file order."""

    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A dataset by its name, before a drop fills it; the plan puts what was delivered in its place."""

    dataset: str
    columns: tuple[tuple[str, Type], ...]


@remembered
@dataclass(frozen=True, slots=True)
class Project:
    """Each row of `of`, with these columns and no others (plus `ROW`)."""

    of: Relation
    columns: tuple[Named, ...]
    hashed: int | None = field(default=None, init=False, repr=False, compare=False)


@remembered
@dataclass(frozen=True, slots=True)
class Union:
    """The rows of several relations of one shape, one after the other (`ROW` restarts in each)."""

    parts: tuple[Relation, ...]
    hashed: int | None = field(default=None, init=False, repr=False, compare=False)


@remembered
@dataclass(frozen=True, slots=True)
class Restrict:
    """The rows of `of` for which `where` is true."""

    of: Relation
    where: Expr
    hashed: int | None = field(default=None, init=False, repr=False, compare=False)


class FoldKind(StrEnum):
    """How the events of one key become one value."""

    COUNT = "count"  # events for which `expr` is true
    FIRST = "first"  # `expr` of the first event (even if it is null)
    LAST = "last"
    MIN = "min"  # nulls ignored
    MAX = "max"
    SUM = "sum"  # number, in millionths inside
    CHANGES = "changes"  # neighbours, nulls left out, that differ
    RETURNS = "returns"  # A, B, A among the runs of equal values, nulls left out
    FOLLOWED = "followed"  # events for which `expr` is true and `then` is true of the very next event


@dataclass(frozen=True, slots=True)
class Fold:
    """One column of a roll-up; only events for which `where` is true take part."""

    name: str
    kind: FoldKind
    expr: Expr
    type: Type
    where: Expr | None = None
    then: Expr | None = None


@remembered
@dataclass(frozen=True, slots=True)
class Rollup:
    """One row per value of `key`; events without it are left out.

    Events are folded in the order of `order`, ascending, nulls last; those that tie stand as delivered.
    """

    of: Relation
    key: Column
    order: tuple[Expr, ...]
    columns: tuple[Fold, ...]
    hashed: int | None = field(default=None, init=False, repr=False, compare=False)


@remembered
@dataclass(frozen=True, slots=True)
class Lookup:
    """Each row of `of`, with columns of the first row of `to` whose `key` equals `on` (null where there is none)."""

    of: Relation
    to: Relation
    on: Expr
    key: str
    columns: tuple[tuple[str, str], ...]  # (name in `to`, name here)
    hashed: int | None = field(default=None, init=False, repr=False, compare=False)


class GlanceKind(StrEnum):
    """What a row takes from the other rows of its key."""

    PREVIOUS = "previous"  # the last known `expr` of the earlier rows for which `where` is true
    NEXT = "next"  # the first known `expr` of the later rows for which `where` is true
    POSITION = "position"  # 1 for the first row of the key; `expr` and `where` are not read
    SO_FAR = "so_far"  # how many rows up to this one, of those for which `where` is true, make `expr` true


@dataclass(frozen=True, slots=True)
class Glance:
    """One column of a window; nulls of `expr` are passed over."""

    name: str
    kind: GlanceKind
    expr: Expr
    type: Type
    where: Expr | None = None


@remembered
@dataclass(frozen=True, slots=True)
class Window:
    """Each row of `of`, with what it sees of the rows that have the same `keys`, in the order of `order`.

    Order is ascending, nulls last; rows that tie stand as delivered. A row with a null among its keys is alone. Without
    keys all rows are seen.
    """

    of: Relation
    keys: tuple[Expr, ...]
    order: tuple[Expr, ...]
    columns: tuple[Glance, ...]
    hashed: int | None = field(default=None, init=False, repr=False, compare=False)


class Side(StrEnum):
    """Before or after a moment."""

    BEFORE = "before"
    AFTER = "after"


@remembered
@dataclass(frozen=True, slots=True)
class Nearest:
    """Each row of `of`, with columns of the row of `to` with equal keys that is nearest to its moment on one side.

    A row of `to` at the very moment counts if `inclusive`. Of rows of `to` at the same moment, the first as delivered
    is taken after, the last before. Where a key or the moment is null, or there is no such row, the columns are null.
    """

    of: Relation
    to: Relation
    keys: tuple[tuple[Expr, Expr], ...]  # (of a row of `of`, of a row of `to`)
    at: Expr
    there_at: Expr
    side: Side
    inclusive: bool
    columns: tuple[tuple[str, str], ...]  # (name in `to`, name here)
    hashed: int | None = field(default=None, init=False, repr=False, compare=False)


@remembered
@dataclass(frozen=True, slots=True)
class Spread:
    """Each row of `of` once for each day from `start` on and before `end`, both dates; `name` is the day.

    A row without both, or with more than `MOST_DAYS` days, has no day.
    """

    of: Relation
    start: Expr
    end: Expr
    name: str
    hashed: int | None = field(default=None, init=False, repr=False, compare=False)


MOST_DAYS = 36_525  # a century

Relation: TypeAlias = Given | Source | Project | Union | Restrict | Rollup | Lookup | Window | Nearest | Spread


def schema(relation: Relation) -> dict[str, Type]:
    """Return the columns of a relation with their types, in order, `ROW` last where there is one."""
    match relation:
        case Given(columns=typed):
            return dict(typed) | {ROW: Type.INTEGER}
        case Source(columns=columns):
            return dict.fromkeys(columns, Type.TEXT) | {ROW: Type.INTEGER}
        case Project(of, columns):
            row = {ROW: Type.INTEGER} if _numbered(of) else {}
            return {c.name: c.expr.type for c in columns} | row
        case Union(parts):
            return schema(parts[0])
        case Restrict(of=of):
            return schema(of)
        case Rollup(key=key, columns=columns):
            return {key.name: key.type} | {c.name: c.type for c in columns}
        case Lookup(of, to, columns=columns) | Nearest(of, to, columns=columns):
            other = schema(to)
            return schema(of) | {here: other[there] for there, here in columns}
        case Window(of=of, columns=glances):
            return schema(of) | {glance.name: glance.type for glance in glances}
        case Spread(of=of, name=name):
            days = {column: type_ for column, type_ in schema(of).items() if column != ROW}
            return days | {name: Type.DATE}


def _numbered(relation: Relation) -> bool:
    """Say whether a relation has `ROW`, without its other columns: a chain of relations is long."""
    match relation:
        case Given() | Source():
            return True
        case Project(of=of) | Restrict(of=of):
            return _numbered(of)
        case Union(parts):
            return _numbered(parts[0])
        case Lookup(of=of, columns=columns) | Nearest(of=of, columns=columns):
            return _numbered(of) or ROW in {here for _, here in columns}
        case Window(of=of, columns=glances):
            return _numbered(of) or ROW in {glance.name for glance in glances}
        case _:
            return ROW in schema(relation)


def tables_of(relation: Relation) -> frozenset[str]:
    """Return the delivered tables (datasets, before a drop fills them) a relation reads."""
    match relation:
        case Given(dataset=name):
            return frozenset({name})
        case Source(table=table):
            return frozenset({table})
        case Project(of=of) | Restrict(of=of) | Rollup(of=of) | Window(of=of) | Spread(of=of):
            return tables_of(of)
        case Union(parts):
            return frozenset().union(*map(tables_of, parts))
        case Lookup(of=of, to=to) | Nearest(of=of, to=to):
            return tables_of(of) | tables_of(to)


def first_given(relation: Relation) -> str:
    """Return the dataset whose rows a relation has, one row of it or one fold of it per row."""
    match relation:
        case Given(dataset=name):
            return name
        case Source(table=table):
            return table
        case Project(of=of) | Restrict(of=of) | Rollup(of=of) | Lookup(of=of):
            return first_given(of)
        case Window(of=of) | Nearest(of=of) | Spread(of=of):
            return first_given(of)
        case Union(parts):
            return first_given(parts[0])
