"""Moments as whole UTC seconds, and the period a drop covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

MINUTE = 60
HOUR = 3_600
DAY = 86_400
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open stretch of time, in UTC seconds; nothing after `end` has been delivered."""

    start: int
    end: int

    @property
    def days(self) -> int:
        """Return the length in days."""
        return (self.end - self.start) // DAY


def period(last_day: date, weeks: int) -> Period:
    """Return the period of `weeks` whole weeks that ends with `last_day`."""
    end = midnight(last_day) + DAY
    return Period(end - weeks * 7 * DAY, end)


def midnight(day: date) -> int:
    """Return the first second of a day."""
    return (day.toordinal() - _EPOCH) * DAY


@lru_cache(maxsize=4096)
def _date(day: int) -> str:
    return date.fromordinal(day + _EPOCH).isoformat()


def day_of(at: int) -> str:
    """Return the UTC date of a moment, `2026-09-01`."""
    return _date(at // DAY)


def stamp(at: int) -> str:
    """Return a moment as `2026-09-01T10:20:30Z`."""
    day, rest = divmod(at, DAY)
    hour, rest = divmod(rest, HOUR)
    minute, second = divmod(rest, MINUTE)
    return f"{_date(day)}T{hour:02}:{minute:02}:{second:02}Z"


def maybe_stamp(at: int | None) -> str | None:
    """Return a moment as text, None if there is none."""
    return None if at is None else stamp(at)


def moment(text: str) -> int:
    """Return the UTC second that `stamp` wrote."""
    return int(datetime.fromisoformat(text).astimezone(UTC).timestamp())
