"""What a row sees of the rows that have the same keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import accumulate

from govcode.engines.reference.folds import Row
from govcode.engines.reference.values import nulls_last
from govcode.expressions import compile_expression
from govcode.ir.expression import TRUE, Value
from govcode.ir.relation import Glance, GlanceKind, Window


def seen(relation: Window) -> Callable[[Sequence[Row]], list[Row]]:
    """Return what adds the columns of a window to rows, which stay in their order."""
    keys, order = (tuple(map(compile_expression, exprs)) for exprs in (relation.keys, relation.order))
    glances = {glance.name: _glanced(glance) for glance in relation.columns}

    def add(rows: Sequence[Row]) -> list[Row]:
        together = defaultdict[tuple[Value, ...], list[int]](list)
        # The sort is stable: rows that tie stay in the order of their relation.
        for place in sorted(range(len(rows)), key=lambda place: nulls_last(value(rows[place]) for value in order)):
            values = tuple(key(rows[place]) for key in keys)
            together[(place,) if None in values else (None, *values)].append(place)
        found = [dict(row) for row in rows]
        for places in together.values():
            peers = [rows[place] for place in places]
            for name, glance in glances.items():
                for place, value in zip(places, glance(peers), strict=True):
                    found[place][name] = value
        return found

    return add


def _glanced(glance: Glance) -> Callable[[Sequence[Row]], list[Value]]:
    """Return what gives a column of the rows of one key, given in order."""
    takes_part, value = compile_expression(glance.where or TRUE), compile_expression(glance.expr)

    def look(rows: Sequence[Row]) -> list[Value]:
        if glance.kind is GlanceKind.POSITION:
            return list(range(1, len(rows) + 1))
        values = [value(row) if takes_part(row) is True else None for row in rows]
        match glance.kind:
            case GlanceKind.PREVIOUS:
                return _last_known_before(values)
            case GlanceKind.NEXT:
                return _last_known_before(values[::-1])[::-1]
            case GlanceKind.SO_FAR:
                return list(accumulate(int(value is True) for value in values))

    return look


def _last_known_before(values: Sequence[Value]) -> list[Value]:
    """Return for each place the last value before it that is not null."""
    known: list[Value] = []
    last: Value = None
    for value in values:
        known.append(last)
        last = last if value is None else value
    return known
