"""Names and constants as DuckDB SQL."""

from __future__ import annotations

import re
from datetime import date, datetime

from govcode.ir.clock import Clock
from govcode.ir.expression import Literal, Type

_TYPES = {
    Type.TEXT: "varchar",
    Type.INTEGER: "bigint",
    Type.NUMBER: "double",
    Type.BOOLEAN: "boolean",
    Type.DATE: "date",
    Type.TIMESTAMP: "timestamp",
    Type.DURATION: "bigint",
}
_INT32 = 2**31 - 1
_CONTROL = re.compile(r"([\x00-\x1f])")
FIRST, LAST = "timestamp '0001-01-01 00:00:00'", "timestamp '9999-12-31 23:59:59.999999'"


def identifier(name: str) -> str:
    """Return a quoted name."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """Return a text constant; control characters are spelled by their code."""
    parts = [f"chr({ord(part)})" if part < " " else _quoted(part) for part in _CONTROL.split(value) if part]
    if len(parts) > 1:
        return f"concat({', '.join(parts)})"
    return parts[0] if parts else _quoted("")


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


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
            return _integer(value)
        case Clock():
            raise TypeError("a calendar is no value of a row")
        case value:
            written = repr(float(value))
            return _signed(written if "e" in written else f"{written}e0")


def _integer(value: int) -> str:
    return _signed(str(value)) if abs(value) <= _INT32 else f"cast('{value}' as bigint)"


def _signed(written: str) -> str:
    return f"({written})" if written.startswith("-") else written


WHITE = text(" \t\n\v\f\r")
