"""Stretches of time: half-open, from the start of a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from govcode.expressions.meanings import from_zone, to_zone
from govcode.ir.limit import Period

_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3}
_DAYS = {Period.DAY: 1, Period.WEEK: 7}
_LENGTH = {Period.DAY: 1, Period.WEEK: 7, Period.MONTH: 28, Period.QUARTER: 90}  # at least so many days
# The last moment there is: 9999-12-31 is how systems write "never".
NEVER = datetime(9999, 12, 31, 23, 59, 59, 999_999)  # noqa: DTZ001 - moments inside are naive and UTC
MOST = 4_000  # periods in a row: ten years of days


def start_at(period: Period, written: object, week_starts: int = 0) -> datetime | None:
    """Return the start of the period that a date, a moment, or a text such as 2026-09, 2026-Q3 or 2026-W37 is about.

    None for anything else.
    """
    day = _day(written)
    if day is None:
        return None
    match period:
        case Period.DAY:
            first = day
        case Period.WEEK:
            first = day - timedelta(days=(day.weekday() - week_starts) % 7)
        case Period.MONTH:
            first = day.replace(day=1)
        case Period.QUARTER:
            first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return datetime(first.year, first.month, first.day)  # noqa: DTZ001 - moments inside are naive


_WRITTEN = re.compile(r"(\d{4})-(?:Q([1-4])|W(\d{2})|(\d{2})(?:-(\d{2}))?)")


def _day(written: object) -> date | None:
    if isinstance(written, date):  # a moment is one as well
        return written
    found = _WRITTEN.fullmatch(written) if isinstance(written, str) else None
    if not found:
        return None
    year, quarter, week, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        return date.fromisocalendar(year, week, 1) if week else date(year, month or 3 * quarter - 2, day or 1)
    except ValueError:
        return None


def end_of(period: Period, start: datetime) -> datetime:
    """Return the first moment after a period; the last moment there is, for a period that has no later one."""
    try:
        if period in _DAYS:
            return start + timedelta(days=_DAYS[period])
        months = start.month - 1 + _MONTHS[period]
        return start.replace(year=start.year + months // 12, month=months % 12 + 1)
    except (OverflowError, ValueError):
        return NEVER


def closing(end: datetime, maturity: int, zone: str) -> datetime:
    """Return when (UTC) a period can be judged whose end is a moment of a zone's clocks, `maturity` microseconds later.

    The last moment there is, if that is beyond it.
    """
    start = end if zone == "UTC" else from_zone(ZoneInfo(zone))(end)
    try:
        return NEVER if start is None else start + timedelta(microseconds=maturity)
    except OverflowError:
        return NEVER


def day_of(moment: datetime, zone: str) -> date:
    """Return the day on which a moment (UTC) lies in a zone."""
    shown = moment if zone == "UTC" else to_zone(ZoneInfo(zone))(moment)
    return (shown or moment).date()


def gaps_filled(period: Period, counts: Sequence[tuple[tuple[Any, ...], int]]) -> Iterator[tuple[datetime, int]]:
    """Yield each period between the first and the last with its count, 0 where nothing was counted.

    Where they lie too far apart to be what is meant, the empty ones are left out.
    """
    known = {values[0]: count for values, count in counts if isinstance(values[0], datetime)}
    if not known:
        return
    start, last = min(known), max(known)
    if (last - start).days // _LENGTH[period] > MOST:
        yield from sorted(known.items())
        return
    while start <= last:
        yield start, known.get(start, 0)
        start = end_of(period, start)
