"""How a column of a feed writes its moments: the words `iso`, `unix`, `unix_ms`, or a small subset of strptime.

A format has one year (`%Y`, or `%y`: 69 to 99 are 19xx), one month (`%m`, or `%b`: Jan to Dec), one `%d`, and as much
of `%H` (or `%I` with `%p`), `%M`, `%S`, `%f` as it needs. Numbers may lack leading zeros, blanks in the format stand
for one or more, and white space around the value is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TypeAlias

from govcode.expressions.moments import timestamp_of

Reader: TypeAlias = Callable[[str], datetime | None]

ISO = "iso"
UNIX = {"unix": 1_000_000, "unix_ms": 1_000}
"""The words for a count since the start of 1970 in UTC, and the microseconds of one unit; decimals may follow."""
BLANK = " \t\n\v\f\r"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIELDS = {
    "Y": "([0-9]{1,4}+)",
    "y": "([0-9]{1,2}+)",
    "m": "([0-9]{1,2}+)",
    "b": "([A-Za-z]{3})",
    "d": "([0-9]{1,2}+)",
    "H": "([0-9]{1,2}+)",
    "I": "([0-9]{1,2}+)",
    "M": "([0-9]{1,2}+)",
    "S": "([0-9]{1,2}+)",
    "f": "([0-9]{1,6}+)",
    "p": "([AaPp][Mm])",
}
_PIECE = re.compile(r"%(.)|(\s+)|([^%\s])", re.DOTALL)
_CENTURY = 69


class BadFormat(ValueError):  # noqa: N818 - raised where a format is bad, shown as a problem
    """A format of moments outside the subset."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `letters` are its fields in order, `regex` finds them as groups (Python and Java spelling)."""

    source: str
    letters: tuple[str, ...]
    regex: str


@lru_cache(maxsize=256)
def format_of(source: str) -> Format:
    """Return a checked format other than `iso`; raise BadFormat with the reason."""
    letters: list[str] = []
    regex = ""
    for field, blank, plain in _PIECE.findall(source):
        if field:
            letters.append(_known(field))
            regex += _FIELDS[field]
        else:
            regex += "[ \\t\\n\\x0b\\f\\r]+" if blank else _literal(plain)
    _complete(letters)
    if source != source.strip() or source.endswith("%"):
        message = "a format neither begins nor ends with a blank or a lone `%`"
        raise BadFormat(message)
    return Format(source, tuple(letters), regex)


def format_problem(source: str) -> str | None:
    """Return what is wrong with a way to write moments, or None."""
    if source == ISO or source in UNIX:
        return None
    try:
        format_of(source)
    except BadFormat as bad:
        return str(bad)
    return None


def _known(field: str) -> str:
    if field not in _FIELDS:
        known = ", ".join(f"%{f}" for f in _FIELDS)
        message = f"`%{field}` is not supported; a format uses {known}, or is one of the words iso, unix, unix_ms"
        raise BadFormat(message)
    return field


def _literal(char: str) -> str:
    if not char.isascii() or (char.isalnum() and char not in "TZ"):
        message = f"`{char}` cannot stand in a format; between fields stand punctuation, blanks, T or Z"
        raise BadFormat(message)
    return char if char.isalnum() else f"\\{char}"


def _complete(letters: list[str]) -> None:
    has = set(letters)
    if len(has) < len(letters) or len(has & {"Y", "y"}) != 1 or len(has & {"m", "b"}) != 1 or "d" not in has:
        message = "a format names the year, the month and the day, each field once"
        raise BadFormat(message)
    if ("I" in has) != ("p" in has) or len(has & {"H", "I"}) > 1:
        message = "`%I` and `%p` go together, without `%H`"
        raise BadFormat(message)


def read(source: str) -> Reader:
    """Return the function from text to timestamp (naive, UTC) or None that a format stands for."""
    if source == ISO:
        return lambda text: timestamp_of(text.strip(BLANK))
    wanted = format_of(source)
    compiled = re.compile(wanted.regex, re.ASCII)

    def reader(text: str) -> datetime | None:
        found = compiled.fullmatch(text.strip(BLANK))
        return _moment(dict(zip(wanted.letters, found.groups(), strict=True))) if found else None

    return reader


def _moment(fields: dict[str, str]) -> datetime | None:
    try:
        return datetime(  # noqa: DTZ001 - timestamps are naive and UTC
            _year(fields),
            MONTHS.index(fields["b"].lower()) + 1 if "b" in fields else int(fields["m"]),
            int(fields["d"]),
            _hour(fields),
            int(fields.get("M", 0)),
            int(fields.get("S", 0)),
            int(fields.get("f", "0").ljust(6, "0")),
        )
    except ValueError:
        return None


def _year(fields: dict[str, str]) -> int:
    if "Y" in fields:
        return int(fields["Y"])
    short = int(fields["y"])
    return short + (1900 if short >= _CENTURY else 2000)


def _hour(fields: dict[str, str]) -> int:
    if "I" not in fields:
        return int(fields.get("H", 0))
    hour = int(fields["I"])
    if not 1 <= hour <= 12:
        return -1
    return hour % 12 + (12 if fields["p"].lower() == "pm" else 0)
