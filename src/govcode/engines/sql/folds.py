"""Roll-ups as SQL: events of one key, in order, folded into columns.

Every window sorts all events with all that is read of them. So where only the first or last event is looked for, they
are compared by their places, not sorted; else one window gives ranks and neighbours, only runs of equal values need
another, and what several folds read is carried once.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from govcode.engines.sql.dialect import Dialect
from govcode.engines.sql.listing import listed
from govcode.ir.expression import Type
from govcode.ir.relation import Fold, FoldKind, Rollup

_BESIDE = {FoldKind.CHANGES, FoldKind.RETURNS, FoldKind.FOLLOWED}  # read neighbours
_ORDERED = _BESIDE | {FoldKind.FIRST, FoldKind.LAST}
_TRUE = "true"


@dataclass(frozen=True, slots=True)
class _Columns:
    """What a level of the query computes, each under one name."""

    dialect: Dialect
    word: str
    names: dict[str, str] = field(default_factory=dict)

    def named(self, sql: str) -> str:
        """Return the name of what is computed; a constant needs none."""
        if sql == _TRUE:
            return sql
        return self.names.setdefault(sql, self.dialect.name(f"{self.word}:{len(self.names)}"))

    def added_to(self, rows: str) -> str:
        """Return the query of the rows with what is computed of them."""
        added = ", ".join(f"{sql} as {name}" for sql, name in self.names.items())
        return f"select *, {added} from ({rows})" if added else rows


@dataclass(frozen=True, slots=True)
class _Levels:
    """The three levels over the events: values, their neighbours in order, and the neighbours of runs."""

    values: _Columns
    neighbours: _Columns
    runs: _Columns
    in_order: str
    rank: str
    by_rank: str


def rollup_query(dialect: Dialect, relation: Rollup, rows: str, position: tuple[str, ...]) -> str:
    """Return the query of a roll-up over the query of its events; `position` orders events that tie."""
    key, folds = dialect.name(relation.key.name), relation.columns
    if not folds:
        return f"select {key} from ({rows}) where {key} is not null group by {key}"
    order = [(dialect.emit(expr), dialect.name(f"order:{i}")) for i, expr in enumerate(relation.order)]
    ranked = ", ".join([*(f"{name} asc nulls last" for _, name in order), *position])
    rank = dialect.name("rank:")
    in_order, by_rank = (f"over (partition by {key} order by {by})" for by in (ranked, rank))
    values, neighbours, runs = (_Columns(dialect, word) for word in ("value", "neighbour", "run"))
    levels = _Levels(values, neighbours, runs, in_order, rank, by_rank)
    folded = [(_folded(dialect, fold, levels), dialect.name(fold.name)) for fold in folds]
    columns = [(key, key), *values.names.items()]
    if any(fold.kind in _ORDERED for fold in folds):
        columns += [*order, *((name, name) for name in position if name != key)]
        sorts = any(fold.kind in _BESIDE for fold in folds)
        neighbours.names[f"row_number() {in_order}" if sorts else _place([name for _, name in order], position)] = rank
    events = f"select {listed(columns)} from ({rows}) where {key} is not null"
    events = runs.added_to(neighbours.added_to(events))
    return f"select {listed([(key, key), *folded])} from ({events}) group by {key}"


def _place(order: list[str], position: tuple[str, ...]) -> str:
    """Return one value by which events are compared as they are ordered: ascending, nulls last."""
    parts = [*(part for name in order for part in (f"{name} is null", name)), *position]
    return f"({', '.join(parts)})" if len(parts) > 1 else parts[0]


def _folded(dialect: Dialect, fold: Fold, levels: _Levels) -> str:
    """Return the aggregate of a fold, after noting what it reads on each level."""
    taking = _TRUE if fold.where is None else f"({dialect.emit(fold.where)}) is true"
    if fold.kind in {FoldKind.FIRST, FoldKind.LAST}:
        by = dialect.first_by if fold.kind is FoldKind.FIRST else dialect.last_by
        where = None if fold.where is None else levels.values.named(taking)
        return by(levels.values.named(dialect.emit(fold.expr)), levels.rank, where)
    value = levels.values.named(_kept(_value(dialect, fold), taking))
    match fold.kind:
        case FoldKind.COUNT:
            return f"count(case when {value} then 1 end)"
        case FoldKind.FOLLOWED:
            then = _TRUE if fold.then is None else f"(({dialect.emit(fold.then)}) is true)"
            comes = levels.values.named(f"case when {taking} then {then} end")
            following = levels.neighbours.named(dialect.neighbour(comes, -1, levels.in_order))
            return f"count(case when {value} and {following} then 1 end)"
        case FoldKind.CHANGES | FoldKind.RETURNS:
            previous = levels.neighbours.named(dialect.neighbour(value, 1, levels.in_order))
            if fold.kind is FoldKind.CHANGES:
                return f"count(case when {value} <> {previous} then 1 end)"
            return _returns(dialect, value, previous, levels)
        case FoldKind.SUM if fold.expr.type is not Type.DURATION:
            return f"({dialect.double(f'sum({dialect.millionths(value)})')} / {dialect.double('1000000')})"
        case _:
            return f"{fold.kind}({value})"


def _value(dialect: Dialect, fold: Fold) -> str:
    value = dialect.emit(fold.expr)
    return f"(({value}) is true)" if fold.kind in {FoldKind.COUNT, FoldKind.FOLLOWED} and value != _TRUE else value


def _kept(value: str, taking: str) -> str:
    return value if taking == _TRUE else f"case when {taking} then {value} end"


def _returns(dialect: Dialect, value: str, previous: str, levels: _Levels) -> str:
    """Return how often a run has the value of the run before the previous one: a run starts where a value differs."""
    starts = f"case when {previous} is null or {value} <> {previous} then {value} end"
    before = levels.runs.named(dialect.neighbour(f"({starts})", 2, levels.by_rank))
    return f"count(case when {levels.runs.named(starts)} = {before} then 1 end)"
