"""Natural ways to write what the language writes otherwise: where the parser stops, it says what was meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govcode.core.spoken import possible_dates, spoken_duration
from govcode.expressions import wording
from govcode.expressions.moments import duration_of, duration_text
from govcode.expressions.problem import Unreadable, refuse
from govcode.expressions.refusals import forbidden
from govcode.expressions.tokens import Kind, Token

_WORDS = {
    **dict.fromkeys(("more than", "greater than", "larger than", "longer than", "higher than", "later than"), ">"),
    **dict.fromkeys(("less than", "smaller than", "fewer than", "shorter than", "lower than", "earlier than"), "<"),
    "at least": ">=",
    "at most": "<=",
    "equal to": "=",
    "equals": "=",
    "exceeds": ">",
}
_BEFORE_VALUES = {"over": ">", "above": ">", "under": "<", "below": "<"}
_OPPOSITES = {">": "<=", "<": ">=", ">=": "<", "<=": ">", "=": "<>"}
_CONSTANTS = (Kind.TEXT, Kind.NUMBER, Kind.PERCENT, Kind.DURATION)
_NO_VALUE = {"empty", "blank", "missing", "none", "nothing", "unknown", "nil"}
_PERCENT = {"percent", "pct"}
_CURRENCY = re.compile(r"[A-Z]{3}|(?i:euros?|dollars?|pounds?|eur|usd|gbp)", re.ASCII)
_DOTTED_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}(?!\d)", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?(?![\d,.])", re.ASCII)
_DECIMAL_COMMA = re.compile(r"\d+,\d+(?![\d,.])", re.ASCII)


def slip(text: str, tokens: Sequence[Token], at: int) -> Unreadable | None:
    """Return what was meant at the token that nothing fits, or None if that is not plain."""
    found = _in_words(tokens, at)
    if found is None and at > 0 and tokens[at - 1].kind is Kind.NUMBER:
        return _number(text, tokens[at - 1]) or _unit(tokens[at - 1], tokens[at])
    return found


def equality(text: str, tokens: Sequence[Token], at: int, start: int, end: int) -> Unreadable | None:
    """Return what was meant by `topic is refund`: the left side has the characters from `start` to `end`.

    `at` is the token after `is` or `is not`.
    """
    token, negated = tokens[at], tokens[at - 1].value == "not"
    if token.kind is Kind.KEYWORD and token.value in ("in", "between", "like"):
        message = f"`is` is left out before `{token.value}`"
        meant = f"not {token.value}" if negated else token.value
        return refuse("GC201", message, tokens[at - 1 - negated].start, token.end, meant)
    value = _value(text, token)
    following = tokens[at + 1] if value is not None else token
    if value is None or not (following.kind in (Kind.END, Kind.KEYWORD) or following.value in (")", ",")):
        return None
    left = " ".join(text[start:end].split())
    if token.kind is Kind.NAME and token.value.lower() in _NO_VALUE:
        meant = f"{left} is {'not ' if negated else ''}null"
        return refuse("GC201", "what has no value is null", start, token.end, meant)
    message = f"`is` stands before `null`, `true` or `false`; a value is compared with `{'<>' if negated else '='}`"
    return refuse("GC201", message, start, token.end, f"{left} {'<>' if negated else '='} {value}")


def without_currency(written: str) -> str | None:
    """Return the number of `200EUR`, or None."""
    found = re.fullmatch(r"([0-9.]+)([A-Za-z]+)", written)
    return found[1] if found and _CURRENCY.fullmatch(found[2]) else None


def _value(text: str, token: Token) -> str | None:
    """Return a token as the value it stands for."""
    if token.kind in _CONSTANTS:
        return text[token.start : token.end]
    if token.kind is Kind.QUOTED or (token.kind is Kind.NAME and forbidden(token) is None):
        return wording.quoted_text(token.value)
    return None


def _in_words(tokens: Sequence[Token], at: int) -> Unreadable | None:
    token, following = tokens[at], tokens[min(at + 1, len(tokens) - 1)]
    if token.kind is not Kind.NAME:
        return None
    word = token.value.lower()
    pair = f"{word} {following.value.lower()}" if following.kind is Kind.NAME else word
    op = _WORDS.get(pair) or _WORDS.get(word) or (_BEFORE_VALUES.get(word) if following.kind in _CONSTANTS else None)
    if op is None:
        return None
    said, end = (pair, following.end) if pair != word and pair in _WORDS else (word, token.end)
    negated = at > 0 and tokens[at - 1].value == "not" and tokens[at - 1].kind is Kind.KEYWORD
    first = at - negated
    first -= first > 0 and tokens[first - 1].value == "is" and tokens[first - 1].kind is Kind.KEYWORD
    meant = _OPPOSITES[op] if negated else op
    said = f"not {said}" if negated else said
    return refuse("GC201", f"`{said}` is written `{meant}`", tokens[first].start, end, meant)


def _number(text: str, token: Token) -> Unreadable | None:
    if found := _DOTTED_DATE.match(text, token.start):
        more, meant = wording.date_written(possible_dates(found[0]))
        return refuse("GC212", f"a date is written year-month-day{more}", token.start, found.end(), meant)
    if found := _GROUPED.match(text, token.start):
        meant = found[0].replace(",", "").replace(" ", "")
        return refuse("GC201", "a number is written without separators", token.start, found.end(), meant)
    if found := _DECIMAL_COMMA.match(text, token.start):
        meant = found[0].replace(",", ".")
        return refuse("GC201", "decimals are written after a point", token.start, found.end(), meant)
    return None


def _unit(number: Token, word: Token) -> Unreadable | None:
    if word.kind is not Kind.NAME:
        return None
    said = f"{number.value} {word.value}"
    microseconds = duration_of(said)
    meant = spoken_duration(said) if microseconds is None else duration_text(microseconds)
    if meant is not None:
        message = "a duration is a number and a unit of one letter, without a blank"
        if microseconds is None:
            message = "months and years have no fixed length; count days"
        return refuse("GC212", message, number.start, word.end, meant)
    if word.value.lower() in _PERCENT:
        return refuse("GC201", "a share is written with `%`", number.start, word.end, f"{number.value}%")
    if _CURRENCY.fullmatch(word.value):
        return refuse("GC201", "an amount is written without its currency", number.start, word.end, number.value)
    return None
