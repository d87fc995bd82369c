"""Whether two values differ by more than noise: the difference after - before, with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from govcode.stats.intervals import CONFIDENCE, Interval, clopper_pearson, sample_variance, t_deviate, wilson


@dataclass(frozen=True, slots=True)
class Change:
    """A difference and the ends of its interval, in the unit of the values."""

    delta: float
    low: float
    high: float

    @property
    def direction(self) -> int:
        """Return 1 for a rise beyond noise, -1 for a fall beyond noise, 0 for neither."""
        return int(self.low > 0) - int(self.high < 0)


def share_change(before: tuple[int, int], after: tuple[int, int], confidence: float = CONFIDENCE) -> Change | None:
    """Return the change between two shares given as (hits, n), in -1..1; None if a side has no rows.

    Source: R. G. Newcombe, Interval estimation for the difference between independent proportions (1998), method 10.
    """
    if not before[1] or not after[1]:
        return None
    old, new = before[0] / before[1], after[0] / after[1]
    (old_low, old_high), (new_low, new_high) = wilson(*before, confidence), wilson(*after, confidence)
    down = sqrt((new - new_low) ** 2 + (old_high - old) ** 2)
    up = sqrt((new_high - new) ** 2 + (old - old_low) ** 2)
    return Change(new - old, new - old - down, new - old + up)


def mean_change(
    before: tuple[float, float, int], after: tuple[float, float, int], confidence: float = CONFIDENCE
) -> Change | None:
    """Return the change between two means given as (total, squares, n), in the values' unit.

    None if a side has fewer than two values, or if neither varies: then nothing shows how large noise is.
    Source: B. L. Welch, The generalization of Student's problem (1947).
    """
    if before[2] < 2 or after[2] < 2:
        return None
    parts = [(sample_variance(*side) / side[2], side[2] - 1) for side in (before, after)]
    variance = sum(part for part, _ in parts)
    if not variance:
        return None
    delta = after[0] / after[2] - before[0] / before[2]
    freedom = variance**2 / sum(part**2 / free for part, free in parts)
    half = t_deviate(freedom, confidence) * sqrt(variance)
    return Change(delta, delta - half, delta + half)


def rate_change(before: tuple[int, float], after: tuple[int, float], confidence: float = CONFIDENCE) -> Change | None:
    """Return the change between two rates given as (events, exposure), in events per unit; exposures must be positive.

    Given how many events there were in all, those after are binomial, which bounds the ratio of the rates exactly; the
    ends are the differences that go with that ratio and that total. None without any event.
    Source: J. Przyborowski and H. Wilenski, Homogeneity of results in testing samples from Poisson series (1940).
    """
    events = before[0] + after[0]
    if not events:
        return None
    ends = [_difference(share, events, before[1], after[1]) for share in clopper_pearson(after[0], events, confidence)]
    return Change(after[0] / after[1] - before[0] / before[1], *ends)


def interval_change(before: tuple[float, Interval], after: tuple[float, Interval]) -> Change:
    """Return the change between two independent values, each with its own interval, in the values' unit.

    For shares with Wilson intervals it is Newcombe's method; for means it is close to Welch's.
    Source: G. Y. Zou and A. Donner, Construction of confidence limits about effect measures (2008).
    """
    (old, (old_low, old_high)), (new, (new_low, new_high)) = before, after
    down = sqrt((new - new_low) ** 2 + (old_high - old) ** 2)
    up = sqrt((new_high - new) ** 2 + (old - old_low) ** 2)
    return Change(new - old, new - old - down, new - old + up)


def _difference(share: float, events: int, exposure_before: float, exposure_after: float) -> float:
    """Return the difference of two rates if this share of so many events came after."""
    return events * (share / exposure_after - (1 - share) / exposure_before)
