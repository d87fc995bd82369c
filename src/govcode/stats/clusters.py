"""How sure a number is when its rows come in clusters: contacts of one agent or one customer are alike."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

from govcode.stats.intervals import CONFIDENCE, Interval
from govcode.stats.resampling import FEWEST, RESAMPLES, resampled


def cluster_bootstrap(
    clusters: Iterable[tuple[float, float]],
    seed: int,
    confidence: float = CONFIDENCE,
    resamples: int = RESAMPLES,
) -> Interval | None:
    """Return the percentile interval of Σ sum / Σ n over clusters given as (n, sum), drawn whole with replacement.

    It is a share for (rows, hits), a mean for (rows, total), a ratio for (denominator, numerator), in their units.
    Clusters without rows do not count. None below five clusters: they have too few different resamples to show how
    far the number may stray. Source: A. C. Davison and D. V. Hinkley, Bootstrap methods (1997), section 3.8.
    """
    import numpy as np

    pairs = _pairs(clusters)
    if len(pairs) < FEWEST:
        return None
    sizes, sums = np.ascontiguousarray(np.array(pairs, dtype=np.float64).T)
    blocks = resampled(len(pairs), seed, resamples)
    drawn = np.concatenate([sums.take(rows).sum(axis=1) / sizes.take(rows).sum(axis=1) for rows in blocks])
    low, high = np.quantile(drawn, [(1 - confidence) / 2, (1 + confidence) / 2])
    return float(low), float(high)


def design_effect(clusters: Iterable[tuple[float, float]], variance: float | None = None) -> float | None:
    """Return how many times as large as for independent rows the variance of Σ sum / Σ n is; 1 for none.

    `variance` is that of single values; without it the number is a share, whose variance is p(1 - p). None for fewer
    than two clusters or values without variance. Divide n by it for the number of independent rows they are worth.
    Source: L. Kish, Survey sampling (1965), with the linearised variance of a ratio.
    """
    pairs = _pairs(clusters)
    n, total = fsum(size for size, _ in pairs), fsum(value for _, value in pairs)
    if len(pairs) < 2:
        return None
    mean = total / n
    single = mean * (1 - mean) if variance is None else variance
    if single <= 0:
        return None
    k = len(pairs)
    clustered = fsum((value - mean * size) ** 2 for size, value in pairs) * k / (k - 1) / n**2
    return clustered / (single / n)


def _pairs(clusters: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the clusters that have rows, sorted, so that the order in which an engine gives them does not matter."""
    return sorted((size, value) for size, value in clusters if size)
