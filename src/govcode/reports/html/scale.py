"""From values to places on a drawing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from govcode.findings.finding import Finding
from govcode.reports.format.limits import minimum_of, target_of, unit_of
from govcode.reports.format.measured import ends_of
from govcode.reports.format.numbers import PERCENT, exact

_MARGIN = 0.08
_WIDEST = 0.6  # how far intervals may stretch a drawing, in parts of the span of its values


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of values, drawn from `start` to `end` (which is less than `start` where larger values lie higher)."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return where a value is drawn; one outside is drawn at the edge."""
        part = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + part * (self.end - self.start)


def stretch(findings: Sequence[Finding]) -> tuple[float, float]:
    """Return the lowest and the highest value to draw for findings that share a drawing.

    All values and limits are inside; wide intervals are cut, for they would press everything else flat.
    """
    inside = list(_finite(_values(findings)))
    if not inside:
        return (0.0, 1.0)
    low, high = min(inside), max(inside)
    most = _WIDEST * (high - low) or math.inf
    ends = list(_finite(_ends(findings)))
    low, high = max(low - most, min(ends, default=low), _lowest(low)), min(high + most, max(ends, default=high))
    low, high = min(low, *inside), max(high, *inside)
    margin = _MARGIN * (high - low) or abs(high) * _MARGIN or 1.0
    if all(unit_of(finding) == PERCENT for finding in findings):
        return (max(low - margin, min(0.0, low)), min(high + margin, max(1.0, high)))
    return (max(low - margin, 0.0) if low >= 0 else low - margin, high + margin)


def ticks(low: float, high: float, unit: str) -> list[tuple[float, str]]:
    """Return two to five round values inside a stretch, with their labels."""
    step = _round_step((high - low) / 3)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [(index * step, exact(round(index * step, 12), unit)) for index in range(first, last + 1)]


def _round_step(rough: float) -> float:
    """Return the largest of 1, 2 and 5 times a power of ten that is not above `rough`."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (5, 2, 1) if factor * power <= rough * (1 + 1e-9))


def _values(findings: Iterable[Finding]) -> Iterable[float | None]:
    for finding in findings:
        if finding.number is not None:
            yield finding.number.value
        for bounds in (target_of(finding), minimum_of(finding)):
            if bounds is not None:
                yield from (bounds.low, bounds.high)


def _ends(findings: Iterable[Finding]) -> Iterable[float | None]:
    for finding in findings:
        yield from ends_of(finding) or ()


def _finite(numbers: Iterable[float | None]) -> Iterable[float]:
    return (number for number in numbers if number is not None and math.isfinite(number))


def _lowest(low: float) -> float:
    """Return the least value that makes sense beside values from `low` on: nothing is below zero of itself."""
    return 0.0 if low >= 0 else -math.inf
