"""Numbers as people write them: 63.42 %, 1,234, 12.5 h; no more digits than the data carries."""

from __future__ import annotations

import math

from govcode.ir.check import Bounds

PERCENT = "%"
NONE = "–"
_MOST_DECIMALS = 8


def count(number: int) -> str:
    """Return a whole number with its thousands apart."""
    return f"{number:,}"


def share(part: float, n: int | None = None) -> str:
    """Return a share (0..1) as a percentage: one decimal below a thousand rows, two from there on."""
    return value(part, PERCENT, n)


def part_of(part: int, whole: int) -> str:
    """Return a part of a whole as a percentage; the empty whole has none."""
    return share(part / whole, whole) if whole else NONE


def value(number: float | None, unit: str, n: int | None = None, *bounds: Bounds | None) -> str:
    """Return a value with its unit; a unit of `%` means that the value is a share (0..1).

    Decimals are added until rounding no longer moves the value across one of the bounds.
    """
    if number is None or not math.isfinite(number):
        return NONE
    shown = number * 100 if unit == PERCENT else number
    decimals = _decimals(shown, unit, n)
    while decimals < _MOST_DECIMALS and _crosses(number, shown, decimals, bounds):
        decimals += 1
    smallest = 10.0**-decimals
    if unit == PERCENT and 0 < shown < smallest / 2:
        return f"< {smallest:.{decimals}f} %"
    return with_unit(_signed(f"{shown:,.{decimals}f}"), unit)


def interval(ends: tuple[float, float], unit: str, n: int | None = None, *bounds: Bounds | None) -> str:
    """Return an interval as `low – high unit`: decimals until its ends differ and none of them crosses a bound."""
    low, high = (end * 100 if unit == PERCENT else end for end in ends)
    decimals = _decimals(max(abs(low), abs(high)), unit, n)
    while decimals < _MOST_DECIMALS and (
        (low != high and round(low, decimals) == round(high, decimals))
        or _crosses(ends[0], low, decimals, bounds)
        or _crosses(ends[1], high, decimals, bounds)
    ):
        decimals += 1
    return with_unit(f"{_signed(f'{low:,.{decimals}f}')} – {_signed(f'{high:,.{decimals}f}')}", unit)


def exact(number: float, unit: str) -> str:
    """Return a number as its author wrote it: no digits that only binary fractions need."""
    shown = number * 100 if unit == PERCENT else number
    rounded = round(shown, 9)
    text = f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.9f}".rstrip("0")
    return with_unit(_signed(text), unit)


def with_unit(text: str, unit: str) -> str:
    """Return a number's text with its unit, if there is one."""
    return f"{text} {unit}" if unit else text


def _decimals(shown: float, unit: str, n: int | None) -> int:
    if unit == PERCENT:
        return 1 if n is None or n < 1_000 else 2
    size = abs(shown)
    if size >= 1_000 or (not unit and shown == int(shown)):
        return 0
    if size >= 10:
        return 1
    if size >= 1 or size == 0:
        return 2
    return min(2 - math.floor(math.log10(size)), _MOST_DECIMALS)


def _crosses(number: float, shown: float, decimals: int, bounds: tuple[Bounds | None, ...]) -> bool:
    """Say whether the rounded value lies on the other side of a bound than the value itself."""
    rounded = round(shown, decimals)
    seen = round(rounded * number / shown, 12) if shown else number
    return any(b is not None and b.keeps(seen) != b.keeps(round(number, 12)) for b in bounds)


def _signed(text: str) -> str:
    """Return a number's text with a true minus sign, and without one before nothing but zeros."""
    if not text.startswith("-"):
        return text
    return "−" + text[1:] if any(digit in "123456789" for digit in text) else text[1:]
