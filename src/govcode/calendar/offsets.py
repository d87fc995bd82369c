"""How far a zone's wall clock is from UTC, as stretches of time in which the distance stays the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

SECOND = 1_000_000
# No zone has changed its clocks twice within so short a time.
_STEP = 12 * 3_600 * SECOND
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `start` up to but not including `end` (UTC) the wall clock is ahead by `offset`; all in microseconds."""

    start: int
    end: int
    offset: int


@cache
def zones() -> frozenset[str]:
    """Return the names of all time zones that can be used, less those that mean another one on each machine."""
    return frozenset(available_timezones() - {"Factory", "localtime", "posixrules"})


def stretches(zone: ZoneInfo, first: int, last: int) -> Iterator[Stretch]:
    """Yield the stretches of a zone between two moments, in order."""
    start, offset = first, _offset(zone, first)
    at = first
    while at < last:
        later = min(at + _STEP, last)
        there = _offset(zone, later)
        if there != offset:
            change = _change(zone, at, later, offset)
            yield Stretch(start, change, offset)
            start, offset = change, there
        at = later
    if start < last:
        yield Stretch(start, last, offset)


def _change(zone: ZoneInfo, before: int, after: int, offset: int) -> int:
    """Return the first full second from which the offset is another."""
    low, high = before // SECOND, -(-after // SECOND)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(zone, middle * SECOND) == offset else (low, middle)
    return high * SECOND


def _offset(zone: ZoneInfo, at: int) -> int:
    moment = (_EPOCH + timedelta(microseconds=at)).astimezone(zone)
    distance = moment.utcoffset()
    return 0 if distance is None else distance // _MICROSECOND
