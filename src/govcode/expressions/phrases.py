"""The phrases that rules, KPIs and plans are made of, each a typed expression."""

from __future__ import annotations

from collections.abc import Mapping

from govcode.expressions.build import apply, case, duration, number, promote, text, to_boolean
from govcode.expressions.formats import UNIX, format_problem
from govcode.expressions.moments import SECOND
from govcode.expressions.patterns import BadPattern, pattern
from govcode.ir.clock import Clock
from govcode.ir.expression import TRUE, Expr, Literal, Type

DAY = 86_400 * SECOND


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


def all_of(*conditions: Expr) -> Expr:
    """Say that all of the conditions are true."""
    return apply("and", *conditions)


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


def time_between(start: Expr, end: Expr) -> Expr:
    """Return the duration from one moment to another."""
    return apply("-", end, start)


def shifted(moment: Expr, microseconds: int) -> Expr:
    """Return the moment that lies so much later."""
    return apply("+", moment, duration(microseconds))


def week_of(moment: Expr, starts: int) -> Expr:
    """Return the start of the week of a moment, in weeks that start on a day: 0 is Monday, 6 is Sunday."""
    monday = start_of("week", shifted(moment, -starts * DAY) if starts else moment)
    return shifted(monday, starts * DAY) if starts else monday


def start_of(period: str, moment: Expr) -> Expr:
    """Return the start of the day, week, month or quarter of a moment."""
    return apply(f"{period}_start", moment)


def hour_of(moment: Expr, zone: str) -> Expr:
    """Return the hour of the day of a moment in a zone, 0 to 23."""
    return apply("hour", local(moment, zone))


def else_number(expr: Expr, value: float) -> Expr:
    """Return the value, or this number where there is none."""
    return apply("coalesce", promote(expr, Type.NUMBER), number(value))


def one_if(condition: Expr, among: Expr | None = None) -> Expr:
    """Return 1 where a condition is true, else 0; with `among`, nothing where that is not true."""
    found = case([(condition, number(1))], number(0))
    return found if among is None or among == TRUE else case([(among, found)], None)


def worth(tests: tuple[tuple[Expr, float], ...], among: Expr) -> Expr:
    """Return the number beside the first test that is true, else 0; nothing where `among` is not true."""
    found = case([(test, number(value)) for test, value in tests], number(0))
    return case([(among, found)], None)


def in_seconds(expr: Expr) -> Expr:
    """Return a duration in seconds, with all its decimals; a number as it is."""
    return apply("/", expr, duration(SECOND)) if expr.type is Type.DURATION else promote(expr, Type.NUMBER)


def in_days(expr: Expr) -> Expr:
    """Return a duration in days; a number as it is."""
    return apply("days", expr) if expr.type is Type.DURATION else promote(expr, Type.NUMBER)


def steps(expr: Expr, step: int) -> Expr:
    """Return how many steps of so many microseconds a duration takes, the last one counted whole."""
    return apply("ceil", apply("/", expr, duration(step)))


def within(expr: Expr, microseconds: int) -> Expr:
    """Say that a duration is no longer than this."""
    return apply("<=", expr, duration(microseconds))


def total(left: Expr, right: Expr) -> Expr:
    """Return the sum of two numbers."""
    return apply("+", left, right)


def no_more(expr: Expr, end: float) -> Expr:
    """Say that a number is not greater than this."""
    return apply("<=", promote(expr, Type.NUMBER), number(end))


def no_more_than(left: Expr, right: Expr) -> Expr:
    """Say that the left number is not greater than the right one."""
    return apply("<=", left, right)


def where_true(condition: Expr, value: Expr) -> Expr:
    """Return a value where a condition is true; nothing elsewhere."""
    return case([(condition, value)], None)


def no_less(expr: Expr, end: float) -> Expr:
    """Say that a number is not smaller than this."""
    return apply(">=", promote(expr, Type.NUMBER), number(end))


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


def in_utc(written: Expr, moment: Expr, zone: str, format_: str = "") -> Expr:
    """Return a wall-clock moment of a zone in UTC; one written with its own offset, or counted, is in UTC already."""
    if zone == "UTC" or format_ in UNIX:
        return moment
    own_offset = apply("matches", written, text("[0-9]([Zz]|[+-][0-9][0-9]:?[0-9][0-9]) *$"))
    return case([(own_offset, moment)], apply("from_zone", moment, text(zone)))


def local(moment: Expr, zone: str) -> Expr:
    """Return what the clock on the wall shows at a moment (UTC) in a zone."""
    return moment if zone == "UTC" else apply("to_zone", moment, text(zone))


def calendar(clock: Clock) -> Expr:
    """Return a calendar as a constant."""
    return Literal(clock, Type.CALENDAR)


def at_wall(wall: Expr, zone: str) -> Expr:
    """Return the moment (UTC) at which the clock on the wall of a zone shows this."""
    return wall if zone == "UTC" else apply("from_zone", wall, text(zone))


def business_time(clock: Clock | Expr, start: Expr, end: Expr) -> Expr:
    """Return the open time of a calendar, as such or as a constant, between two moments: a duration."""
    return apply("business_time", calendar(clock) if isinstance(clock, Clock) else clock, start, end)


def is_open(clock: Clock | Expr, moment: Expr) -> Expr:
    """Say that a moment lies in the open hours of a calendar, as such or as a constant."""
    return apply("is_open", calendar(clock) if isinstance(clock, Clock) else clock, moment)


def date_format_problem(written: str) -> str | None:
    """Return what is wrong with a way to write dates, or None."""
    return format_problem(written)
