"""What a calendar says, in plain values: days of the week, spans of minutes, stretches of closed days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_MINUTES = 1_440
Span: TypeAlias = tuple[int, int]  # minutes of a day, from the first up to but not including the last, 0 to 1,440
Week: TypeAlias = tuple[tuple[Span, ...], ...]  # seven days, Monday first, each with its spans in order


@dataclass(frozen=True, slots=True)
class Timetable:
    """The week that holds from a local day on; None is from the beginning."""

    first: date | None
    week: Week


@dataclass(frozen=True, slots=True)
class Closures:
    """The closed local days: a country's holidays but for those worked, and stretches with both ends included."""

    country: str | None = None
    subdivision: str | None = None
    stretches: tuple[tuple[date, date], ...] = ()
    worked: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class BusinessHours:
    """A calendar as it is promised: timetables in the order of their first days."""

    name: str
    zone: str
    timetables: tuple[Timetable, ...]
    closures: Closures


def days_of(written: str) -> tuple[int, ...]:
    """Return the days of `mon` or `sat-mon`, 0 for Monday, in order."""
    first, _, last = written.partition("-")
    start, end = DAYS.index(first), DAYS.index(last or first)
    return tuple((start + i) % 7 for i in range((end - start) % 7 + 1))


def span_of(written: str) -> Span:
    """Return `08:30-18:00` in minutes; an end at or before the start lies on the next day and is given past 1,440."""
    start, end = map(_minutes, written.split("-"))
    return (start, end) if end > start else (start, end + DAY_MINUTES)


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def pieces(day: int, span: Span) -> tuple[tuple[int, Span], ...]:
    """Return a span as parts of single days: what lies past midnight is an hour of the next day like any other."""
    start, end = span
    if end <= DAY_MINUTES:
        return ((day, span),)
    parts = ((day, (start, DAY_MINUTES)), ((day + 1) % 7, (0, end - DAY_MINUTES)))
    return tuple(part for part in parts if part[1][0] < part[1][1])


def week_of(spans: Iterable[tuple[int, Span]]) -> Week:
    """Return the week in which each of (day, span) is open."""
    days: list[list[Span]] = [[] for _ in DAYS]
    for day, span in spans:
        for on, part in pieces(day, span):
            days[on].append(part)
    return tuple(tuple(sorted(day)) for day in days)
