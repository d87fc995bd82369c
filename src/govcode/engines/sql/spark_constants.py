"""Names and constants as Spark SQL."""

from __future__ import annotations

from datetime import date, datetime

from govcode.ir.clock import Clock
from govcode.ir.expression import Literal, Type

_TYPES = {
    Type.TEXT: "string",
    Type.INTEGER: "bigint",
    Type.NUMBER: "double",
    Type.BOOLEAN: "boolean",
    Type.DATE: "date",
    Type.TIMESTAMP: "timestamp",
    Type.DURATION: "bigint",
}
_CONTROL = 32
FIRST, LAST = "timestamp '0001-01-01 00:00:00'", "timestamp '9999-12-31 23:59:59.999999'"


def identifier(name: str) -> str:
    """Return a quoted name."""
    return "`" + name.replace("`", "``") + "`"


def text(value: str) -> str:
    """Return a text constant; quotes, backslashes and control characters are escaped."""
    return "'" + "".join(map(_escape, value)) + "'"


def _escape(char: str) -> str:
    if char in "\\'":
        return f"\\{char}"
    return f"\\u{ord(char):04x}" if ord(char) < _CONTROL else char


def literal(expr: Literal) -> str:
    """Return a constant of its type."""
    match expr.value:
        case None:
            return f"cast(null as {_TYPES[expr.type]})" if expr.type in _TYPES else "null"
        case bool(value):
            return "true" if value else "false"
        case str(value):
            return text(value)
        case datetime() as value:
            return f"timestamp '{value.isoformat(' ')}'"
        case date() as value:
            return f"date '{value.isoformat()}'"
        case int(value):
            return f"cast('{value}' as bigint)"
        case Clock():
            raise TypeError("a calendar is no value of a row")
        case value:
            return f"cast('{float(value)!r}' as double)"


WHITE = text(" \t\n\v\f\r")
