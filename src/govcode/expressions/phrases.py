"""The phrases that rules, KPIs and plans are made of, each a typed expression."""

from __future__ import annotations

from collections.abc import Mapping

from govcode.expressions.build import apply, case, duration, number, promote, text, to_boolean
from govcode.expressions.formats import BadFormat, format_of
from govcode.expressions.patterns import BadPattern, pattern
from govcode.ir.expression import TRUE, Expr, Literal, Type


def is_null(expr: Expr) -> Expr:
    """Say that there is no value."""
    return apply("is_null", expr)


def is_true(condition: Expr) -> Expr:
    """Say that a condition is true, not false and not unknown."""
    return apply("is_true", condition)


def negated(condition: Expr) -> Expr:
    """Say the opposite."""
    return apply("not", condition)


def either(*conditions: Expr) -> Expr:
    """Say that at least one of the conditions is true."""
    return apply("or", *conditions)


def filled(expr: Expr) -> Expr:
    """Say that there is a value; a text of white space is none."""
    return negated(apply("is_blank", expr) if expr.type is Type.TEXT else is_null(expr))


def among(expr: Expr, words: tuple[str, ...]) -> Expr:
    """Say that a text is one of the words, or that there is none."""
    return either(is_null(expr), apply("in", expr, *map(text, words)))


def equal_to_one_of(expr: Expr, words: tuple[str, ...]) -> Expr:
    """Say that a text is one of the words."""
    return apply("in", expr, *map(text, words))


def matching(expr: Expr, written: str) -> Expr | str:
    """Say that a text matches a regular expression or is missing; return what is wrong with the expression if it is."""
    try:
        pattern(written)
    except BadPattern as bad:
        return str(bad)
    return either(is_null(expr), apply("matches", expr, text(written)))


def lowered(expr: Expr) -> Expr:
    """Return a text without white space around it and with small letters."""
    return apply("lower", apply("trim", expr))


def telling(expr: Expr, placeholders: tuple[str, ...]) -> Expr:
    """Say that a value says something: filled, and if a text, more than a placeholder word."""
    if expr.type is not Type.TEXT or not placeholders:
        return filled(expr)
    words = tuple(dict.fromkeys(word.strip().lower() for word in placeholders))
    return apply("and", filled(expr), negated(equal_to_one_of(lowered(expr), words)))


def smaller_than(expr: Expr, end: int) -> Expr:
    """Say that a number lies between the two ends of this size, both left out."""
    return apply("<", apply("abs", expr), number(end))


def no_longer_than(expr: Expr, most: int) -> Expr:
    """Say that a text has at most so many characters."""
    return apply("<=", apply("length", expr), number(most))


def else_constant(tests: tuple[Expr, ...], expr: Expr, otherwise: Literal) -> Expr:
    """Return a value where one of the tests is true, else a constant."""
    return case([(either(*tests), expr)], otherwise)


def word_count_at_least(expr: Expr, least: int) -> Expr:
    """Say that a text has so many words."""
    return apply(">=", apply("words", expr), number(least))


def as_timestamp(expr: Expr) -> Expr:
    """Return a date as the moment it starts; a timestamp as it is."""
    return promote(expr, Type.TIMESTAMP)


def at_least(left: Expr, right: Expr) -> Expr:
    """Say that the left is not smaller or earlier than the right."""
    return apply(">=", left, right)


def no_later(left: Expr, right: Expr) -> Expr:
    """Say that the left is not later than the right."""
    return apply("<=", left, right)


def before(left: Expr, right: Expr) -> Expr:
    """Say that the left is earlier than the right."""
    return apply("<", left, right)


def shifted(moment: Expr, microseconds: int) -> Expr:
    """Return the moment that lies so much later."""
    return apply("+", moment, duration(microseconds))


def start_of(period: str, moment: Expr) -> Expr:
    """Return the start of the day, week, month or quarter of a moment."""
    return apply(f"{period}_start", moment)


def else_number(expr: Expr, value: float) -> Expr:
    """Return the value, or this number where there is none."""
    return apply("coalesce", promote(expr, Type.NUMBER), number(value))


def agreement(declared: Expr, shown: Expr, tolerance: float) -> tuple[Expr, Expr, Expr]:
    """Return that the declared number is greater, that it is smaller, that both agree within a tolerance."""
    left, right = promote(declared, Type.NUMBER), promote(shown, Type.NUMBER)
    gap = apply("-", left, right)
    more, less = apply(">", gap, number(tolerance)), apply("<", gap, number(-tolerance))
    return more, less, apply("<=", apply("abs", gap), number(tolerance))


def null_among(expr: Expr, words: tuple[str, ...]) -> Expr:
    """Return a text, or nothing where it is one of the words that mean nothing."""
    return apply("null_if_in", expr, *map(text, words)) if words else expr


def mapped(expr: Expr, words: Mapping[str, str | None]) -> tuple[Expr, Expr]:
    """Return that a text is in a value map or missing, and the word it stands for."""
    known = among(expr, tuple(words))
    branches = [(apply("=", expr, text(written)), text(word)) for written, word in words.items() if word is not None]
    return known, case(branches, None) if branches else case([(negated(TRUE), text(""))], None)


def read_integer(expr: Expr) -> Expr:
    """Return the integer that a text writes."""
    return apply("to_integer", expr)


def read_number(expr: Expr, decimal_mark: str) -> Expr:
    """Return the number that a text writes."""
    return apply("to_number", expr, text(decimal_mark))


def read_boolean(expr: Expr, yes: tuple[str, ...], no: tuple[str, ...]) -> Expr:
    """Return the truth that a text writes, case ignored."""
    return to_boolean(expr, [word.lower() for word in yes], [word.lower() for word in no])


def read_date(expr: Expr, written: str) -> Expr:
    """Return the date that a text writes."""
    return apply("to_date", expr, text(written))


def read_timestamp(expr: Expr, written: str) -> Expr:
    """Return the moment that a text writes."""
    return apply("to_timestamp", expr, text(written))


def in_utc(written: Expr, moment: Expr, zone: str) -> Expr:
    """Return a wall-clock moment of a zone in UTC; one written with its own offset is in UTC already."""
    if zone == "UTC":
        return moment
    own_offset = apply("matches", written, text("[0-9]([Zz]|[+-][0-9][0-9]:?[0-9][0-9]) *$"))
    return case([(own_offset, moment)], apply("from_zone", moment, text(zone)))


def date_format_problem(written: str) -> str | None:
    """Return what is wrong with a way to write dates, or None."""
    if written == "iso":
        return None
    try:
        format_of(written)
    except BadFormat as bad:
        return str(bad)
    return None
