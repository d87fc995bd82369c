"""Phrases about numbers that are given one after the other."""

from __future__ import annotations

from govcode.expressions.build import apply, case, number
from govcode.ir.expression import Expr, Type


def running_number(expr: Expr) -> Expr:
    """Return a whole number as it is, and of a text the number that its last digits write."""
    return apply("last_number", expr) if expr.type is Type.TEXT else expr


def step(expr: Expr, before: Expr) -> Expr:
    """Return how far a number lies above the one before it; nothing where it does not."""
    return case([(apply(">", expr, before), apply("-", expr, before))], None)


def next_to(expr: Expr, before: Expr) -> Expr:
    """Say that no number is missing between one and the one before it, or that there is none before it."""
    return apply("or", apply("is_null", before), apply("<=", apply("-", expr, before), number(1)))
