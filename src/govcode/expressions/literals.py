"""Tokens to constants."""

from __future__ import annotations

from math import isfinite

from govcode.core.spoken import spoken_duration
from govcode.expressions.moments import INT64, date_of, duration_of, timestamp_of
from govcode.expressions.problem import Unreadable, refuse
from govcode.expressions.slips import without_currency
from govcode.expressions.syntax import Constant
from govcode.expressions.tokens import Kind, Token
from govcode.ir.expression import Type, Value

QUOTED = frozenset({"interval", "date", "timestamp"})
"""The words that give a text after them another type."""
_READERS = {
    "interval": (duration_of, Type.DURATION, "a duration; write it as `interval '1 day 2 hours'` or `26h`"),
    "date": (date_of, Type.DATE, "a date; write it as `date '2026-01-31'`"),
    "timestamp": (timestamp_of, Type.TIMESTAMP, "a moment; write it as `timestamp '2026-01-31 17:30'`"),
}


def constant(token: Token) -> Constant:
    """Return the constant a text, number, percentage or bare duration stands for."""
    match token.kind:
        case Kind.TEXT:
            return _at(token, token.value, Type.TEXT)
        case Kind.PERCENT:
            return _at(token, _percent(token), Type.NUMBER)
        case Kind.DURATION:
            return _at(token, _duration(token), Type.DURATION)
        case _:
            return _number(token)


def quoted(word: Token, text: Token) -> Constant:
    """Return the constant of `interval '…'`, `date '…'` or `timestamp '…'`."""
    read, type_, what = _READERS[word.value.lower()]
    value = read(text.value)
    if value is None:
        raise refuse("GC212", f"this is not {what}{_fixed(text.value)}", text.start, text.end)
    return Constant(value=value, type=type_, start=word.start, end=text.end)


def _at(token: Token, value: Value, type_: Type) -> Constant:
    return Constant(value=value, type=type_, start=token.start, end=token.end)


def _number(token: Token) -> Constant:
    if token.value.isdecimal() and int(token.value) <= INT64:
        return _at(token, int(token.value), Type.INTEGER)
    return _at(token, _finite(token, float(token.value)), Type.NUMBER)


def _percent(token: Token) -> float:
    if not token.value.replace(".", "").isdecimal():
        raise refuse("GC201", "a percentage is written without an exponent", token.start, token.end)
    return _finite(token, float(f"{token.value}e-2"))


def _finite(token: Token, value: float) -> float:
    if not isfinite(value):
        raise refuse("GC201", "this number is too large", token.start, token.end)
    return value


def _duration(token: Token) -> int:
    value = duration_of(token.value)
    if value is None:
        raise _no_duration(token)
    return value


def _no_duration(token: Token) -> Unreadable:
    message = f"`{token.value}` is neither a number nor a duration such as `30m`, `4h`, `7d`, `2w`{_fixed(token.value)}"
    return refuse(
        "GC212", message, token.start, token.end, spoken_duration(token.value) or without_currency(token.value)
    )


def _fixed(text: str) -> str:
    unfixed = any(unit in text.lower() for unit in ("mo", "y", "q")) and "day" not in text.lower()
    return " (months and years have no fixed length; count days)" if unfixed else ""
