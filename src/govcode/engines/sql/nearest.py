"""The row of another relation that is nearest to a moment, as SQL.

Where a dialect has a join for it, the other side is first made one row per key and moment. Elsewhere both sides are
laid together in the order of their moments, and each row looks back or ahead to the next row of the other side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from govcode.engines.sql.dialect import Dialect
from govcode.engines.sql.listing import Names, listed
from govcode.engines.sql.positions import one_value
from govcode.expressions.build import promote
from govcode.expressions.operations import unify
from govcode.ir.expression import Column, Expr
from govcode.ir.relation import Nearest, Side


@dataclass(frozen=True, slots=True)
class _Side:
    """A query whose rows have the columns `keys` and `at`."""

    rows: str
    keys: tuple[str, ...]
    at: str

    @property
    def names(self) -> str:
        """Return the names of the keys and of the moment."""
        return ", ".join((*self.keys, self.at))

    @property
    def known(self) -> str:
        """Return the condition of rows that can be compared."""
        return " and ".join(f"{name} is not null" for name in (*self.keys, self.at))


def nearest_query(
    dialect: Dialect, relation: Nearest, own: Names, queries: tuple[str, str], position: tuple[str, ...]
) -> str:
    """Return the query of rows with their nearest rows, over the queries of both; `position` orders the other side."""
    if not relation.columns:
        return f"select {listed(own)} from ({queries[0]})"
    pairs = [_alike(*pair) for pair in (*relation.keys, (relation.at, relation.there_at))]
    here = _side(dialect, "near", [pair[0] for pair in pairs], queries[0])
    there = _side(dialect, "found", [pair[1] for pair in pairs], queries[1])
    join = dialect.nearest_join()
    if join is None:
        return _laid_together(dialect, relation, own, (here, there), position)
    found = [dialect.name(f"found:{i}") for i in range(len(relation.columns))]
    columns = [*own, *((name, dialect.name(new)) for name, (_, new) in zip(found, relation.columns, strict=True))]
    on = [f"{mine} = {theirs}" for mine, theirs in zip(here.keys, there.keys, strict=True)]
    compared = (">" if relation.side is Side.BEFORE else "<") + ("=" if relation.inclusive else "")
    on.append(f"{here.at} {compared} {there.at}")
    once = _once(dialect, relation, there, position, found)
    return f"select {listed(columns)} from ({here.rows}) {join} ({once}) on {' and '.join(on)}"


def _alike(here: Expr, there: Expr) -> tuple[Expr, Expr]:
    """Return both expressions with the type by which they can be compared."""
    shared = unify((here.type, there.type))
    return (here, there) if shared is None else (promote(here, shared), promote(there, shared))


def _side(dialect: Dialect, prefix: str, exprs: Sequence[Expr], rows: str) -> _Side:
    names = tuple(dialect.name(f"{prefix}:key:{i}") for i in range(len(exprs) - 1))
    at = dialect.name(f"{prefix}:at")
    added = "".join(f", {dialect.emit(e)} as {name}" for e, name in zip(exprs, (*names, at), strict=True))
    return _Side(f"select *{added} from ({rows})", names, at)


def _once(dialect: Dialect, relation: Nearest, there: _Side, position: tuple[str, ...], found: list[str]) -> str:
    """Return the other side with one row per key and moment; where only the moment is taken, all of these are alike."""
    if all(
        isinstance(relation.there_at, Column) and relation.there_at.name == column for column, _ in relation.columns
    ):
        same = ", ".join(
            f"{dialect.name(column)} as {name}" for (column, _), name in zip(relation.columns, found, strict=True)
        )
        return f"select {there.names}, {same} from ({there.rows}) where {there.known}"
    pick = dialect.last_by if relation.side is Side.BEFORE else dialect.first_by
    order = one_value(dialect, position)
    named = zip(relation.columns, found, strict=True)
    picked = ", ".join(f"{pick(dialect.name(column), order, None)} as {name}" for (column, _), name in named)
    return f"select {there.names}, {picked} from ({there.rows}) where {there.known} group by {there.names}"


def _laid_together(
    dialect: Dialect, relation: Nearest, own: Names, sides: tuple[_Side, _Side], position: tuple[str, ...]
) -> str:
    """Return the query in which each row looks for the next row of the other side, as both stand in one order."""
    here, there = sides
    before = relation.side is Side.BEFORE
    # Of rows at the same moment, those that are looked for come first if they belong to the side looked at.
    first, second = ("0", "1") if before is relation.inclusive else ("1", "0")
    side, found = dialect.name("near:side"), dialect.name("near:found")
    places = [dialect.name(f"near:place:{i}") for i in range(len(position))]
    nothing = "".join(f", null as {place}" for place in places)
    mine = f"select {listed(own)}, {here.names}, {second} as {side}{nothing}, null as {found} from ({here.rows})"
    row = dialect.record([(dialect.name(column), f"c{i}") for i, (column, _) in enumerate(relation.columns)])
    theirs = [
        *(f"null as {new}" for _, new in own),
        *(f"{old} as {new}" for old, new in zip((*there.keys, there.at), (*here.keys, here.at), strict=True)),
        f"{first} as {side}",
        *(f"{old} as {new}" for old, new in zip(position, places, strict=True)),
        f"{row} as {found}",
    ]
    others = f"select {', '.join(theirs)} from ({there.rows}) where {there.known}"
    partition = f"partition by {', '.join(here.keys)} " if here.keys else ""
    over = f"over ({partition}order by {', '.join((here.at, side, *places))})"
    seen = f"case when {here.known} then {dialect.neighbour(found, 1 if before else -1, over)} end as {found}"
    names = ", ".join(new for _, new in own)
    looking = f"select {names}, {side}, {seen} from ({mine} union all {others})"
    picked = ", ".join(f"{found}.c{i} as {dialect.name(new)}" for i, (_, new) in enumerate(relation.columns))
    return f"select {names}, {picked} from ({looking}) where {side} = {second}"
