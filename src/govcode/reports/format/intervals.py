"""Which interval of a value is told: none on too few rows, and no part of it that the quantity can never reach.

An interval made with Student's or a normal distribution does not know that no wait is shorter than none, so of a few
uneven rows it may begin at −3 h. People read that as a mistake, and it is cut where it is told. It is never cut where
something is judged, compared or put together: there its width says how sure the number is, and a cut one would look
surer than it is. Formats for machines tell it as it was made.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeAlias

from govcode.history.record import Definition
from govcode.ir.check import Bounds, Figure
from govcode.reports.format import numbers

TOO_FEW = "too few to tell"
Ends: TypeAlias = tuple[float, float]
_DURATIONS = frozenset({"s", "seconds", "min", "minutes", "h", "hours", "d", "days"})
_PARTS = Bounds(0.0, 1.0)
_BOUNDS: dict[str | None, Bounds] = {
    Figure.SHARE: _PARTS,
    Figure.SHARE_OF_COUNTS: _PARTS,
    Figure.COUNT: Bounds(0.0),
    Figure.RATE: Bounds(0.0),
    Figure.NPS: Bounds(-100.0, 100.0),
    Figure.AGREEMENT: Bounds(None, 1.0),
}


class Measured(Protocol):
    """A value, how many rows it rests on, and its interval."""

    @property
    def value(self) -> float | None:
        """Return the value."""

    @property
    def n(self) -> int | None:
        """Return how many rows it rests on."""

    @property
    def interval(self) -> Ends | None:
        """Return its interval."""


def reachable(ends: Ends, figure: str | None, unit: str | None, seen: Iterable[float | None]) -> Ends:
    """Return the part of an interval that the quantity can reach; `seen` are the value and the ends of its limits.

    Of what an author measures nothing more is known than its unit: a duration is cut at zero unless its value or one of
    its limits is negative, as it may be of how late something is.
    """
    low, high = ends
    between = _bounds(figure, unit, seen)
    cut = (
        low if between.low is None else max(low, between.low),
        high if between.high is None else min(high, between.high),
    )
    return cut if cut[0] <= cut[1] else ends


def sure(of: Definition, one: Measured) -> Ends | None:
    """Return the ends that are told of a recorded value; None without an interval, or on too few rows."""
    if one.interval is None or few(of, one):
        return None
    return reachable(one.interval, of.figure, of.unit, (one.value, *limit_ends(of)))


def sure_told(of: Definition, one: Measured) -> str:
    """Return the interval of a recorded value in words; that there are too few rows for one; or a dash."""
    if one.interval is not None and few(of, one):
        return TOO_FEW
    ends = sure(of, one)
    return numbers.interval(ends, of.unit or "", one.n) if ends else numbers.NONE


def few(of: Definition, one: Measured) -> bool:
    """Say whether a value rests on fewer rows than its KPI asks for."""
    return of.min_n is not None and one.n is not None and one.n < of.min_n


def limit_ends(of: Definition) -> tuple[float | None, ...]:
    """Return the ends of what a KPI promises."""
    return tuple(end for limit in (of.target, of.minimum) if limit for end in (limit.low, limit.high))


def _bounds(figure: str | None, unit: str | None, seen: Iterable[float | None]) -> Bounds:
    """Return between which ends a quantity lies, whatever the data."""
    if figure == Figure.SURVIVAL and unit == numbers.PERCENT:
        return _PARTS
    known = _BOUNDS.get(figure)
    if known is not None:
        return known
    signed = any(number is not None and number < 0 for number in seen)
    return Bounds(0.0) if unit in _DURATIONS and not signed else Bounds()
