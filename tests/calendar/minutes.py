"""Business time counted minute by minute: slow, and too simple to be wrong in the same way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from govcode.calendar.hours import BusinessHours, Closures, Timetable, days_of, span_of, week_of

MINUTE = timedelta(minutes=1)
MICROSECONDS = 60_000_000


def calendar(
    zone: str,
    *weeks: tuple[str | None, dict[str, list[str]]],
    closed: list[tuple[str, str]] | None = None,
    country: str | None = None,
    worked: tuple[str, ...] = (),
) -> BusinessHours:
    """Return a calendar from words as they stand in a document."""
    timetables = tuple(
        Timetable(
            None if first is None else date.fromisoformat(first),
            week_of((day, span_of(span)) for days, spans in week.items() for day in days_of(days) for span in spans),
        )
        for first, week in weeks
    )
    stretches = tuple((date.fromisoformat(start), date.fromisoformat(end)) for start, end in closed or [])
    closures = Closures(country, None, stretches, tuple(map(date.fromisoformat, worked)))
    return BusinessHours("hours", zone, timetables, closures)


def counted(hours: BusinessHours, start: datetime, end: datetime) -> int:
    """Return the open minutes between two full minutes, in microseconds."""
    if end < start:
        return -counted(hours, end, start)
    opens = walked(hours)
    minutes = int((end - start) / MINUTE)
    return MICROSECONDS * sum(opens(start + i * MINUTE) for i in range(minutes))


def walked(hours: BusinessHours) -> Callable[[datetime], bool]:
    """Return what says of a full minute whether the wall clock shows an open one."""
    zone = ZoneInfo(hours.zone)
    words = _minutes(hours)

    def opens(moment: datetime) -> bool:
        wall = moment.replace(tzinfo=UTC).astimezone(zone)
        today = wall.date()
        if any(start <= today <= end for start, end in hours.closures.stretches):
            return False
        held = [i for i, timetable in enumerate(hours.timetables) if (timetable.first or date.min) <= today]
        return bool(held) and wall.hour * 60 + wall.minute in words[held[-1]][today.weekday()]

    return opens


def _minutes(hours: BusinessHours) -> list[list[frozenset[int]]]:
    return [
        [frozenset(minute for start, end in day for minute in range(start, end)) for day in timetable.week]
        for timetable in hours.timetables
    ]
