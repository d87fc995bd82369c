"""Confidence intervals of shares and means."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

CONFIDENCE = 0.95


def wilson(hits: int, n: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the score interval of a share, both ends in 0..1; n must be positive.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference (1927).
    """
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, spread = hits / n, z * z / n
    middle = share + spread / 2
    half = z * sqrt(share * (1 - share) / n + spread / (4 * n))
    low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    # Rounding must not push an end past the share itself where all or none are hits.
    return (0.0 if hits == 0 else max(0.0, low)), (1.0 if hits == n else min(1.0, high))


def student(total: float, squares: float, n: int, confidence: float = CONFIDENCE) -> tuple[float, float] | None:
    """Return the t interval of a mean from the sum and the sum of squares; None for fewer than two values.

    Source: Student, The probable error of a mean (1908); the quantile is scipy's.
    """
    if n < 2:
        return None
    from scipy.special import stdtrit  # noqa: PLC0415 - imported only where a mean is judged

    mean = total / n
    variance = max(0.0, (squares - total * mean) / (n - 1))
    half = float(stdtrit(n - 1, (1 + confidence) / 2)) * sqrt(variance / n)
    return mean - half, mean + half
