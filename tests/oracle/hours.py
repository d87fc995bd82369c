"""The support hours of the reference pack and the days of Amsterdam, written down by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WEEKDAY, SATURDAY = (time(8), time(20)), (time(9), time(17))
# Good Friday and Easter; there is no other holiday in the weeks of the logs.
CLOSED = {date(2026, 4, 3), date(2026, 4, 5), date(2026, 4, 6)}


def to_utc(local: datetime) -> datetime:
    """Return a moment of the clocks in Amsterdam as a moment in UTC."""
    return local.replace(tzinfo=AMSTERDAM).astimezone(UTC).replace(tzinfo=None)


def to_local(moment: datetime) -> datetime:
    """Return what the clocks in Amsterdam show at a moment in UTC."""
    return moment.replace(tzinfo=UTC).astimezone(AMSTERDAM).replace(tzinfo=None)


def hours_of(day: date) -> tuple[datetime, datetime] | None:
    """Return from when until when (UTC) support is open on a day, or None."""
    if day in CLOSED or day.weekday() == 6:
        return None
    opens, closes = SATURDAY if day.weekday() == 5 else WEEKDAY
    return to_utc(datetime.combine(day, opens)), to_utc(datetime.combine(day, closes))


def open_time(start: datetime | None, end: datetime | None) -> timedelta | None:
    """Return the open time between two moments, day by day; negative if they are the wrong way round."""
    if start is None or end is None:
        return None
    if end < start:
        back = open_time(end, start)
        return None if back is None else -back
    total, day = timedelta(), start.date() - timedelta(days=1)
    while day <= end.date() + timedelta(days=1):
        hours = hours_of(day)
        if hours is not None:
            total += max(min(end, hours[1]) - max(start, hours[0]), timedelta())
        day += timedelta(days=1)
    return total


def is_open(moment: datetime) -> bool:
    """Say whether support is open at a moment."""
    hours = hours_of(to_local(moment).date())
    return hours is not None and hours[0] <= moment < hours[1]


def day_ends(first: datetime, last: datetime) -> list[tuple[date, datetime]]:
    """Return the days of Amsterdam that end from one moment to another, both included, with the end of each."""
    day, found = to_local(first).date() - timedelta(days=2), list[tuple[date, datetime]]()
    while day <= last.date() + timedelta(days=1):
        end = to_utc(datetime.combine(day + timedelta(days=1), time()))
        if first <= end <= last:
            found.append((day, end))
        day += timedelta(days=1)
    return found
