"""Stretches of time: half-open, from the start of a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from govcode.ir.check import Period

_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3}
_DAYS = {Period.DAY: 1, Period.WEEK: 7}
_LENGTH = {Period.DAY: 1, Period.WEEK: 7, Period.MONTH: 28, Period.QUARTER: 90}  # at least so many days
# The last moment there is: 9999-12-31 is how systems write "never".
NEVER = datetime(9999, 12, 31, 23, 59, 59, 999_999)  # noqa: DTZ001 - moments inside are naive and UTC
MOST = 4_000  # periods in a row: ten years of days


def end_of(period: Period, start: datetime) -> datetime:
    """Return the first moment after a period; the last moment there is, for a period that has no later one."""
    try:
        if period in _DAYS:
            return start + timedelta(days=_DAYS[period])
        months = start.month - 1 + _MONTHS[period]
        return start.replace(year=start.year + months // 12, month=months % 12 + 1)
    except (OverflowError, ValueError):
        return NEVER


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
