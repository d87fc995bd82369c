"""Rows become days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from govcode.engines.reference.folds import Row
from govcode.expressions import compile_expression
from govcode.ir.expression import Type
from govcode.ir.relation import MOST_DAYS, ROW, Spread


def spread(relation: Spread) -> Callable[[Row], list[Row]]:
    """Return what gives a row once for each of its days."""
    if {relation.start.type, relation.end.type} != {Type.DATE}:
        raise TypeError("days are counted from a date to a date")
    start, end = compile_expression(relation.start), compile_expression(relation.end)

    def days(row: Row) -> list[Row]:
        first, after = start(row), end(row)
        if not isinstance(first, date) or not isinstance(after, date):
            return []
        count = (after - first).days
        kept = {name: value for name, value in row.items() if name != ROW}
        return [
            kept | {relation.name: first + timedelta(days=number)}
            for number in range(count if count <= MOST_DAYS else 0)
        ]

    return days
