"""How surprising a breach is, and how surprising it still is when many things were looked at."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from math import sqrt
from statistics import NormalDist

from govcode.stats.intervals import CONFIDENCE, Interval, deviate, sample_variance, t_deviate


class Side(StrEnum):
    """On which side of its limit a number would be a breach."""

    BELOW = "below"
    ABOVE = "above"


def benjamini_hochberg(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return adjusted p-values in the order given: of those at most q, a share q or less is expected to be chance.

    Source: Y. Benjamini and Y. Hochberg, Controlling the false discovery rate (1995); scipy does the sums.
    """
    if not p_values:
        return ()
    from scipy.stats import false_discovery_control

    return tuple(float(p) for p in false_discovery_control(p_values))


def p_value_of_share(hits: int, n: int, limit: float, side: Side) -> float:
    """Return the exact chance of so few (or so many) hits of n if the true share were just at the limit (0..1)."""
    from scipy.special import bdtr, bdtrc

    return float(bdtr(hits, n, limit) if side is Side.BELOW else bdtrc(hits - 1, n, limit)) if n else 1.0


def p_value_of_rate(events: int, exposure: float, limit: float, side: Side) -> float:
    """Return the exact chance of so few (or so many) events if the true rate per unit of exposure were at the limit."""
    from scipy.special import pdtr, pdtrc

    expected = limit * exposure
    if side is Side.BELOW:
        return float(pdtr(events, expected))
    return float(pdtrc(events - 1, expected)) if events else 1.0


def p_value_of_mean(total: float, squares: float, n: int, limit: float, side: Side) -> float | None:
    """Return the chance, by Student's t, of so low (or so high) a mean if the true mean were just at the limit.

    None for fewer than two values, or for values that are all the same and show no noise.
    """
    if n < 2:
        return None
    variance = sample_variance(total, squares, n)
    if variance <= 0:
        return None
    from scipy.special import stdtr

    t = (total / n - limit) / sqrt(variance / n)
    return float(stdtr(n - 1, t if side is Side.BELOW else -t))


def p_value_of_interval(
    value: float,
    interval: Interval,
    limit: float,
    side: Side,
    freedom: int | None = None,
    confidence: float = CONFIDENCE,
) -> float:
    """Return about the chance of so low (or so high) a value at the limit, from the width of its interval alone.

    With degrees of freedom the interval is read as Student's t, else as a normal one. Source: D. G. Altman and
    J. M. Bland, How to obtain the P value from a confidence interval (2011).
    """
    half = (interval[1] - interval[0]) / 2
    away = value - limit if side is Side.BELOW else limit - value
    if half <= 0:
        return 0.0 if away < 0 else 1.0
    if freedom is None:
        return NormalDist().cdf(away / half * deviate(confidence))
    from scipy.special import stdtr

    return float(stdtr(freedom, away / half * t_deviate(freedom, confidence)))
