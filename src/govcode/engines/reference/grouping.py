"""Aggregates: the terms of the rows of each group."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from govcode.engines.reference.folds import Row
from govcode.engines.reference.rows import Tables
from govcode.engines.reference.values import nulls_first, rank, units
from govcode.expressions import compile_expression
from govcode.expressions.build import promote
from govcode.ir.expression import TRUE, Type, Value
from govcode.ir.measure import Aggregate, Group, Grouped, Histogram, Ordered, Parts, Term, TermAnswer, TermKind, Z

Values: TypeAlias = Sequence[Value]
Pairs: TypeAlias = Sequence[tuple[int, Value]]  # a value in whole units, and its unit or whether its condition is true


def grouped(measure: Aggregate) -> Callable[[Sequence[Row], Tables], Grouped]:
    """Return what gives the terms of each group that has a row; without groups there is one, even of no rows."""
    selects = compile_expression(measure.applies or TRUE)
    groups = tuple(compile_expression(column.expr) for column in measure.groups)
    terms = tuple(map(_term, measure.terms))

    def group(rows: Sequence[Row], _: Tables) -> Grouped:
        members = defaultdict[tuple[Value, ...], list[Row]](list)
        if not groups:
            members[()] = []
        for row in rows:
            if selects(row) is True:
                members[tuple(value(row) for value in groups)].append(row)
        ordered = sorted(members, key=nulls_first)
        return Grouped(len(rows), tuple(Group(v, tuple(term(members[v]) for term in terms)) for v in ordered))

    return group


def _term(term: Term) -> Callable[[Sequence[Row]], TermAnswer]:
    """Return what gives a term of the rows of a group."""
    moment = term.kind in (TermKind.EARLIEST, TermKind.LATEST)
    value = compile_expression(promote(term.expr, Type.TIMESTAMP) if moment else term.expr)
    if term.kind not in _BY:
        return lambda rows: _reckon(term, [value(row) for row in rows])
    reckon, by = _BY[term.kind], compile_expression(term.by or TRUE)

    def parts(rows: Sequence[Row]) -> TermAnswer:
        pairs = ((value(row), by(row)) for row in rows)
        return reckon([(units(value, term.expr.type), of) for value, of in pairs if value is not None]) or None

    return parts


def _reckon(term: Term, values: Values) -> TermAnswer:
    """Return a term of the values of a group, one per row; None where all are null, unless it is a count."""
    known = [value for value in values if value is not None]
    if term.kind is TermKind.COUNT:
        return sum(value is True for value in known)
    if not known:
        return None
    match term.kind:
        case TermKind.SUM:
            return sum(units(value, term.expr.type) for value in known)
        case TermKind.SQUARES:
            return sum(units(value, term.expr.type) ** 2 for value in known)
        case TermKind.ORDER:
            return _order_statistics(known, term.q)
        case TermKind.EARLIEST:
            return min(known, key=rank)
        case TermKind.LATEST:
            return max(known, key=rank)
        case _:
            raise TypeError(f"{term.kind} has a unit or a condition")


def _order_statistics(values: Values, q: float | None) -> Ordered:
    """Return the values around position (n - 1) · q, counted from 0, and those at the ends of its interval."""
    # Positions are reckoned in doubles: with decimals, 100 · 0.29 would be 29 and not a little less.
    numbers = sorted(float(value) for value in values if isinstance(value, int | float))
    if q is None or len(numbers) < len(values):
        raise TypeError("order statistics need numbers and a position")
    n = len(numbers)
    position, reach = (n - 1) * q, Z * math.sqrt(n * q * (1 - q))
    low, high = math.floor(n * q - reach), math.ceil(n * q + reach) + 1
    return Ordered(
        n,
        numbers[math.floor(position)],
        numbers[math.ceil(position)],
        numbers[low - 1] if low >= 1 else None,
        numbers[high - 1] if high <= n else None,
    )


def _clusters(pairs: Pairs) -> Parts:
    return tuple(sorted((len(values), sum(values)) for values in _by_unit(pairs)))


def _histogram(pairs: Pairs) -> Parts | None:
    true, all_ = Counter(value for value, of in pairs if of is True), Counter(value for value, _ in pairs)
    values = tuple(sorted(all_))
    counts = tuple(true[value] for value in values)
    return Histogram(values, counts, tuple(all_[value] - true[value] for value in values)) if values else None


def _patterns(pairs: Pairs) -> Parts:
    return tuple(sorted(Counter(tuple(sorted(values)) for values in _by_unit(pairs)).items()))


def _by_unit(pairs: Pairs) -> Iterable[list[int]]:
    """Return the values of each unit; those of no unit do not take part."""
    values = defaultdict[Value, list[int]](list)
    for value, unit in pairs:
        values[unit].append(value)
    values.pop(None, None)
    return values.values()


_BY: dict[TermKind, Callable[[Pairs], Parts | None]] = {
    TermKind.CLUSTERS: _clusters,
    TermKind.HISTOGRAM: _histogram,
    TermKind.PATTERNS: _patterns,
}
