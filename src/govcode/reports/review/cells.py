"""Cells and texts that several sections are made of: values, limits, days, names and links."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from govcode.history.record import Definition, Limits
from govcode.ir.limit import Bounds
from govcode.reports.format import numbers
from govcode.reports.format.moments import moment
from govcode.reports.format.words import plural, prose, visible
from govcode.reports.review.blocks import Cell, Tone
from govcode.review.quarter import Quarter, Stretch

__all__ = ["NOTHING", "SHARED", "definition_anchor", "moment", "plural", "prose", "visible"]

NOTHING = Cell("–")
SHARED = "not told by vendor"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
OUTCOMES: dict[str, tuple[str, Tone]] = {
    "pass": ("kept", Tone.GOOD),
    "fail": ("broken", Tone.BAD),
    "inconclusive": ("inconclusive", Tone.UNKNOWN),
    "immature": ("not yet due", Tone.WATCH),
    "no_data": ("no data", Tone.UNKNOWN),
    "error": ("error", Tone.UNKNOWN),
}


def definition_anchor(check: str) -> str:
    """Return the name of the row that defines a check, in appendix C."""
    return f"definition-{check}"


def check_cell(check: str, title: str | None = None) -> Cell:
    """Return a check that leads to its definition, its id below its title."""
    note = visible(check) if title else None
    return Cell(visible(title or check), value=check, href=definition_anchor(check), note=note)


def amount(value: float | None, unit: str | None, n: int | None = None, *limits: Limits | None) -> str:
    """Return a value with its unit, with as many digits as keep it on its side of the limits."""
    return numbers.value(value, unit or "", n, *(bounds(limit) for limit in limits))


def ends(interval: tuple[float, float] | None, unit: str | None, n: int | None = None) -> str:
    """Return an interval, or a dash."""
    return numbers.interval(interval, unit or "", n) if interval else numbers.NONE


def bounds(limit: Limits | None) -> Bounds | None:
    """Return recorded limits as the bounds that number texts know."""
    return Bounds(limit.low, limit.high) if limit else None


def limit_cell(limit: Limits | None, unit: str | None) -> Cell:
    """Return a limit: ≥ 80 %, ≤ 2 h, or both."""
    if limit is None:
        return NOTHING
    both = (("≥", limit.low), ("≤", limit.high))
    told = [f"{sign} {numbers.exact(end, unit or '')}" for sign, end in both if end is not None]
    return Cell(", ".join(told), limit.low if limit.low is not None else limit.high)


def difference(by: float, unit: str | None) -> str:
    """Return a difference with its sign; of shares, in percentage points."""
    if unit == numbers.PERCENT:
        told = f"{abs(by) * 100:.2f}"
        return f"{'' if told == '0.00' else '−' if by < 0 else '+'}{told} points"
    told = numbers.value(by, unit or "")
    return told if told.startswith("−") else f"+{told}"


def share(part: float) -> str:
    """Return a part of a whole as a percentage."""
    return numbers.share(part)


def day_cell(day: date | None) -> Cell:
    """Return a day, sorted by its date."""
    return Cell(day.isoformat(), day.isoformat()) if day else NOTHING


def month(day: date) -> str:
    """Return a month: Sep 2026."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def period(stretch: Stretch) -> str:
    """Return a stretch of whole days as people name it: a quarter, a month, a week, or its first and last day."""
    start, last = stretch.start, stretch.end - timedelta(days=1)
    quarter = Quarter(start.year, (start.month + 2) // 3)
    if (start, stretch.end) == (quarter.start, quarter.end):
        return str(quarter)
    if stretch in quarter.months:
        return f"{_MONTHS[start.month - 1]} {start.year}"
    if start.weekday() == 0 and last - start == timedelta(days=6):
        return f"week of {start.isoformat()}"
    return start.isoformat() if start == last else f"{start.isoformat()} to {last.isoformat()}"


def number_cell(number: int | None, tone: Tone = Tone.PLAIN) -> Cell:
    """Return a whole number; a dash for none."""
    return NOTHING if number is None else Cell(f"{number:,}", number, tone)


def outcome_cell(outcome: str, note: str | None = None) -> Cell:
    """Return an outcome by its word."""
    word, tone = OUTCOMES.get(outcome, (outcome, Tone.PLAIN))
    return Cell(word, tone=tone, note=prose(note))


def unlimited(of: Definition) -> bool:
    """Say whether a KPI has no limit, so that it is told and never kept."""
    return of.figure is not None and of.target is None and of.minimum is None


def verdict_cell(outcome: str, of: Definition) -> Cell:
    """Return an outcome by its word; a KPI without a limit is told, as nothing could be kept."""
    return Cell("told", note="no limit") if outcome == "pass" and unlimited(of) else outcome_cell(outcome)


def part(segment: Iterable[tuple[str, str]]) -> str:
    """Return a segment by its columns and values."""
    return visible(", ".join(f"{name} {value}" for name, value in segment)) or "all"
