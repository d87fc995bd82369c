"""Durations, dates and timestamps as authors write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from fractions import Fraction

SECOND = 1_000_000
INT64 = 2**63 - 1
_FACTORS = {
    ("w", "week", "weeks"): 604_800 * SECOND,
    ("d", "day", "days"): 86_400 * SECOND,
    ("h", "hour", "hours"): 3_600 * SECOND,
    ("m", "min", "minute", "minutes"): 60 * SECOND,
    ("s", "sec", "second", "seconds"): SECOND,
    ("ms", "millisecond", "milliseconds"): 1_000,
    ("us", "microsecond", "microseconds"): 1,
}
UNITS = {name: size for names, size in _FACTORS.items() for name in names}
_BARE = (("w", UNITS["w"]), ("d", UNITS["d"]), ("h", UNITS["h"]), ("m", UNITS["m"]), ("s", UNITS["s"]))
_PART = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([A-Za-z]+)\s*", re.ASCII)

YEAR = r"(?:[0-9]{3}[1-9]|[0-9]{2}[1-9][0-9]|[0-9][1-9][0-9]{2}|[1-9][0-9]{3})"
"""Four digits that are a year from 0001 to 9999."""
_DAY = YEAR + r"-[0-9]{2}-[0-9]{2}"
_CLOCK = r"[ T](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?"
ISO_PLAIN = rf"{_DAY}(?:{_CLOCK}Z?)?"
"""A date, or a date and a time in UTC."""
ISO_OFFSET = rf"{_DAY}{_CLOCK}[+-](?:0[0-9]|1[0-4]):?[0-5][0-9]"
"""A date and a time with its distance from UTC."""
_ISO = re.compile(rf"{ISO_PLAIN}|{ISO_OFFSET}", re.ASCII)


def duration_of(text: str) -> int | None:
    """Return the microseconds of `1 day 2 hours`, `30m` or `4h30m`; None where it is no duration.

    A part may have decimals as long as it comes out at whole microseconds. Months and years have no fixed length.
    """
    position, total = 0, Fraction(0)
    while position < len(text):
        part = _PART.match(text, position)
        if part is None or part[2].lower() not in UNITS:
            return None
        total += Fraction(part[1]) * UNITS[part[2].lower()]
        position = part.end()
    if position == 0 or total.denominator != 1 or total > INT64:
        return None
    return int(total)


def duration_text(microseconds: int) -> str:
    """Return the shortest text that `duration_of` and the grammar read back: `4h`, or `interval '5 us'`."""
    if microseconds < 0:
        return f"-{duration_text(-microseconds)}"
    for unit, size in _BARE:
        if microseconds and microseconds % size == 0:
            return f"{microseconds // size}{unit}"
    return "0s" if microseconds == 0 else f"interval '{microseconds} us'"


def date_of(text: str) -> date | None:
    """Return the day of `YYYY-MM-DD`, or None."""
    if len(text) != len("YYYY-MM-DD") or not _ISO.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def timestamp_of(text: str) -> datetime | None:
    """Return the moment of an ISO date and time, naive in UTC, or None.

    It reads `YYYY-MM-DD`, `YYYY-MM-DD[T ]HH:MM[:SS[.ffffff]]`, each time optionally followed by `Z` or `±HH[:]MM`.
    """
    if not _ISO.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
