"""Results, places and changes in the words of people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govcode.findings.finding import Outcome
from govcode.history.comparing import Difference, Place
from govcode.history.record import Definition, Result
from govcode.reports.format import numbers
from govcode.reports.format.intervals import sure_told
from govcode.reports.format.moments import period
from govcode.reports.format.words import SIGNS, VERDICTS, visible

SHORT = 12  # characters of a hash that tell it from others


def verdict(outcome: str) -> str:
    """Return the word for the verdict of a run."""
    return VERDICTS[Outcome(outcome)] if outcome in list(Outcome) else visible(outcome)


def outcome_word(outcome: str) -> str:
    """Return the word for the outcome of a result."""
    return SIGNS[Outcome(outcome)].word if outcome in list(Outcome) else visible(outcome)


def where(place: Place) -> str:
    """Return the segment and the period of a result; empty for all rows at any time."""
    parts = [f"{visible(name)}={visible(value)}" for name, value in place.segment]
    parts += [period(stretch) for stretch in place.period]
    return ", ".join(parts)


def name_of(place: Place) -> str:
    """Return a check, and the vendor whose override it is."""
    return visible(place.check) + (f" (for {visible(place.override)})" if place.override else "")


def number_of(result: Result, definition: Definition) -> str:
    """Return what a result is in numbers: broken rows of rows, or a value with its interval; or why there is none."""
    if definition.figure is None and result.violations is not None:
        of = "" if result.population is None else f" of {result.population:,}"
        return f"{result.violations:,}{of} broken"
    if result.value is not None:
        unit = definition.unit or ""
        told = numbers.value(result.value, unit, result.n)
        ends = f" ({sure_told(definition, result)})" if result.interval else ""
        return told + ends + ("" if result.n is None else f", n {result.n:,}")
    return visible(result.reason or "") or numbers.NONE


def change_of(difference: Difference) -> str:
    """Return a change in words: the outcomes, and the numbers; what both sides have is told once."""
    sides = [side for side in (difference.old, difference.new) if side is not None]
    words = [outcome_word(side.outcome) for side in sides]
    told = dict.fromkeys(number_of(side, difference.definition) for side in sides)
    outcomes = words[0] if len(set(words)) == 1 else " → ".join(words)
    return f"{outcomes}: {' → '.join(told)}"


def table(rows: Sequence[Sequence[str]], indent: str = "  ") -> Iterable[str]:
    """Yield rows as lines with their columns below each other; the last column is as long as it is."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        yield (indent + "  ".join(cells)).rstrip()
