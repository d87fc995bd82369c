"""The row of another relation that is nearest to a moment."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from govcode.engines.reference.folds import Row
from govcode.engines.reference.values import Evaluate, alike
from govcode.ir.expression import Value
from govcode.ir.relation import Nearest, Side

Keys: TypeAlias = tuple[Value, ...]
Moments: TypeAlias = list[tuple[Any, Row]]  # the moments of the rows of one key, ascending


def nearest(relation: Nearest) -> Callable[[Sequence[Row], Sequence[Row]], list[Row]]:
    """Return what adds to rows the columns of the nearest rows of the other relation."""
    pairs = [alike(here, there) for here, there in relation.keys]
    at, there_at = alike(relation.at, relation.there_at)
    keys_here, keys_there = [here for here, _ in pairs], [there for _, there in pairs]
    pick = _pick(relation)

    def join(rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
        moments = _moments(others, keys_there, there_at)

        def found(row: Row) -> Row:
            keys, moment = _keys(row, keys_here), at(row)
            return {} if moment is None or None in keys else pick(moments.get(keys, []), moment)

        picked = ((row, found(row)) for row in rows)
        return [row | {here: other.get(there) for there, here in relation.columns} for row, other in picked]

    return join


def _keys(row: Row, keys: Sequence[Evaluate]) -> Keys:
    return tuple(key(row) for key in keys)


def _moments(rows: Sequence[Row], keys: Sequence[Evaluate], at: Evaluate) -> dict[Keys, Moments]:
    moments = defaultdict[Keys, Moments](list)
    for row in rows:
        if at(row) is not None:
            moments[_keys(row, keys)].append((at(row), row))
    for of_one in moments.values():
        of_one.sort(key=lambda moment: moment[0])  # stable: rows at the same moment stay in their order
    return moments


def _pick(relation: Nearest) -> Callable[[Moments, Any], Row]:
    """Return what picks, of the moments of one key, the one nearest to a moment."""
    before = relation.side is Side.BEFORE
    # The place before which the moments are that lie before the moment (or at it, where these belong to that side).
    cut = bisect_right if before is relation.inclusive else bisect_left

    def pick(moments: Moments, moment: Any) -> Row:  # noqa: ANN401 - whatever can be compared
        place = cut(moments, moment, key=lambda one: one[0]) - before
        return moments[place][1] if 0 <= place < len(moments) else {}

    return pick
