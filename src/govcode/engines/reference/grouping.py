"""Aggregates: the terms of the rows of each group."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TypeAlias

from govcode.engines.reference.folds import Row
from govcode.engines.reference.rows import Tables
from govcode.engines.reference.values import nulls_first, rank, units
from govcode.expressions import compile_expression
from govcode.expressions.build import promote
from govcode.ir.expression import TRUE, Type, Value
from govcode.ir.measure import Aggregate, Group, Grouped, Term, TermKind

Answer: TypeAlias = Value | tuple[int, float, float]


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


def _term(term: Term) -> Callable[[Sequence[Row]], Answer]:
    moment = term.kind in (TermKind.EARLIEST, TermKind.LATEST)
    value = compile_expression(promote(term.expr, Type.TIMESTAMP) if moment else term.expr)
    return lambda rows: _reckon(term, [value(row) for row in rows])


def _reckon(term: Term, values: Sequence[Value]) -> Answer:
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


def _order_statistics(values: Sequence[Value], q: float | None) -> tuple[int, float, float]:
    """Return how many values there are and the two around position (n - 1) · q, counted from 0."""
    # The position is reckoned in doubles: with decimals, 100 · 0.29 would be 29 and not a little less.
    numbers = sorted(float(value) for value in values if isinstance(value, int | float))
    if q is None or len(numbers) < len(values):
        raise TypeError("order statistics need numbers and a position")
    position = (len(numbers) - 1) * q
    return len(numbers), numbers[math.floor(position)], numbers[math.ceil(position)]
