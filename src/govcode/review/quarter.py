"""Quarters, their months and their weeks; days are the project's, stretches are half-open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

_WRITTEN = re.compile(r"(\d{4})-?Q([1-4])")
WEEK = timedelta(days=7)


class Stretch(NamedTuple):
    """From the first day up to, not including, `end`."""

    start: date
    end: date


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a calendar year; `number` is 1 to 4."""

    year: int
    number: int

    def __str__(self) -> str:
        """Return it as 2026Q3."""
        return f"{self.year}Q{self.number}"

    @property
    def start(self) -> date:
        """Return the first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        """Return the first day of the next quarter."""
        return self.plus(1).start

    @property
    def months(self) -> tuple[Stretch, Stretch, Stretch]:
        """Return its three months."""
        first = 3 * self.number - 2
        starts = [date(self.year, first + i, 1) for i in range(3)]
        return Stretch(starts[0], starts[1]), Stretch(starts[1], starts[2]), Stretch(starts[2], self.end)

    @property
    def weeks(self) -> tuple[Stretch, ...]:
        """Return the weeks, from Monday on, that begin in it."""
        return _weeks(self)

    def plus(self, quarters: int) -> Quarter:
        """Return the quarter so many later, or earlier for a negative number."""
        place = 4 * self.year + self.number - 1 + quarters
        return Quarter(place // 4, place % 4 + 1)

    def has(self, day: date) -> bool:
        """Say whether a day lies in it."""
        return self.start <= day < self.end


def quarter_of(written: str) -> Quarter | None:
    """Return the quarter that is written as 2026Q3 or 2026-Q3, or None."""
    found = _WRITTEN.fullmatch(written.strip().upper())
    return Quarter(int(found[1]), int(found[2])) if found else None


@cache
def _weeks(quarter: Quarter) -> tuple[Stretch, ...]:
    first = quarter.start + timedelta(days=-quarter.start.weekday() % 7)
    count = -((first - quarter.end) // WEEK)
    return tuple(Stretch(first + i * WEEK, first + (i + 1) * WEEK) for i in range(count))


def mondays_of(stretch: Stretch) -> tuple[date, ...]:
    """Return the first days of the weeks that begin in a stretch; of a shorter one, of the week in which it lies."""
    first = stretch.start + timedelta(days=-stretch.start.weekday() % 7)
    if first >= stretch.end:
        return (first - WEEK,)
    count = -((first - stretch.end) // WEEK)
    return tuple(first + i * WEEK for i in range(count))
