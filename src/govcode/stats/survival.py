"""How long things take when some are not over yet: Kaplan-Meier curves of durations with open ends."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import exp, inf, log, sqrt
from typing import NamedTuple

from govcode.stats.intervals import CONFIDENCE, Interval, clopper_pearson, deviate

ROUNDING = 1e-9  # a product of shares that should be one half may be a hair above it


class Step(NamedTuple):
    """A duration at which something ended, the share that lasts longer, and Greenwood's sum up to it."""

    time: int
    surviving: float
    greenwood: float


@dataclass(frozen=True, slots=True)
class Curve:
    """The share that lasts longer than each duration; `lengths` holds (duration, ended, still open), sorted."""

    steps: tuple[Step, ...]
    lengths: tuple[tuple[int, int, int], ...]
    n: int
    events: int

    @property
    def open_share(self) -> float:
        """Return the share (0..1) that was not over when last seen."""
        return 1 - self.events / self.n


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and the ends of its interval; None where the curve does not reach so far."""

    value: float | None
    low: float | None
    high: float | None


def kaplan_meier(histogram: Iterable[tuple[int, int, int]]) -> Curve | None:
    """Return the curve of a histogram of (duration, how many ended, how many were still open then); None if empty.

    What is open at a duration counts as lasting longer than it.
    Source: E. L. Kaplan and P. Meier, Nonparametric estimation from incomplete observations (1958).
    """
    lengths = tuple(histogram)
    if any(after[0] <= before[0] for before, after in pairwise(lengths)):
        lengths = _added(lengths)
    events = sum(length[1] for length in lengths)
    n = events + sum(length[2] for length in lengths)
    return Curve(_steps(lengths, n), lengths, n, events) if n else None


def _added(lengths: Iterable[tuple[int, int, int]]) -> tuple[tuple[int, int, int], ...]:
    """Return the lengths in order, those of one duration added."""
    counts: dict[int, tuple[int, int]] = {}
    for time, ended, still in lengths:
        before = counts.get(time, (0, 0))
        counts[time] = (before[0] + ended, before[1] + still)
    return tuple((time, *counts[time]) for time in sorted(counts))


def _steps(lengths: tuple[tuple[int, int, int], ...], n: int) -> tuple[Step, ...]:
    steps, at_risk, surviving, greenwood = [], n, 1.0, 0.0
    for time, ended, still in lengths:
        if ended:
            left = at_risk - ended
            surviving *= left / at_risk
            greenwood = greenwood + ended / (at_risk * left) if left else inf
            steps.append(Step(time, surviving, greenwood))
        at_risk -= ended + still
    return tuple(steps)


def duration_quantile(curve: Curve, q: float, confidence: float = CONFIDENCE) -> Estimate:
    """Return the shortest duration within which a share q (0..1) is over, in the histogram's unit, with its interval.

    None where the curve (or a limit of it) never falls so far: more than 1 - q are still open.
    Source: R. Brookmeyer and J. Crowley, A confidence interval for the median survival time (1982), log-log limits.
    """
    left = 1 - q + ROUNDING
    # Each curve is followed only until it has fallen far enough; the upper limit lies above the share itself.
    low = next((step.time for step in curve.steps if _band(curve, step, confidence)[0] <= left), None)
    fallen = [step for step in curve.steps if step.surviving <= left]
    high = next((step.time for step in fallen if _band(curve, step, confidence)[1] <= left), None)
    return Estimate(fallen[0].time if fallen else None, low, high)


def share_within(curve: Curve, duration: int, confidence: float = CONFIDENCE) -> Estimate:
    """Return the share (0..1) that is over within a duration, with its interval.

    None where nothing was watched for so long. Greenwood's variance with log-log limits; where none or all are over it
    has nothing to say, and the exact interval of those who were watched so long, or of those who ended, stands in.
    Source: M. Greenwood, The natural duration of cancer (1926); J. D. Kalbfleisch and R. L. Prentice (1980).
    """
    at = bisect_right(curve.steps, duration, key=lambda step: step.time) - 1
    last = curve.steps[-1].surviving if curve.steps else 1.0
    if duration > curve.lengths[-1][0] and last > 0:
        return Estimate(None, None, None)
    if at < 0:
        watched = sum(ended * (time > duration) + still * (time >= duration) for time, ended, still in curve.lengths)
        return Estimate(0.0, *clopper_pearson(0, watched, confidence))
    low, high = _band(curve, curve.steps[at], confidence)
    return Estimate(1 - curve.steps[at].surviving, 1 - high, 1 - low)


def _band(curve: Curve, step: Step, confidence: float) -> Interval:
    """Return the interval of the share that lasts longer than a step."""
    if step.surviving <= 0:
        return clopper_pearson(0, curve.events, confidence)
    wide = exp(deviate(confidence) * sqrt(step.greenwood) / -log(step.surviving))
    return step.surviving**wide, step.surviving ** (1 / wide)
