"""Promised hours become a clock: wall-clock spans of local days, seen from UTC.

A moment is open if the wall clock shows a time inside the hours of its local day. So an hour that the clocks skip in
spring is not there, an hour that they show twice in autumn counts twice, and a closed day is closed from midnight to
midnight, whichever day a span began on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from govcode.calendar.hours import BusinessHours, Closures, Timetable
from govcode.calendar.offsets import SECOND, Stretch, stretches
from govcode.calendar.public_holidays import public_holidays
from govcode.ir.clock import Clock

YEARS_BEFORE, YEARS_AFTER = 10, 3
MINUTE, DAY = 60 * SECOND, 86_400 * SECOND
_EPOCH = date(1970, 1, 1)


def clock_of(hours: BusinessHours, year: int) -> Clock:
    """Return the clock of a calendar for the ten years before a year and the three after it.

    It knows nothing outside them, before the first timetable, or in years whose holidays nobody knows.
    """
    zone = ZoneInfo(hours.zone)
    first, last = date(year - YEARS_BEFORE, 1, 1), date(year + YEARS_AFTER + 1, 1, 1)
    closed = frozenset[date]()
    if hours.closures.country is not None:
        book = public_holidays(hours.closures.country, hours.closures.subdivision, first.year, last.year)
        low, high = book.known or (last.year, first.year)
        first, last, closed = max(first, date(low, 1, 1)), min(last, date(high + 1, 1, 1)), book.days
    starts = hours.timetables[0].first
    begin, end = _local(zone, max(first, starts or first)), _local(zone, last)
    known = (begin, begin + max(0, end - begin) // DAY * DAY)  # whole days of 24 hours, for engines that count them
    local = merged(_open(hours.timetables, first, last, _closed(hours.closures, closed)))
    utc = merged(_in_utc(local, stretches(zone, *known))) if known[0] < known[1] else []
    digest = sha256(repr(hours).encode()).hexdigest()[:32]
    return Clock(hours.name, hours.zone, digest, *known, tuple(start for start, _ in utc), tuple(end for _, end in utc))


def unknown_clock(name: str) -> Clock:
    """Return the clock of a calendar whose hours cannot be told: it knows nothing."""
    return Clock(name, "UTC", f"unknown {name}", 0, 0, (), ())


def _local(zone: ZoneInfo, day: date) -> int:
    """Return the first moment of a local day."""
    wall = _wall(day)
    around = list(stretches(zone, wall - 2 * DAY, wall + 2 * DAY))
    for stretch in around:
        if stretch.end + stretch.offset > wall:
            return max(stretch.start, wall - stretch.offset)
    return wall


def _wall(day: date) -> int:
    return (day - _EPOCH).days * DAY


def _closed(closures: Closures, holidays: frozenset[date]) -> frozenset[date]:
    apart = {day for start, end in closures.stretches for day in _days(start, end + timedelta(days=1))}
    return (holidays - frozenset(closures.worked)) | apart


def _days(start: date, end: date) -> Iterator[date]:
    for i in range((end - start).days):
        yield start + timedelta(days=i)


def _open(
    timetables: tuple[Timetable, ...], first: date, last: date, closed: frozenset[date]
) -> Iterator[tuple[int, int]]:
    """Yield the open spans of local days as the wall clock shows them, in order."""
    begins = [timetable.first or date.min for timetable in timetables]
    for day in _days(first - timedelta(days=2), last + timedelta(days=2)):
        place = bisect_right(begins, day) - 1
        if place < 0 or day in closed:
            continue
        midnight = _wall(day)
        for start, end in timetables[place].week[day.weekday()]:
            yield midnight + start * MINUTE, midnight + end * MINUTE


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in ascending order, those that touch or overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _in_utc(local: list[tuple[int, int]], parts: Iterable[Stretch]) -> Iterator[tuple[int, int]]:
    """Yield what a wall clock shows open, stretch by stretch of a constant distance from UTC."""
    ends = [end for _, end in local]
    for part in parts:
        low, high = part.start + part.offset, part.end + part.offset
        for start, end in local[bisect_right(ends, low) :]:
            if start >= high:
                break
            yield max(start, low) - part.offset, min(end, high) - part.offset
