"""A clock as lists of days, in which SQL finds a moment by its position: no join, no search.

A day is 24 hours counted from the first moment the clock knows. One whole number holds its open time before (29 bits)
and the start and end of one open span (17 bits each), all in seconds; a day with more spans has more in further lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from govcode.ir.clock import Clock

SECOND = 1_000_000
DAY = 86_400 * SECOND
BITS = 17
MASK = (1 << BITS) - 1
_MOST_SECONDS = 1 << 29  # seventeen years


@dataclass(frozen=True, slots=True)
class ClockDays:
    """The lists of a clock, each with one number per day; `name` tells them from those of any other clock."""

    name: str
    first: int
    lists: tuple[tuple[int, ...], ...]


def days_of(clock: Clock) -> ClockDays:
    """Return the lists of a clock, packed once."""
    return _days_of(clock.first, clock.last, clock)


@lru_cache(maxsize=32)
def _days_of(first: int, last: int, clock: Clock) -> ClockDays:  # noqa: ARG001 - equal clocks may know other years
    return clock_days(clock)


def clock_days(clock: Clock) -> ClockDays:
    """Return the lists of a clock; raise ValueError where it knows parts of days or seconds, or too many years."""
    known, edges = clock.last - clock.first, (clock.first, *clock.opens, *clock.closes)
    if known % DAY or known >= _MOST_SECONDS * SECOND or any(at % SECOND for at in edges):
        message = "a clock this long or this fine cannot be packed"
        raise ValueError(message)
    days = _days(clock)
    lists = max([1, *map(len, days)])
    packed = tuple(
        tuple(_packed(0 if layer else before, spans, layer) for before, spans in _before(days))
        for layer in range(lists)
    )
    return ClockDays(f"{clock.name} {clock.digest[:12]} {clock.first // DAY}", clock.first, packed)


def _days(clock: Clock) -> list[list[tuple[int, int]]]:
    """Return the open spans of each day, in seconds from its start."""
    days: list[list[tuple[int, int]]] = [[] for _ in range(clock.first, clock.last, DAY)]
    for start, end in zip(clock.opens, clock.closes, strict=True):
        at = start - clock.first
        while at < end - clock.first:
            day = at // DAY
            until = min(end - clock.first, (day + 1) * DAY)
            days[day].append(((at - day * DAY) // SECOND, (until - day * DAY) // SECOND))
            at = until
    return days


def _before(days: list[list[tuple[int, int]]]) -> list[tuple[int, list[tuple[int, int]]]]:
    found, total = [], 0
    for spans in days:
        found.append((total, spans))
        total += sum(end - start for start, end in spans)
    return found


def _packed(before: int, spans: list[tuple[int, int]], layer: int) -> int:
    start, end = spans[layer] if layer < len(spans) else (0, 0)
    return (before << 2 * BITS) | (start << BITS) | end
