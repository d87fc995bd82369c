"""Stretches of time: half-open, from the start of a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from govcode.ir.check import Period

_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3}
_DAYS = {Period.DAY: 1, Period.WEEK: 7}


def end_of(period: Period, start: datetime) -> datetime:
    """Return the first moment after a period."""
    if period in _DAYS:
        return start + timedelta(days=_DAYS[period])
    months = start.month - 1 + _MONTHS[period]
    return start.replace(year=start.year + months // 12, month=months % 12 + 1)


def gaps_filled(period: Period, counts: Sequence[tuple[tuple[Any, ...], int]]) -> Iterator[tuple[datetime, int]]:
    """Yield each period between the first and the last with its count, 0 where nothing was counted."""
    known = {values[0]: count for values, count in counts if isinstance(values[0], datetime)}
    if not known:
        return
    start, last = min(known), max(known)
    while start <= last:
        yield start, known.get(start, 0)
        start = end_of(period, start)
