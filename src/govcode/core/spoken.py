"""Durations and dates as people say them, for the message that tells how they are written here."""

from __future__ import annotations

import re
from datetime import date

_UNITS = {
    **dict.fromkeys(("s", "sec", "second"), (1, "s")),
    **dict.fromkeys(("m", "min", "minute"), (1, "m")),
    **dict.fromkeys(("h", "hr", "hour"), (1, "h")),
    **dict.fromkeys(("d", "day"), (1, "d")),
    **dict.fromkeys(("w", "wk", "week"), (1, "w")),
    "month": (30, "d"),
    "quarter": (90, "d"),
    "year": (365, "d"),
}
_MOST = 99_999
_COUNTED = re.compile(r"\s*(\d{1,5})\s*([a-z]+)\s*", re.ASCII)
_YEAR_FIRST = re.compile(r"\s*(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*", re.ASCII)
_YEAR_LAST = re.compile(r"\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})\s*", re.ASCII)


def spoken_duration(text: str) -> str | None:
    """Return `2h` for `2 hours` and `90d` for `3 months` (30 days each), or None."""
    found = _COUNTED.fullmatch(text.lower())
    if found is None:
        return None
    word = found[2].removesuffix("s") if len(found[2]) > 2 else found[2]  # `ms` are no minutes
    times, unit = _UNITS.get(word, (0, ""))
    count = int(found[1]) * times
    return f"{count}{unit}" if times and count <= _MOST else None


def possible_dates(text: str) -> tuple[date, ...]:
    """Return the days that `2026/10/1`, `1/10/2026` or `1.10.2026` can mean, day before month first."""
    if found := _YEAR_FIRST.fullmatch(text):
        readings = [(found[1], found[2], found[3])]
    elif found := _YEAR_LAST.fullmatch(text):
        readings = [(found[3], found[2], found[1]), (found[3], found[1], found[2])]
    else:
        return ()
    return tuple(dict.fromkeys(day for y, m, d in readings if (day := _day(int(y), int(m), int(d)))))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
