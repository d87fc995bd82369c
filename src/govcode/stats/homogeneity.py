"""Whether two samples have the same mix: how far they lie apart, and whether that may be chance."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

SMALL = 5.0  # expected counts below it are pooled, else the approximation is not one


def stability_index(before: Sequence[int], after: Sequence[int]) -> float:
    """Return the population stability index of two lists of counts of the same values; 0 if the mixes are equal.

    Each count is raised by a half, so that a value that is new or gone counts without being infinite.
    Source: N. Siddiqi, Credit Risk Scorecards (2006); it is the symmetric Kullback-Leibler divergence. Raise
    ValueError for lists of different lengths.
    """
    was, is_ = sum(before) + len(before) / 2, sum(after) + len(after) / 2
    shares = [((b + 0.5) / was, (a + 0.5) / is_) for b, a in zip(before, after, strict=True)]
    return sum((new - old) * log(new / old) for old, new in shares)


def homogeneity(before: Sequence[int], after: Sequence[int]) -> float:
    """Return the p-value of Pearson's chi-square test that two lists of counts come from one mix.

    Values of which fewer than five are expected in one of the samples are pooled (W. G. Cochran, Some methods for
    strengthening the common chi-square tests, 1954). With one value left, or an empty sample, it is 1.
    """
    from scipy.special import chdtrc

    total, n = sum(before), sum(after)
    if not total or not n:
        return 1.0
    cells = _pooled([(b, a) for b, a in zip(before, after, strict=True) if a or b], min(total, n) / (total + n))
    square = sum(_square(b, a, total, n) for b, a in cells)
    return float(chdtrc(len(cells) - 1, square)) if len(cells) > 1 else 1.0


def _pooled(cells: list[tuple[int, int]], part: float) -> list[tuple[int, int]]:
    """Return the cells with the rarest ones added up until each is large enough in the smaller sample."""
    ranked = sorted(cells, key=sum)
    while len(ranked) > 1 and sum(ranked[0]) * part < SMALL:
        (b, a), (more_b, more_a), *rest = ranked
        ranked = sorted([(b + more_b, a + more_a), *rest], key=sum)
    return ranked


def _square(before: int, after: int, total: int, n: int) -> float:
    expected = (before + after) * n / (total + n)
    other = before + after - expected
    return (after - expected) ** 2 / expected + (before - other) ** 2 / other
