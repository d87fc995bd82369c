"""How the events of one key become one value.

Of nothing, a count is 0 and everything else is null.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby, pairwise
from typing import TypeAlias

from govcode.engines.reference.values import from_units, rank, units
from govcode.expressions import compile_expression
from govcode.ir.expression import TRUE, Type, Value
from govcode.ir.relation import Fold, FoldKind

Row: TypeAlias = dict[str, Value]


def folded(column: Fold) -> Callable[[Sequence[Row]], Value]:
    """Return what folds the events of one key, given in order, into one value."""
    takes_part, value = compile_expression(column.where or TRUE), compile_expression(column.expr)
    if column.kind is FoldKind.FOLLOWED:
        # Without `then` any next event will do.
        then = compile_expression(column.then or TRUE)

        def followed(events: Sequence[Row]) -> int:
            taking = [event for event in events if takes_part(event) is True]
            return sum(value(one) is True and then(after) is True for one, after in pairwise(taking))

        return followed

    def fold(events: Sequence[Row]) -> Value:
        return _fold(column.kind, column.expr.type, [value(event) for event in events if takes_part(event) is True])

    return fold


def _fold(kind: FoldKind, type_: Type, values: Sequence[Value]) -> Value:
    """Fold the values of the events that take part, one per event."""
    known = [value for value in values if value is not None]
    match kind:
        case FoldKind.COUNT:
            return sum(value is True for value in values)
        case FoldKind.FIRST:
            return values[0] if values else None
        case FoldKind.LAST:
            return values[-1] if values else None
        case FoldKind.MIN:
            return min(known, key=rank, default=None)
        case FoldKind.MAX:
            return max(known, key=rank, default=None)
        case FoldKind.SUM:
            return from_units(sum(units(value, type_) for value in known), type_) if known else None
        case FoldKind.CHANGES:
            return sum(one != after for one, after in pairwise(known))
        case FoldKind.RETURNS:
            return _returns(known)
        case FoldKind.FOLLOWED:
            raise TypeError("`followed` looks at two events, not at values")


def _returns(values: Sequence[Value]) -> int:
    """Count the runs of equal values that take up the value of the run before the previous one."""
    runs = [value for value, _ in groupby(values)]
    return sum(before == again for before, again in zip(runs, runs[2:], strict=False))
