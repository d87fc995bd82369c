"""Krippendorff's alpha: agreement beyond chance of any number of raters, with missing ratings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from govcode.stats.agreement import Patterns
from govcode.stats.intervals import CONFIDENCE, Interval
from govcode.stats.resampling import FEWEST, RESAMPLES, resampled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[np.float64]

MOST_UNDEFINED = 0.05  # of the resamples


class Level(StrEnum):
    """What a rating is, and so how far two of them lie apart."""

    NOMINAL = "nominal"  # equal or not
    ORDINAL = "ordinal"  # by how many ratings lie between them
    INTERVAL = "interval"  # by their difference
    RATIO = "ratio"  # by their difference, relative to their sum


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The rated units: distinct values (v), how often each value is in each pattern (p x v), units per pattern (p)."""

    values: Numbers
    ratings: Numbers
    units: NDArray[np.int64]


def krippendorff(patterns: Patterns, level: Level) -> float | None:
    """Return Krippendorff's alpha: 1 for agreement, 0 for chance; None if no unit has two ratings, or all are equal.

    Any number of raters, missing ratings allowed. On the ratio level ratings below zero raise a ValueError.
    Source: K. Krippendorff, Content analysis (2004), chapter 11.
    """
    import numpy as np

    sheet = _sheet(patterns)
    if sheet is None:
        return None
    alpha = float(_alphas(sheet, level, sheet.units[np.newaxis, :].astype(np.float64))[0])
    return None if np.isnan(alpha) else alpha


def krippendorff_interval(
    patterns: Patterns, level: Level, seed: int, confidence: float = CONFIDENCE, resamples: int = RESAMPLES
) -> Interval | None:
    """Return the percentile interval of alpha from units drawn with replacement.

    None below five units, or where more than one resample in twenty has no alpha because all its ratings are equal.
    Source: A. Zapf and others, Measuring inter-rater reliability for nominal data (2016).
    """
    import numpy as np

    sheet = _sheet(patterns)
    if sheet is None or sheet.units.sum() < FEWEST:
        return None
    pattern_of, kinds = np.repeat(np.arange(len(sheet.units)), sheet.units), len(sheet.units)
    found = []
    for rows in resampled(len(pattern_of), seed, resamples):
        slots = pattern_of[rows] + kinds * np.arange(len(rows))[:, np.newaxis]
        weights = np.bincount(slots.ravel(), minlength=kinds * len(rows)).reshape(len(rows), kinds)
        found.append(_alphas(sheet, level, weights.astype(np.float64)))
    alphas = np.concatenate(found)
    if np.isnan(alphas).mean() > MOST_UNDEFINED:
        return None
    low, high = np.nanquantile(alphas, [(1 - confidence) / 2, (1 + confidence) / 2])
    return float(low), float(high)


def _sheet(patterns: Patterns) -> _Sheet | None:
    """Return the units with two ratings or more as arrays, sorted, so that the order given does not matter."""
    import numpy as np

    rated = sorted((tuple(ratings), units) for ratings, units in patterns if len(ratings) > 1 and units)
    if not rated:
        return None
    values = sorted({rating for ratings, _ in rated for rating in ratings})
    counts = [Counter(ratings) for ratings, _ in rated]
    table = np.array([[count[value] for value in values] for count in counts], dtype=np.float64)
    return _Sheet(np.array(values, dtype=np.float64), table, np.array([units for _, units in rated], dtype=np.int64))


def _alphas(sheet: _Sheet, level: Level, weights: Numbers) -> Numbers:
    """Return the alpha of each row of weights (how many units have each pattern); not a number where undefined."""
    import numpy as np

    marginals = weights @ sheet.ratings
    n = marginals.sum(axis=1)
    if level is Level.ORDINAL:
        observed, expected = _ordinal(sheet, weights, marginals)
    else:
        distances, raters = _distances(sheet.values, level), sheet.ratings.sum(axis=1)
        within = ((sheet.ratings @ distances) * sheet.ratings).sum(axis=1) / (raters - 1)
        observed, expected = weights @ within, ((marginals @ distances) * marginals).sum(axis=1)
    defined = expected > 0
    alphas = 1 - (n - 1) * observed / np.where(defined, expected, 1.0)
    return np.asarray(np.where(defined, alphas, np.nan), dtype=np.float64)


def _distances(values: Numbers, level: Level) -> Numbers:
    """Return the squared distances between values, which on these levels do not depend on how often each was given."""
    import numpy as np

    one, other = values[:, np.newaxis], values[np.newaxis, :]
    if level is Level.NOMINAL:
        return np.asarray(one != other, dtype=np.float64)
    apart = one - other
    if level is Level.RATIO:
        if values.min() < 0:
            raise ValueError("ratings on the ratio level are zero or more")
        apart = apart / np.where(one + other > 0, one + other, 1.0)
    return np.asarray(apart**2, dtype=np.float64)


def _ordinal(sheet: _Sheet, weights: Numbers, marginals: Numbers) -> tuple[Numbers, Numbers]:
    """Return what is observed and expected where a rating stands for its mean rank among all that were given."""
    import numpy as np

    ranks = np.cumsum(marginals, axis=1) - marginals / 2
    raters, n = sheet.ratings.sum(axis=1)[:, np.newaxis], marginals.sum(axis=1)
    # The squared differences of all pairs of m numbers sum to 2 (m Σr² - (Σr)²).
    within = 2 * (raters * (sheet.ratings @ (ranks**2).T) - (sheet.ratings @ ranks.T) ** 2) / (raters - 1)
    expected = 2 * (n * (marginals * ranks**2).sum(axis=1) - (marginals * ranks).sum(axis=1) ** 2)
    return (weights * within.T).sum(axis=1), expected
