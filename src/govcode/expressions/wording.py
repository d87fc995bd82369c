"""The sentences of the checker, in the author's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches

from govcode.expressions.moments import UNITS, duration_of
from govcode.expressions.operations import INTERNAL
from govcode.expressions.signatures import Operation
from govcode.expressions.syntax import Call, Syntax
from govcode.expressions.tokens import KEYWORDS
from govcode.ir.expression import Expr, Literal, Type

_TYPES = {
    Type.TEXT: "text",
    Type.INTEGER: "a number",
    Type.NUMBER: "a number",
    Type.BOOLEAN: "true or false",
    Type.DATE: "a date",
    Type.TIMESTAMP: "a date and time",
    Type.DURATION: "a duration",
    Type.NULL: "null",
    Type.CALENDAR: "a calendar",
}
_WANTED = _TYPES | {Type.BOOLEAN: "a condition (true or false)", Type.INTEGER: "a whole number"}
_ELSEWHERE = {
    "now": "as_of",
    "current_date": "as_of",
    "current_timestamp": "as_of",
    "today": "as_of",
    "len": "length",
    "char_length": "length",
    "ifnull": "coalesce",
    "nvl": "coalesce",
    "substring": "matches",
    "regexp_matches": "matches",
    "regexp_like": "matches",
    "rlike": "matches",
    "startswith": "starts_with",
    "endswith": "ends_with",
    "ceiling": "ceil",
    "strip": "trim",
    "ucase": "upper",
    "lcase": "lower",
    "isodow": "weekday",
    "dayofweek": "weekday",
    "date_trunc": "day_start",
    "min": "least",
    "business_hours": "business_time",
    "business_minutes": "business_time",
    "networkdays": "business_time",
    "timezone": "local_time",
    "convert_timezone": "local_time",
    "max": "greatest",
}
_AGGREGATES = frozenset({"sum", "avg", "mean", "count", "median", "stddev", "row_number", "lag", "lead", "rank"})
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")
_COUNTING = {"minutes": UNITS["minutes"], "hours": UNITS["hours"], "days": UNITS["days"]}
_SHOWN = 8
_CLOSE = 0.75


def described(source: str, type_: Type) -> str:
    """Return `refund_amount` is a number."""
    return f"`{_short(source)}` is {_TYPES[type_]}"


def _short(source: str) -> str:
    text = " ".join(source.split())
    return text if len(text) <= 60 else f"{text[:57]}…"


def wrong_whole(source: str, expr: Expr, expect: Type) -> str:
    """Return why the whole expression does not do here."""
    message = f"{described(source, expr.type)}, but {_WANTED[expect]} is needed here"
    if expect is Type.BOOLEAN and expr.type is not Type.NULL:
        return f"{message}, such as `{_short(source)} is not null`"
    return message


def column_name(name: str) -> str:
    """Return the column as it is written in an expression."""
    if _PLAIN_NAME.fullmatch(name) and name.lower() not in KEYWORDS:
        return name
    return '"' + name.replace('"', '""') + '"'


def is_likely(column: str, quoted: str) -> bool:
    """Return whether a name in double quotes is meant for a column like it, rather than for a text."""
    return column.lower() == quoted.lower() or column_name(column) != column


def quoted_text(value: str) -> str:
    """Return the text between single quotes."""
    return "'" + value.replace("'", "''") + "'"


def unknown_function(name: str, known: Iterable[str]) -> tuple[str, str | None]:
    """Return the sentence about an unknown function, and the one that may be meant."""
    folded, names = name.lower(), tuple(known)
    if folded in _AGGREGATES:
        return f"`{name}` looks at many rows; an expression sees one row (write a KPI or a fact)", None
    if folded in INTERNAL:
        return f"`{name}` cannot be called; columns already have the type their dataset declares", None
    near = _ELSEWHERE.get(folded)
    if near not in names:
        near = next(iter(get_close_matches(folded, names, n=1, cutoff=_CLOSE)), None)
    return f"unknown function '{name}'", near


def wrong_count(function: Operation, given: int) -> str:
    """Return how many arguments a function takes, and how many it has."""
    counts = sorted({len(signature.params) for signature in function.signatures})
    more = " or more" if function.signatures[0].rest is not None else ""
    wanted = " or ".join(map(str, counts)) + more
    noun = "argument" if wanted == "1" else "arguments"
    return f"`{function.usage}` takes {wanted} {noun}, not {given}"


def other_spelling(source: str, constant: Expr, wanted: Type) -> str | None:
    """Return the constant as the other type would be written, if it is plainly meant."""
    if not isinstance(constant, Literal):
        return None
    value = constant.value
    if wanted is Type.TEXT and constant.type in (Type.INTEGER, Type.NUMBER):
        return quoted_text(source)
    if not isinstance(value, str):
        return None
    if wanted in (Type.INTEGER, Type.NUMBER) and re.fullmatch(r"-?\d+(\.\d+)?%?", value, re.ASCII):
        return value
    if wanted is Type.BOOLEAN and value.lower() in ("true", "false"):
        return value.lower()
    if wanted is Type.DURATION and duration_of(value) is not None:
        return value if re.fullmatch(r"\d+[A-Za-z]+", value, re.ASCII) else f"interval {quoted_text(value)}"
    return None


def counted(node: Syntax, constant: Expr) -> tuple[str, str | None]:
    """Return how a duration beside a number is told: more of a sentence, and the number where the unit is known."""
    size = _COUNTING.get(node.name.lower()) if isinstance(node, Call) else None
    if size is None or not isinstance(constant, Literal) or not isinstance(constant.value, int):
        return "", None
    return "; compare it with a number, or the duration itself with a duration", f"{constant.value / size:g}"


def date_written(days: Sequence[date]) -> tuple[str, str | None]:
    """Return how a date that is written another way is written here: more of a sentence, and what is meant if plain."""
    if len(days) == 1:
        return "", f"date '{days[0].isoformat()}'"
    choice = " or ".join(f"`date '{day.isoformat()}'`" for day in days)
    return (f": {choice}" if choice else ""), None


def unknown_calendar(name: str, calendars: Iterable[str], *, known: bool) -> str:
    """Return that there is no calendar of this name; those there are are listed where none is close."""
    message = f"unknown calendar '{_short(name)}'"
    listed = sorted(calendars)
    if known:
        return message
    if not listed:
        return f"{message}; no document of kind Calendar says what the hours are"
    return f"{message} (there is {', '.join(listed[:_SHOWN])}{', …' if len(listed) > _SHOWN else ''})"


def undeclared(column: str, value: str, values: Iterable[str], *, known: bool) -> str:
    """Return that a text is not a declared value of a column; the values are listed where none is close."""
    message = f"'{value}' is not a declared value of `{column}`"
    listed = sorted(values)
    if known or not listed:
        return message
    more = ", …" if len(listed) > _SHOWN else ""
    return f"{message} (declared: {', '.join(listed[:_SHOWN])}{more})"
