"""Values that can be compared wherever they are missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from govcode.expressions.build import apply, integer
from govcode.ir.expression import Expr, Literal, Type, Value

_CONSTANTS: Mapping[Type, Value] = {
    Type.TEXT: "",
    Type.INTEGER: 0,
    Type.NUMBER: 0.0,
    Type.BOOLEAN: False,
    Type.DATE: date(1970, 1, 1),
    Type.TIMESTAMP: datetime(1970, 1, 1),  # noqa: DTZ001 - moments are naive and UTC
    Type.DURATION: 0,
}


def parts_alike(expr: Expr) -> tuple[Expr, Expr]:
    """Return two values that are never missing, and both equal where the value is, or is missing, in both rows."""
    return apply("is_null", expr), apply("coalesce", expr, Literal(_CONSTANTS[expr.type], expr.type))


def is_count(expr: Expr, value: int) -> Expr:
    """Say that a whole number is this one."""
    return apply("=", expr, integer(value))
