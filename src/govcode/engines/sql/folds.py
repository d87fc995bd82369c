"""Roll-ups as SQL: events of one key, in order, folded into columns."""

from __future__ import annotations

from dataclasses import dataclass

from govcode.engines.sql.dialect import Dialect
from govcode.ir.expression import Type
from govcode.ir.relation import Fold, FoldKind, Rollup

_ORDERED = {FoldKind.FIRST, FoldKind.LAST, FoldKind.CHANGES, FoldKind.RETURNS, FoldKind.FOLLOWED}
_NEIGHBOURS = {FoldKind.CHANGES, FoldKind.RETURNS, FoldKind.FOLLOWED}


@dataclass(frozen=True, slots=True)
class _Names:
    """The columns a fold needs on its way: whether an event takes part, its value, its neighbours."""

    dialect: Dialect
    index: int

    def __getattr__(self, word: str) -> str:
        return self.dialect.name(f"{word}:{self.index}")


def rollup_query(dialect: Dialect, relation: Rollup, rows: str, position: tuple[str, ...]) -> str:
    """Return the query of a roll-up over the query of its events; `position` orders events that tie."""
    key, folds = dialect.name(relation.key.name), relation.columns
    if not folds:
        return f"select {key} from ({rows}) where {key} is not null group by {key}"
    ordered = any(fold.kind in _ORDERED for fold in folds)
    order = [f"{dialect.emit(e)} asc nulls last" for e in relation.order] + list(position)
    rank = f", row_number() over (partition by {key} order by {', '.join(order or [key])}) as rank" if ordered else ""
    parts = ", ".join(part for i, fold in enumerate(folds) for part in _parts(dialect, i, fold))
    events = f"select {key}{rank}, {parts} from ({rows}) where {key} is not null"
    over = f"over (partition by {key} order by rank)"
    for level in (_neighbours, _runs):
        added = [text for i, fold in enumerate(folds) if (text := level(dialect, i, fold, over))]
        if added:
            events = f"select *, {', '.join(added)} from ({events})"
    columns = ", ".join(f"{_folded(dialect, i, fold)} as {dialect.name(fold.name)}" for i, fold in enumerate(folds))
    return f"select {key}, {columns} from ({events}) group by {key}"


def _parts(dialect: Dialect, index: int, fold: Fold) -> list[str]:
    names = _Names(dialect, index)
    taking = "true" if fold.where is None else f"({dialect.emit(fold.where)}) is true"
    value = dialect.emit(fold.expr)
    if fold.kind in {FoldKind.FIRST, FoldKind.LAST}:
        return [f"{taking} as {names.taking}", f"{value} as {names.value}"]
    if fold.kind in {FoldKind.COUNT, FoldKind.FOLLOWED}:
        value = f"(({value}) is true)"
    kept = value if fold.where is None else f"case when {taking} then {value} end"
    parts = [f"{kept} as {names.value}"]
    if fold.kind is FoldKind.FOLLOWED:
        then = "true" if fold.then is None else f"(({dialect.emit(fold.then)}) is true)"
        parts.append(f"case when {taking} then {then} end as {names.then}")
    return parts


def _neighbours(dialect: Dialect, index: int, fold: Fold, over: str) -> str | None:
    names = _Names(dialect, index)
    if fold.kind is FoldKind.FOLLOWED:
        return f"{dialect.neighbour(names.then, -1, over)} as {names.next}"
    if fold.kind in {FoldKind.CHANGES, FoldKind.RETURNS}:
        return f"{dialect.neighbour(names.value, 1, over)} as {names.previous}"
    return None


def _runs(dialect: Dialect, index: int, fold: Fold, over: str) -> str | None:
    """Return the start of the run before the previous one: a value that starts a run differs from its neighbour."""
    if fold.kind is not FoldKind.RETURNS:
        return None
    names = _Names(dialect, index)
    starts = f"case when {names.previous} is null or {names.value} <> {names.previous} then {names.value} end"
    return f"{starts} as {names.run}, {dialect.neighbour(f'({starts})', 2, over)} as {names.before}"


def _folded(dialect: Dialect, index: int, fold: Fold) -> str:
    names = _Names(dialect, index)
    match fold.kind:
        case FoldKind.COUNT:
            return f"count(case when {names.value} then 1 end)"
        case FoldKind.FIRST:
            return dialect.first_by(names.value, "rank", names.taking)
        case FoldKind.LAST:
            return dialect.last_by(names.value, "rank", names.taking)
        case FoldKind.MIN | FoldKind.MAX:
            return f"{fold.kind}({names.value})"
        case FoldKind.SUM if fold.expr.type is Type.DURATION:
            return f"sum({names.value})"
        case FoldKind.SUM:
            whole = dialect.millionths(names.value)
            return f"({dialect.double(f'sum({whole})')} / {dialect.double('1000000')})"
        case FoldKind.CHANGES:
            return f"count(case when {names.value} <> {names.previous} then 1 end)"
        case FoldKind.RETURNS:
            return f"count(case when {names.run} = {names.before} then 1 end)"
        case FoldKind.FOLLOWED:
            return f"count(case when {names.value} and {names.next} then 1 end)"
