"""What a clock says about moments: naive, in UTC."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime, timedelta

from govcode.ir.clock import Clock

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - moments are naive and UTC
_MICROSECOND = timedelta(microseconds=1)


def elapsed(clock: Clock, start: datetime, end: datetime) -> int | None:
    """Return the open time between two moments in microseconds; None where the clock does not know one of them.

    It is negative if the end lies before the start.
    """
    until_start, until_end = _open_until(clock, _at(start)), _open_until(clock, _at(end))
    return None if until_start is None or until_end is None else until_end - until_start


def is_open(clock: Clock, moment: datetime) -> bool | None:
    """Return whether the clock is open at a moment; None where it does not know."""
    at = _at(moment)
    if not clock.first <= at < clock.last:
        return None
    place = bisect_right(clock.opens, at) - 1
    return place >= 0 and at < clock.closes[place]


def _open_until(clock: Clock, at: int) -> int | None:
    if not clock.first <= at < clock.last:
        return None
    place = bisect_right(clock.opens, at) - 1
    return clock.before[place] + min(at, clock.closes[place]) - clock.opens[place] if place >= 0 else 0


def _at(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND
