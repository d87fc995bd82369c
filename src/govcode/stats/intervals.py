"""Confidence intervals of shares, means, rates, ratios, quantiles and net promoter scores."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from math import sqrt
from statistics import NormalDist
from typing import TypeAlias

CONFIDENCE = 0.95
HALVINGS = 60  # a stretch of length 2, halved so often, is shorter than a double can tell

Interval: TypeAlias = tuple[float, float]


@cache
def deviate(confidence: float) -> float:
    """Return the standard normal deviate between whose minus and plus the confidence (0..1) lies: 1.96 for 0.95."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson(hits: int, n: int, confidence: float = CONFIDENCE) -> Interval:
    """Return the score interval of a share, both ends in 0..1; n must be positive.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference (1927).
    """
    z = deviate(confidence)
    share, spread = hits / n, z * z / n
    middle = share + spread / 2
    half = z * sqrt(share * (1 - share) / n + spread / (4 * n))
    low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    # Rounding must not push an end past the share itself where all or none are hits.
    return (0.0 if hits == 0 else max(0.0, low)), (1.0 if hits == n else min(1.0, high))


def clopper_pearson(hits: int, n: int, confidence: float = CONFIDENCE) -> Interval:
    """Return the exact interval of a share, both ends in 0..1; n must be positive.

    It never errs more often than promised, for which it is wider than Wilson's.
    Source: C. J. Clopper and E. S. Pearson, The use of confidence or fiducial limits (1934).
    """
    from scipy.special import betaincinv

    tail = (1 - confidence) / 2
    low = float(betaincinv(hits, n - hits + 1, tail)) if hits else 0.0
    high = float(betaincinv(hits + 1, n - hits, 1 - tail)) if hits < n else 1.0
    return low, high


def rule_of_three(n: int, confidence: float = CONFIDENCE) -> float:
    """Return the highest share (0..1) that still goes with n looks that found nothing; about 3/n; n must be positive.

    Source: J. A. Hanley and A. Lippman-Hand, If nothing goes wrong, is everything all right? (1983); the exact form.
    """
    return float(1 - (1 - confidence) ** (1 / n))


def student(total: float, squares: float, n: int, confidence: float = CONFIDENCE) -> Interval | None:
    """Return the t interval of a mean from the sum and the sum of squares; None for fewer than two values.

    Values that are all the same give an interval without width. Source: Student, The probable error of a mean (1908).
    """
    if n < 2:
        return None
    mean, half = total / n, t_deviate(n - 1, confidence) * sqrt(sample_variance(total, squares, n) / n)
    return mean - half, mean + half


def sample_variance(total: float, squares: float, n: int) -> float:
    """Return the variance of n (two or more) values; of integers, every digit of it counts."""
    return max(0.0, (n * squares - total * total) / (n * (n - 1)))


def t_deviate(freedom: float, confidence: float = CONFIDENCE) -> float:
    """Return the deviate of Student's t with so many degrees of freedom between whose signs the confidence lies."""
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + confidence) / 2))


def poisson(events: int, exposure: float, per: float = 1.0, confidence: float = CONFIDENCE) -> Interval:
    """Return the exact interval of a rate of events per `per` units of exposure; exposure must be positive.

    Leavers of a quarter as percent a year: `poisson(leavers, headcount / 4, per=100)`.
    Source: F. Garwood, Fiducial limits for the Poisson distribution (1936).
    """
    from scipy.special import gammaincinv

    tail, scale = (1 - confidence) / 2, per / exposure
    low = float(gammaincinv(events, tail)) if events else 0.0
    return low * scale, float(gammaincinv(events + 1, 1 - tail)) * scale


def nps(promoters: int, detractors: int, n: int, confidence: float = CONFIDENCE) -> Interval:
    """Return the score interval of a net promoter score in points, -100..100; n must be positive.

    Promoters less detractors is a difference of two shares of the same answers. The z interval with the variance
    p + d - (p - d)² is nearly the same for many mixed answers, but has no width where all answers are alike.
    Source: T. Tango, Equivalence test and confidence interval for the difference in proportions (1998); for scores,
    B. Rocks, Interval estimation for the net promoter score (2016).
    """
    z, score = deviate(confidence), (promoters - detractors) / n

    def end(limit: float) -> float:
        inside, outside = score, limit
        for _ in range(HALVINGS):
            middle = (inside + outside) / 2
            fits = abs(promoters - detractors - n * middle) <= z * _nps_spread(promoters, detractors, n, middle)
            inside, outside = (middle, outside) if fits else (inside, middle)
        return inside

    return 100 * end(-1.0), 100 * end(1.0)


def _nps_spread(promoters: int, detractors: int, n: int, score: float) -> float:
    """Return the standard deviation of promoters less detractors if the true score were `score` (-1..1)."""
    b = (2 * n - promoters + detractors) * score - promoters - detractors
    c = -detractors * score * (1 - score)
    likeliest = (sqrt(max(0.0, b * b - 8 * n * c)) - b) / (4 * n)  # the share of detractors, given the score
    return sqrt(max(0.0, n * (2 * likeliest + score * (1 - score))))


def ratio_of_sums(
    n: int, sx: float, sy: float, sxx: float, syy: float, sxy: float, confidence: float = CONFIDENCE
) -> Interval | None:
    """Return the t interval of Σx/Σy over n pairs from their sums, squares and products.

    None for fewer than two pairs or a zero Σy. Linearised: the spread is that of x - (Σx/Σy)·y.
    Source: W. G. Cochran, Sampling techniques (1977), chapter 6.
    """
    if n < 2 or not sy:
        return None
    # Whole sums stay exact up to the division, so that large values do not drown their spread.
    residual = max(0.0, (sxx * sy * sy - 2 * sx * sy * sxy + sx * sx * syy) / (sy * sy))
    ratio, half = sx / sy, t_deviate(n - 1, confidence) * sqrt(residual * n / (n - 1)) / abs(sy)
    return ratio - half, ratio + half


def quantile_ranks(n: int, q: float, confidence: float = CONFIDENCE) -> tuple[int | None, int | None]:
    """Return which of n sorted values (counted from 1) bound the q quantile (0..1); None where n is too small to say.

    Exact and free of assumptions about the values: how many of them lie below the quantile is binomial.
    Source: H. A. David and H. N. Nagaraja, Order statistics (2003), section 7.1.
    """
    from scipy.special import bdtr

    def smallest(chance: float) -> int:
        return bisect_left(range(n), chance, key=lambda below: float(bdtr(below, n, q)))

    tail = (1 - confidence) / 2
    lower, upper = smallest(tail), smallest(1 - tail) + 1
    return (lower if lower > 0 else None), (upper if upper <= n else None)
