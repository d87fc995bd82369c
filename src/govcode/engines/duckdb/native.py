"""Columns that a file stores with a type need no text: reading them as text and back would cost three times as much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from govcode.expressions.build import apply, promote
from govcode.ir.expression import Apply, Case, Column, Expr, Literal, Type

_READS = {"to_integer", "to_number", "to_date", "to_timestamp"}


def as_text(name: str) -> str:
    """Return the name of a stored column's text."""
    return f"{name}:text"


def native(expr: Expr, stored: Mapping[str, Type]) -> Expr:
    """Return an expression over texts as one over stored values, for the columns that are stored with a type."""
    match expr:
        case Literal():
            return expr
        case Column(name):
            return Column(as_text(name), Type.TEXT) if name in stored else expr
        case Apply(op, args):
            column = _column(args[0], stored) if args else None
            if column is not None and op == "is_null":
                return apply("is_null", column)
            if column is not None and op in _READS:
                read = _read(op, column)
                if read is not None:
                    return read
            return _settled(replace(expr, args=tuple(native(arg, stored) for arg in args)))
        case Case(branches, otherwise):
            column = _truth(expr, stored)
            if column is not None:
                return column
            changed = tuple((native(when, stored), native(then, stored)) for when, then in branches)
            return replace(expr, branches=changed, otherwise=native(otherwise, stored))


def _settled(expr: Apply) -> Expr:
    """Return false for a conjunction of a test for null and its opposite: a stored value is never unreadable."""
    refused = {arg.args[0] for arg in expr.args if isinstance(arg, Apply) and arg.op == "not"}
    contradicts = any(isinstance(arg, Apply) and arg.op == "is_null" and arg in refused for arg in expr.args)
    return Literal(value=False, type=Type.BOOLEAN) if expr.op == "and" and contradicts else expr


def _column(expr: Expr, stored: Mapping[str, Type]) -> Column | None:
    """Return the stored column a text comes from; the texts that mean empty cannot stand in a typed column."""
    while isinstance(expr, Apply) and expr.op in {"null_if_in", "trim", "lower"}:
        expr = expr.args[0]
    return Column(expr.name, stored[expr.name]) if isinstance(expr, Column) and expr.name in stored else None


def _read(op: str, column: Column) -> Expr | None:
    match op, column.type:
        case ("to_integer", Type.INTEGER) | ("to_date", Type.DATE) | ("to_timestamp", Type.TIMESTAMP):
            return column
        case "to_number", Type.NUMBER:
            # A stored number can be infinite or undefined; a text that says so is no number either.
            return apply("*", column, Literal(1.0, Type.NUMBER))
        case "to_number", Type.INTEGER:
            return promote(column, Type.NUMBER)
        case "to_date", Type.TIMESTAMP:
            return apply("date", column)
        case "to_timestamp", Type.DATE:
            return promote(column, Type.TIMESTAMP)
        case _:
            return None


def _truth(expr: Case, stored: Mapping[str, Type]) -> Column | None:
    """Return the stored boolean that a case reads from the words for yes and no."""
    answers = all(isinstance(then, Literal) and isinstance(then.value, bool) for _, then in expr.branches)
    if expr.type is not Type.BOOLEAN or not answers:
        return None
    when = expr.branches[0][0]
    column = _column(when.args[0], stored) if isinstance(when, Apply) and when.op == "in" else None
    return column if column is not None and column.type is Type.BOOLEAN else None
