"""What each operation gives, in plain Python: the reference every engine has to equal.

These functions take values that are not null; what they cannot say they answer with None.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import re2

from govcode.calendar.asking import elapsed as open_time
from govcode.calendar.asking import is_open
from govcode.expressions.formats import BLANK, read
from govcode.expressions.moments import INT64, SECOND
from govcode.expressions.patterns import pattern
from govcode.ir.clock import Clock
from govcode.ir.expression import Value

_MICROSECOND = timedelta(microseconds=1)
_SMALL, _CAPITAL = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LOWER, _UPPER = str.maketrans(_CAPITAL, _SMALL), str.maketrans(_SMALL, _CAPITAL)
_WORD = re.compile(r"[^ \t\n\v\f\r]+")
NUMBER_LENGTH = 200
NUMBER = r"[+-]?(?:[0-9]+(?:{mark}[0-9]*)?|{mark}[0-9]+)(?:[eE][+-]?[0-9]{{1,2}})?"
"""The spelling of a number, to be completed with its decimal mark as a regular expression; always finite."""
INTEGER = r"[+-]?[0-9]+(?:\.0*)?"
_INTEGER = re.compile(INTEGER)
_LAST_NUMBER = re.compile(r"(?:^|[^0-9])([0-9]{1,15})\Z")
CLOCK = r"[0-9]{1,6}:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?"
"""The spelling of a duration as hours, minutes and perhaps seconds."""
_CLOCK = re.compile(CLOCK)


def finite(value: float) -> float | None:
    """Return the number, or None where it is infinite or undefined."""
    return value if math.isfinite(value) else None


def fits(value: int) -> int | None:
    """Return the integer, or None outside 64 bits."""
    return value if -INT64 - 1 <= value <= INT64 else None


def half_away(value: float) -> float:
    """Return the nearest whole number, halves away from zero, exactly."""
    size = abs(value)
    whole = math.floor(size)
    return math.copysign(whole + 1.0 if size - whole >= 0.5 else float(whole), value)


def rounded(value: float, digits: int = 0) -> float:
    """Return `half_away(value * 10^digits) / 10^digits` in doubles; the value itself where that overflows."""
    shift = 10.0**digits
    shifted = value * shift
    return half_away(shifted) / shift if math.isfinite(shifted) else value


def divide(a: float, b: float) -> float | None:
    """Return the quotient; None by zero."""
    return finite(a / b) if b else None


def microseconds(value: float | None) -> int | None:
    """Return a number as a duration, rounded to the microsecond, halves away from zero."""
    return None if value is None or not math.isfinite(value) else fits(int(half_away(value)))


def nearest_integer(value: float) -> int | None:
    """Return the nearest whole number, halves away from zero, or None outside 64 bits."""
    return fits(int(half_away(value)))


def later(moment: datetime, by: int) -> datetime | None:
    """Return the moment so many microseconds later, or None outside years 1 to 9999."""
    try:
        return moment + timedelta(microseconds=by)
    except OverflowError:
        return None


def elapsed(a: datetime, b: datetime) -> int:
    """Return the microseconds from `b` to `a`."""
    return (a - b) // _MICROSECOND


def _midnight(value: date) -> datetime:
    return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - timestamps are naive and UTC


def _quarter_start(moment: datetime) -> datetime:
    return _midnight(date(moment.year, (moment.month - 1) // 3 * 3 + 1, 1))


def to_integer(text: str) -> int | None:
    """Return the integer a text spells (`12`, `-7`, `4.0`) within 64 bits, white space around it ignored."""
    core = text.strip(BLANK)
    if len(text) > NUMBER_LENGTH or not _INTEGER.fullmatch(core):
        return None
    return fits(int(core.partition(".")[0]))


def to_duration(text: str) -> int | None:
    """Return the microseconds of `hh:mm` or `hh:mm:ss`, white space around it ignored; hours may be many."""
    core = text.strip(BLANK)
    if len(text) > NUMBER_LENGTH or not _CLOCK.fullmatch(core):
        return None
    hours, minutes, seconds = (*core.split(":"), "0")[:3]
    return (int(hours) * 3_600 + int(minutes) * 60) * SECOND + int(half_away(float(seconds) * SECOND))


def last_number(text: str) -> int | None:
    """Return the number that the digits at the end of a text write; null for none, or for more than fifteen."""
    found = _LAST_NUMBER.search(text)
    return int(found[1]) if found else None


@lru_cache(maxsize=16)
def _number(mark: str) -> re.Pattern[str]:
    return re.compile(NUMBER.format(mark=re.escape(mark)))


def to_number(mark: str) -> Callable[[str], float | None]:
    """Return the function from text to number for a decimal mark (`.` or `,`), white space around it ignored.

    Texts beyond 200 characters and exponents beyond two digits are no numbers.
    """
    spelling = _number(mark)

    def reader(text: str) -> float | None:
        core = text.strip(BLANK)
        if len(text) > NUMBER_LENGTH or not spelling.fullmatch(core):
            return None
        return float(core.replace(mark, "."))

    return reader


def to_zone(zone: ZoneInfo) -> Callable[[datetime], datetime | None]:
    """Return the function from UTC to the wall clock of a zone."""

    def shift(moment: datetime) -> datetime | None:
        try:
            return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
        except (OverflowError, ValueError):
            return None

    return shift


def from_zone(zone: ZoneInfo) -> Callable[[datetime], datetime | None]:
    """Return the function from the wall clock of a zone to UTC.

    A time that occurs twice is the earlier moment; one that the clock skips is as long after the change as it says.
    """

    def shift(moment: datetime) -> datetime | None:
        try:
            return moment.replace(tzinfo=zone, fold=0).astimezone(UTC).replace(tzinfo=None)
        except (OverflowError, ValueError):
            return None

    return shift


def like(wanted: str) -> Callable[[str], bool]:
    """Return the test of a LIKE pattern: `%` is any text, `_` any one character, nothing else is special."""
    parts = {"%": ".*", "_": "."}
    compiled = re.compile("".join(parts.get(char) or re.escape(char) for char in wanted), re.DOTALL)
    return lambda text: compiled.fullmatch(text) is not None


def matches(source: str) -> Callable[[str], bool]:
    """Return the search for a regular expression."""
    # RE2, not `re`: no pattern of an author can make a run endless, and DuckDB uses it too.
    compiled = re2.compile(pattern(source).re2)
    return lambda text: compiled.search(text) is not None


# Functions of values that are all present; the values' types follow from the signature.
STRICT: dict[str, Callable[..., Any]] = {
    "not": lambda a: not a,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "+": lambda a, b: finite(a + b),
    "-": lambda a, b: finite(a - b),
    "*": lambda a, b: finite(a * b),
    "/": divide,
    "negate": lambda a: -a,
    "as_number": float,
    "as_timestamp": _midnight,
    "duration_plus": lambda a, b: fits(a + b),
    "duration_minus": lambda a, b: fits(a - b),
    "duration_times": lambda a, b: microseconds(a * b),
    "duration_over": lambda a, b: microseconds(divide(a, b)),
    "duration_ratio": lambda a, b: divide(float(a), float(b)),
    "duration_negate": lambda a: fits(-a),
    "duration_abs": lambda a: fits(abs(a)),
    "later": later,
    "earlier": lambda moment, by: later(moment, -by),
    "elapsed": elapsed,
    "abs": abs,
    "ceil": lambda a: float(math.ceil(a)),
    "floor": lambda a: float(math.floor(a)),
    "round": rounded,
    "concat": lambda *texts: "".join(texts),
    "contains": lambda text, part: part in text,
    "replace": lambda text, part, other: text.replace(part, other) if part else text,
    "starts_with": lambda text, part: text.startswith(part),
    "ends_with": lambda text, part: text.endswith(part),
    "length": len,
    "lower": lambda text: text.translate(_LOWER),
    "upper": lambda text: text.translate(_UPPER),
    "trim": lambda text: text.strip(BLANK),
    "words": lambda text: len(_WORD.findall(text)),
    "date": lambda moment: moment.date(),
    "hour": lambda moment: moment.hour,
    "weekday": lambda moment: moment.isoweekday(),
    "day_start": lambda moment: datetime.combine(moment, time()),
    "week_start": lambda moment: _midnight(moment) - timedelta(days=moment.weekday()),
    "month_start": lambda moment: _midnight(moment.replace(day=1)),
    "quarter_start": _quarter_start,
    "days": lambda a: float(a) / 86_400_000_000.0,
    "hours": lambda a: float(a) / 3_600_000_000.0,
    "minutes": lambda a: float(a) / 60_000_000.0,
    "nearest_integer": nearest_integer,
    "to_duration": to_duration,
    "last_number": last_number,
    "to_integer": to_integer,
}

# Functions that are prepared with their second argument, a constant.
PREPARED: dict[str, Callable[[str], Callable[[Any], Value]]] = {
    "like": like,
    "matches": matches,
    "to_date": lambda source: _then_date(read(source)),
    "to_timestamp": read,
    "to_number": to_number,
    "to_zone": lambda zone: to_zone(ZoneInfo(zone)),
    "from_zone": lambda zone: from_zone(ZoneInfo(zone)),
}

# Functions that are prepared with their first argument, a calendar.
CLOCKED: dict[str, Callable[[Clock], Callable[..., Any]]] = {
    "business_time": lambda clock: lambda start, end: open_time(clock, start, end),
    "is_open": lambda clock: lambda moment: is_open(clock, moment),
}


def _then_date(reader: Callable[[str], datetime | None]) -> Callable[[str], date | None]:
    def day(text: str) -> date | None:
        moment = reader(text)
        return None if moment is None else moment.date()

    return day
