"""Weeks become a month: added up where a figure adds up, else told as the middle week between the lowest and highest.

Shares and means are weighed by their rows, rates by their exposure. Ratios, scores and survival are made anew from the
parts that were recorded with them. Quantiles and agreement do not add up: a mean of weekly medians is no median.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import fsum, isclose, isfinite, sqrt
from statistics import median

from govcode.findings.figures.figure import Scored
from govcode.history.record import Definition, Parts, Result
from govcode.review.joining import TERMS, alike, at_edges, joined
from govcode.stats.intervals import Interval, deviate, poisson, wilson

_MOST_EVENTS = 1_000_000  # of more, the interval is too narrow to tell their number
_ROUNDING = 1e-10  # records keep twelve digits
_TELLING = 1e-6  # so near must an interval worked out again come to the one that was told
_UNTOLD = "not added up: {} of {} periods have too few rows for that, or were recorded before it was possible"
_CHANGED = "not added up: the definition changed in between"
_NO_VALUE = "not added up: put together, the rows have no value"


class Basis(StrEnum):
    """How a value came about."""

    RECORDED = "as recorded"
    POOLED = "pooled"
    LAST = "the last one"  # of values that cover several periods each
    MEDIAN = "the middle one"
    NONE = "no value"


@dataclass(frozen=True, slots=True)
class Amount:
    """A value, the rows it rests on and its interval; `spread` are the lowest and highest of what it was made from.

    `within` are the ends between which bins put the value; `note` says why it is not exact where it could have been.
    `total` is the sum over the periods of a count or sum, whose limits are meant for one period. Whether it means
    anything is for the reader: open tickets of each day add up to nothing.
    """

    basis: Basis
    value: float | None = None
    n: int = 0
    interval: Interval | None = None
    spread: Interval | None = None
    total: float | None = None
    within: Interval | None = None
    note: str | None = None

    @property
    def adds_up(self) -> bool:
        """Say whether the value may be held against a limit that is meant for one period."""
        return self.basis in {Basis.RECORDED, Basis.POOLED, Basis.LAST}


NO_AMOUNT = Amount(Basis.NONE)


@dataclass(frozen=True, slots=True)
class Number:
    """A value of one period."""

    value: float
    n: int
    interval: Interval | None = None


def numbers_of(results: Sequence[Result]) -> tuple[Number, ...]:
    """Return the values that results have."""
    return tuple(Number(r.value, r.n or 0, r.interval) for r in results if r.value is not None)


def month_of(definition: Definition, results: Sequence[Result], *, one_definition: bool = True) -> Amount:
    """Return the results of several periods, in time, as one value: made from their parts where these are recorded.

    Periods that were measured by several definitions do not add up, though their parts may look alike.
    """
    figure, numbers = definition.figure or "", numbers_of(results)
    rows = [one for one in results if one.n]  # a period without rows adds nothing
    told = pooled(definition, numbers)
    if figure not in TERMS or definition.rolling > 1 or len(rows) < 2:
        return told
    parts = [one.parts for one in rows if one.parts is not None]
    if len(parts) < len(rows):
        return replace(told, note=_UNTOLD.format(len(rows) - len(parts), len(rows)))
    if not one_definition or not alike(parts, figure):
        return replace(told, note=_CHANGED)
    return _joined(definition, numbers, parts) or replace(told, note=_NO_VALUE)


def _joined(definition: Definition, numbers: Sequence[Number], parts: Sequence[Parts]) -> Amount | None:
    """Return the value of all rows; where they hang together in clusters, its interval is that of the periods' own."""
    found, edges = joined(parts), at_edges(parts)
    if found.value is None:
        return None
    if "cluster" in dict(definition.words):
        interval = weighed(numbers).interval
    else:
        interval = _finite(found.interval if edges is None else _around(*edges))
    spread = (min(one.value for one in numbers), max(one.value for one in numbers)) if numbers else None
    within = _ends(edges[0].value, edges[1].value) if edges else None
    return Amount(Basis.POOLED, found.value, found.n, interval, spread, within=within)


def _around(low: Scored, high: Scored) -> Interval | None:
    """Return the interval from where it begins at the lower edges of bins to where it ends at the upper ones."""
    return (low.interval[0], high.interval[1]) if low.interval and high.interval else None


def _ends(low: float | None, high: float | None) -> Interval | None:
    return (low, high) if low is not None and high is not None and low != high else None


def _finite(interval: Interval | None) -> Interval | None:
    return interval if interval is not None and all(map(isfinite, interval)) else None


def pooled(definition: Definition, numbers: Sequence[Number]) -> Amount:
    """Return the values of several periods, in time, as one."""
    if not numbers:
        return NO_AMOUNT
    spread = (min(one.value for one in numbers), max(one.value for one in numbers))
    if len(numbers) == 1:
        (alone,) = numbers
        return Amount(Basis.RECORDED, alone.value, alone.n, alone.interval, spread)
    if definition.rolling > 1:
        last = numbers[-1]
        return Amount(Basis.LAST, last.value, last.n, last.interval, spread)
    found = _POOLS.get(definition.figure or "", _middle)(definition, numbers)
    return Amount(found.basis, found.value, found.n, found.interval, spread, found.total)


def _share(definition: Definition, numbers: Sequence[Number]) -> Amount:
    n = sum(one.n for one in numbers)
    # Where rows hang together in clusters, Wilson's interval of the sum would be too narrow.
    if not n or "cluster" in dict(definition.words):
        return weighed(numbers)
    hits = sum(round(one.value * one.n) for one in numbers)
    return Amount(Basis.POOLED, hits / n, n, wilson(hits, n))


def weighed(numbers: Sequence[Number]) -> Amount:
    """Return the mean by rows; its spread is that of independent means, each told by its own interval."""
    n = sum(one.n for one in numbers)
    if not n:
        return NO_AMOUNT
    value = fsum(one.value * one.n for one in numbers) / n
    if any(one.interval is None for one in numbers if one.n):
        return Amount(Basis.POOLED, value, n)
    z = deviate(0.95)
    errors = ((one.n / n * (one.interval[1] - one.interval[0]) / (2 * z)) ** 2 for one in numbers if one.interval)
    half = z * sqrt(fsum(errors))
    return Amount(Basis.POOLED, value, n, (value - half, value + half))


def _mean(_: Definition, numbers: Sequence[Number]) -> Amount:
    return weighed(numbers)


def _summed(definition: Definition, numbers: Sequence[Number]) -> Amount:
    return replace(_middle(definition, numbers), total=fsum(one.value for one in numbers))


def _rate(definition: Definition, numbers: Sequence[Number]) -> Amount:
    counts = [_events(one) for one in numbers]
    exposure = fsum(count[1] for count in counts if count)
    if None in counts or not exposure:
        return _middle(definition, numbers)
    events, n = sum(count[0] for count in counts if count), sum(one.n for one in numbers)
    return Amount(Basis.POOLED, events / exposure, n, poisson(events, exposure))


def _events(one: Number) -> tuple[int, float] | None:
    """Return how many events a rate is made of, and the exposure in the unit of the rate.

    Garwood's interval is relatively as wide as the events are few, so it tells their number; None where it does not.
    """
    if one.interval is None:
        return None
    low, high = one.interval
    if not one.value:
        return (0, poisson(0, 1.0)[1] / high) if high > 0 else None
    least, most = 1, _MOST_EVENTS
    while least < most:
        middle = (least + most) // 2
        if poisson(middle, middle)[0] < low / one.value * (1 - _ROUNDING):
            least = middle + 1
        else:
            most = middle
    told = poisson(least, least / one.value)
    fits = isclose(told[0], low, rel_tol=_TELLING) and isclose(told[1], high, rel_tol=_TELLING)
    return (least, least / one.value) if fits else None


def _middle(_: Definition, numbers: Sequence[Number]) -> Amount:
    return Amount(Basis.MEDIAN, median(one.value for one in numbers), sum(one.n for one in numbers))


_POOLS: dict[str, Callable[[Definition, Sequence[Number]], Amount]] = {
    "count": _summed,
    "mean": _mean,
    "rate": _rate,
    "share": _share,
    "share of counts": _share,
    "sum": _summed,
}
