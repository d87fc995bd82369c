"""Whether a number that is told again and again has moved away from its declared baseline, slowly or at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum, inf, sqrt
from statistics import NormalDist, fmean

WEIGHT, EWMA_WIDTH = 0.2, 2.86  # a false alarm in 371 points, as often as a Shewhart chart with three sigma
SIGMAS = 3.0
FEWEST = 20  # points of a baseline: with fewer, the spread itself is a guess
MOVING_RANGE = 1.128  # the mean range of two normal values, in standard deviations


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """What is compared (the value, or its moving average), the limits it should lie within, and whether it does not."""

    statistic: float
    centre: float
    low: float
    high: float
    signal: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A point for each later value, in their order; or none, and the reason why nothing can be said."""

    points: tuple[ControlPoint, ...]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Seasons:
    """Which season (say, day of the week) each value of the baseline and each later value belongs to."""

    baseline: Sequence[int]
    later: Sequence[int]


def ewma(
    mean: float, sd: float, later: Sequence[float], weight: float = WEIGHT, width: float = EWMA_WIDTH
) -> tuple[ControlPoint, ...]:
    """Return the exponentially weighted moving average after each value, with limits that widen from the start on.

    `mean` and `sd` are the baseline's, `weight` (0..1] is that of the newest value, `width` counts standard deviations
    of the average. Source: S. W. Roberts (1959); J. M. Lucas and M. S. Saccucci (1990).
    """
    points, average = [], mean
    for i, value in enumerate(later, start=1):
        average = weight * value + (1 - weight) * average
        half = width * sd * sqrt(weight / (2 - weight) * (1 - (1 - weight) ** (2 * i)))
        points.append(ControlPoint(average, mean, mean - half, mean + half, abs(average - mean) > half))
    return tuple(points)


def ewma_chart(
    baseline: Sequence[float],
    later: Sequence[float],
    seasons: Seasons | None = None,
    weight: float = WEIGHT,
    width: float = EWMA_WIDTH,
) -> Chart:
    """Return the moving averages of later values against the mean and standard deviation of a frozen baseline.

    With seasons, each value is first moved by what its season's mean differs from the overall mean in the baseline.
    A baseline below twenty points, without variation, or without a later value's season gives no points but a reason.
    """
    if len(baseline) < FEWEST:
        return _too_few(len(baseline))
    mean, groups = fmean(baseline), 1
    if seasons is not None:
        offsets = _offsets(baseline, seasons.baseline, mean)
        if not offsets.keys() >= set(seasons.later):
            return Chart((), "the baseline has no value in the season of a later value")
        groups = len(offsets)
        baseline = [value - offsets[at] for value, at in zip(baseline, seasons.baseline, strict=True)]
        later = [value - offsets[at] for value, at in zip(later, seasons.later, strict=True)]
    if len(baseline) <= groups:
        return Chart((), "each season has a single value in the baseline")
    sd = sqrt(fsum((value - mean) ** 2 for value in baseline) / (len(baseline) - groups))
    return Chart(ewma(mean, sd, later, weight, width)) if sd > 0 else _no_variation()


def _offsets(values: Sequence[float], seasons: Sequence[int], mean: float) -> dict[int, float]:
    """Return what the mean of each season differs from the overall mean."""
    grouped: dict[int, list[float]] = {}
    for value, season in zip(values, seasons, strict=True):
        grouped.setdefault(season, []).append(value)
    return {season: fmean(found) - mean for season, found in grouped.items()}


def laney_share(baseline: Sequence[tuple[int, int]], later: Sequence[tuple[int, int]], sigmas: float = SIGMAS) -> Chart:
    """Return Laney's p' chart of shares given as (hits, n), limits in 0..1; every n must be positive.

    Ordinary limits expect sampling noise only and cry wolf on large n; these are widened by how much the baseline
    varies from point to point. Source: D. B. Laney, Improved control charts for attributes (2002).
    """
    return _laney(baseline, later, lambda centre, n: sqrt(centre * (1 - centre) / n), sigmas, 1.0)


def laney_rate(
    baseline: Sequence[tuple[int, float]], later: Sequence[tuple[int, float]], sigmas: float = SIGMAS
) -> Chart:
    """Return Laney's u' chart of rates given as (events, exposure), in events per unit of exposure; exposures positive.

    Source: as for shares; the sampling noise is that of Poisson counts.
    """
    return _laney(baseline, later, lambda centre, exposure: sqrt(centre / exposure), sigmas, inf)


def _laney(
    baseline: Sequence[tuple[int, float]],
    later: Sequence[tuple[int, float]],
    noise: Callable[[float, float], float],
    sigmas: float,
    highest: float,
) -> Chart:
    if len(baseline) < FEWEST:
        return _too_few(len(baseline))
    centre = sum(hits for hits, _ in baseline) / fsum(size for _, size in baseline)
    if not 0 < centre < highest:
        return _no_variation()
    scores = [(hits / size - centre) / noise(centre, size) for hits, size in baseline]
    spread = fmean(abs(after - before) for before, after in pairwise(scores)) / MOVING_RANGE
    if not spread:
        return _no_variation()
    points = []
    for hits, size in later:
        half, value = sigmas * spread * noise(centre, size), hits / size
        low, high = max(0.0, centre - half), min(highest, centre + half)
        points.append(ControlPoint(value, centre, low, high, not low <= value <= high))
    return Chart(tuple(points))


def _too_few(points: int) -> Chart:
    return Chart((), f"the baseline has {points} points; a signal takes {FEWEST}")


def _no_variation() -> Chart:
    return Chart((), "the baseline does not vary, so nothing shows how much is usual")


def average_run_length(weight: float, width: float, shift: float = 0.0, states: int = 201) -> float:
    """Return after how many points on average a moving average signals when the mean is off by `shift` deviations.

    Without a shift it is the time between false alarms. Limits are the final ones, cut into an odd number of states; a
    weight of 1 is a Shewhart chart. Source: D. Brook and D. A. Evans, The probability distribution of CUSUM run length
    (1972), with the Markov chain of Lucas and Saccucci (1990).
    """
    import numpy as np

    limit, normal = width * sqrt(weight / (2 - weight)), NormalDist(shift)
    edges = np.linspace(-limit, limit, states + 1)
    middles = (edges[:-1] + edges[1:]) / 2
    below = np.array([[normal.cdf((edge - (1 - weight) * at) / weight) for edge in edges] for at in middles])
    runs = np.linalg.solve(np.eye(states) - np.diff(below, axis=1), np.ones(states))
    return float(runs[states // 2])
