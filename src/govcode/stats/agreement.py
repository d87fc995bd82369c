"""How often reviewers who rate the same units agree, and Gwet's AC1.

Ratings come as patterns: the ratings of one unit, and how many units have exactly these. A missing rating is one
rating fewer; units with a single rating have nothing to agree with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from math import comb, fsum
from typing import TypeAlias

Patterns: TypeAlias = Iterable[tuple[tuple[float, ...], int]]

ROUNDING = 1e-9  # 0.3 and 0.2 lie within 0.1 of each other


def pairwise_agreement(patterns: Patterns, tolerance: float = 0.0) -> tuple[float, int] | None:
    """Return the share (0..1) of pairs of ratings of a unit that lie within the tolerance, and the number of units.

    It is the mean over units with two ratings or more; None if there are none. The default asks for equal ratings.
    """
    rated = [(ratings, units) for ratings, units in patterns if len(ratings) > 1 and units]
    n = sum(units for _, units in rated)
    if not n:
        return None
    return fsum(units * _agreeing(ratings, tolerance) for ratings, units in rated) / n, n


def _agreeing(ratings: tuple[float, ...], tolerance: float) -> float:
    """Return the share of pairs of ratings that lie within the tolerance."""
    pairs = combinations(ratings, 2)
    return sum(abs(one - other) <= tolerance + ROUNDING for one, other in pairs) / comb(len(ratings), 2)


def prevalence(patterns: Patterns) -> tuple[tuple[float, float], ...]:
    """Return every rating given and the share (0..1) of all ratings that it is, lowest rating first.

    One rating that is nearly all of them makes kappa and alpha low however well reviewers agree.
    """
    counts: Counter[float] = Counter()
    for ratings, units in patterns:
        for rating in ratings:
            counts[rating] += units
    n = counts.total()
    return tuple((rating, counts[rating] / n) for rating in sorted(counts) if counts[rating])


def gwet_ac1(patterns: Patterns, categories: int | None = None) -> float | None:
    """Return Gwet's AC1 of two raters or more: like kappa, but steady where one rating is nearly all of them.

    `categories` is how many ratings may be given; without it, how many were. None for fewer than two, or without a unit
    that has two ratings. Source: K. L. Gwet, Computing inter-rater reliability and its variance (2008).
    """
    rated = [(ratings, units) for ratings, units in patterns if ratings and units]
    agreement = pairwise_agreement(rated)
    units_rated = sum(units for _, units in rated)
    shares: dict[float, float] = {}
    for ratings, units in rated:
        for rating, times in Counter(ratings).items():
            shares[rating] = shares.get(rating, 0.0) + units * times / (len(ratings) * units_rated)
    kinds = len(shares) if categories is None else categories
    if agreement is None or kinds < 2:
        return None
    chance = fsum(share * (1 - share) for share in shares.values()) / (kinds - 1)
    return (agreement[0] - chance) / (1 - chance)
