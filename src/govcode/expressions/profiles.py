"""Whether two profiles of a day, as numbers of each of its hours, are the same, or one of them an hour later."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from govcode.expressions.build import apply, case, integer, number, promote
from govcode.ir.expression import Expr, Type

HOURS = 24
# A thousandth of pairs of samples of one profile are further apart: chi-square with 23 degrees of freedom.
FAR = 49.728


def total(counts: Sequence[Expr]) -> Expr:
    """Return the sum of counts."""
    return reduce(lambda left, right: apply("+", left, right), counts)


def apart(before: Sequence[Expr], after: Sequence[Expr], sizes: tuple[Expr, Expr]) -> Expr:
    """Return how far two lists of counts are apart: the chi-square of homogeneity; `sizes` are their sums.

    Source: Fisher, Statistical Methods for Research Workers (1925), section 21.
    """
    n, m = (promote(size, Type.NUMBER) for size in sizes)
    parts: list[Expr] = []
    for one, other in zip(before, after, strict=True):
        gap = apply("-", apply("*", promote(one, Type.NUMBER), m), apply("*", promote(other, Type.NUMBER), n))
        both = apply("+", one, other)
        square = apply("/", apply("*", gap, gap), promote(both, Type.NUMBER))
        parts.append(case([(apply(">", both, integer(0)), square)], number(0)))
    return apply("/", total(parts), apply("*", n, m))


def an_hour_later(counts: Sequence[Expr]) -> Sequence[Expr]:
    """Return the counts of a day whose clock is put back by an hour."""
    return [*counts[1:], *counts[:1]]


def moved(as_they_are: Expr, forward: Expr, back: Expr) -> Expr:
    """Say that two profiles differ by more than chance, and an hour to or fro explains at least half of it."""
    nearer = apply("least", forward, back)
    half = apply("*", as_they_are, number(0.5))
    return apply("and", apply(">", as_they_are, number(FAR)), apply("<=", nearer, half))
