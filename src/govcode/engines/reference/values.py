"""Values as every engine compares, orders and sums them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from govcode.expressions import compile_expression
from govcode.expressions.build import promote
from govcode.expressions.operations import unify
from govcode.ir.expression import Expr, Type, Value

Evaluate: TypeAlias = Callable[[Mapping[str, Value]], Value]
Rank: TypeAlias = tuple[Any, ...]  # compares with the ranks of other values of the same type


def nulls_last(values: Iterable[Value]) -> Rank:
    """Return the rank of a row of values in ascending order, nulls after everything."""
    return tuple((value is None, value) for value in values)


def nulls_first(values: Iterable[Value]) -> Rank:
    """Return the rank of a row of values in ascending order, nulls before everything."""
    return tuple((value is not None, value) for value in values)


def rank(value: Value) -> Rank:
    """Return the rank of one value in ascending order."""
    return nulls_last((value,))


def alike(left: Expr, right: Expr) -> tuple[Evaluate, Evaluate]:
    """Return what gives both values so that they can be compared: integers as numbers, days as their first moment."""
    shared = unify((left.type, right.type))
    if shared is None:
        raise TypeError(f"{left.type} and {right.type} cannot be compared")
    return compile_expression(promote(left, shared)), compile_expression(promote(right, shared))


def units(value: Value, type_: Type) -> int:
    """Return a duration in microseconds, a number in millionths: floor(|x| · 1e6 + 0.5) with the sign of x.

    Sums of these are exact, so the order of the rows cannot matter.
    """
    if not isinstance(value, int | float):
        raise TypeError(f"a value of type {type_} cannot be summed")
    if type_ is Type.DURATION:
        return int(value)
    size = math.floor(abs(float(value)) * 1e6 + 0.5)
    return -size if value < 0 else size


def from_units(total: int, type_: Type) -> int | float:
    """Return a sum of `units` as a value: a duration stays an integer, anything else becomes a number."""
    # Two roundings on purpose, to a double and then in the division: SQL cannot do with one.
    return total if type_ is Type.DURATION else float(total) / 1e6
