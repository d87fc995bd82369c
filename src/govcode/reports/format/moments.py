"""Moments and periods as people write them: 2026-09-28, week of 28 Sep 2026, Sep 2026, Q3 2026."""

from __future__ import annotations

from datetime import datetime, timedelta

from govcode.ir.check import Claim, Limit, Period, Rows, Score

# Written out, because the names that the system knows follow the reader's locale.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = timedelta(days=1)
WEEK = "week of "


def moment(at: datetime) -> str:
    """Return a date, and the time of day where it is not midnight."""
    if at.hour or at.minute or at.second or at.microsecond:
        return f"{at:%Y-%m-%d %H:%M}" + (f" {at:%Z}" if at.tzinfo else "")
    return f"{at:%Y-%m-%d}"


def short_day(at: datetime, *, year: bool = False) -> str:
    """Return a day for the axis of a chart: 28 Sep, or 28 Sep 2026."""
    return f"{at.day} {_MONTHS[at.month - 1]}" + (f" {at.year}" if year else "")


def period(stretch: tuple[datetime, datetime], limit: Limit | None = None) -> str:
    """Return a half-open stretch of time in the words of its kind; the kind is the limit's, or seen by its length."""
    start, end = stretch
    match _kind(stretch, limit):
        case Period.DAY:
            return f"{start:%Y-%m-%d}"
        case Period.WEEK:
            return f"{WEEK}{short_day(start, year=True)}"
        case Period.MONTH:
            return f"{_MONTHS[start.month - 1]} {start.year}"
        case Period.QUARTER:
            return f"Q{(start.month + 2) // 3} {start.year}"
        case None:
            return f"{moment(start)} to {moment(end - _DAY if _whole_days(stretch) else end)}"


def _kind(stretch: tuple[datetime, datetime], limit: Limit | None) -> Period | None:
    if isinstance(limit, Rows | Score) and limit.period is not None:
        return limit.period
    if isinstance(limit, Claim):
        return limit.readings[0].score.period
    start, end = stretch
    return {_DAY: Period.DAY, 7 * _DAY: Period.WEEK}.get(end - start)


def _whole_days(stretch: tuple[datetime, datetime]) -> bool:
    return all(moment(at) == f"{at:%Y-%m-%d}" for at in stretch)
