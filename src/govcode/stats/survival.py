"""How long things take when some are not over yet: Kaplan-Meier curves of durations with open ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import TYPE_CHECKING, Any

from govcode.stats.intervals import CONFIDENCE, Interval, clopper_pearson, deviate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROUNDING = 1e-9  # a product of shares that should be one half may be a hair above it


@dataclass(frozen=True, slots=True, eq=False)
class Lengths:
    """Durations, ascending, and per duration how many ended and how many were still open then."""

    times: NDArray[Any]  # int64, or object where a duration has more than 64 bits
    ended: NDArray[np.int64]
    still: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """The share that lasts longer than each duration at which something ended, and Greenwood's sum up to it.

    Of `n` durations `events` ended, those of `lengths`.
    """

    times: NDArray[Any]
    surviving: NDArray[np.float64]
    greenwood: NDArray[np.float64]
    lengths: Lengths
    n: int
    events: int

    @property
    def open_share(self) -> float:
        """Return the share (0..1) that was not over when last seen."""
        return 1 - self.events / self.n

    @property
    def last(self) -> int | None:
        """Return the longest duration at which something ended; None if nothing did."""
        return int(self.times[-1]) if len(self.times) else None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and the ends of its interval; None where the curve does not reach so far."""

    value: float | None
    low: float | None
    high: float | None


def kaplan_meier(durations: Sequence[int], ended: Sequence[int], still: Sequence[int], step: int = 1) -> Curve | None:
    """Return the curve of durations, how many ended at each, and how many were still open then; None if there are none.

    What is open at a duration counts as lasting longer than it. Durations may be in any order and repeated; they are
    rounded down to whole steps, in which the curve is told.
    Source: E. L. Kaplan and P. Meier, Nonparametric estimation from incomplete observations (1958).
    """
    import numpy as np

    times = _whole(durations) // step
    lengths = _added(Lengths(times, np.asarray(ended, np.int64), np.asarray(still, np.int64)))
    events = int(lengths.ended.sum())
    n = events + int(lengths.still.sum())
    return _curve(lengths, n, events) if n else None


def _whole(numbers: Sequence[int]) -> NDArray[Any]:
    import numpy as np

    try:
        return np.asarray(numbers, np.int64)
    except OverflowError:
        return np.asarray(numbers, object)


def _added(lengths: Lengths) -> Lengths:
    """Return the lengths in order, those of one duration added."""
    import numpy as np

    if bool((lengths.times[1:] > lengths.times[:-1]).all()):
        return lengths
    times, places = np.unique(lengths.times, return_inverse=True)
    ended, still = np.zeros(len(times), np.int64), np.zeros(len(times), np.int64)
    np.add.at(ended, places, lengths.ended)
    np.add.at(still, places, lengths.still)
    return Lengths(times, ended, still)


def _curve(lengths: Lengths, n: int, events: int) -> Curve:
    import numpy as np

    gone = lengths.ended + lengths.still
    steps = np.flatnonzero(lengths.ended)
    ended, at_risk = lengths.ended[steps], (n - np.cumsum(gone) + gone)[steps]
    left = at_risk - ended
    # Where all that is left ends, nothing is known of the spread.
    spread = np.full(len(steps), np.inf)
    np.divide(ended, at_risk.astype(np.float64) * left, out=spread, where=left > 0)
    return Curve(lengths.times[steps], np.cumprod(left / at_risk), np.cumsum(spread), lengths, n, events)


def duration_quantile(curve: Curve, q: float, confidence: float = CONFIDENCE) -> Estimate:
    """Return the shortest duration within which a share q (0..1) is over, in the histogram's unit, with its interval.

    None where the curve (or a limit of it) never falls so far: more than 1 - q are still open.
    Source: R. Brookmeyer and J. Crowley, A confidence interval for the median survival time (1982), log-log limits.
    """
    import numpy as np

    left, steps = 1 - q + ROUNDING, len(curve.times)
    fallen = int(np.argmax(curve.surviving <= left)) if steps and curve.surviving[-1] <= left else steps
    # The lower limit lies below the share itself, the upper one above it.
    low = _reached(curve, slice(0, fallen + 1), 0, left, confidence)
    high = _reached(curve, slice(fallen, steps), 1, left, confidence)
    return Estimate(int(curve.times[fallen]) if fallen < steps else None, low, high)


def _reached(curve: Curve, steps: slice, limit: int, left: float, confidence: float) -> int | None:
    """Return the first of some steps' durations at which a limit (0: lower, 1: upper) of the curve is low enough."""
    import numpy as np

    surviving = curve.surviving[steps]
    with np.errstate(all="ignore"):
        wide = np.exp(deviate(confidence) * np.sqrt(curve.greenwood[steps]) / -np.log(surviving))
        near = np.where(surviving > 0, surviving ** (1 / wide if limit else wide), 0.0) <= left + ROUNDING
    # numpy's exponentials differ by processor in the last digit, so those of C decide.
    found = (int(at) + steps.start for at in np.flatnonzero(near))
    return next((int(curve.times[at]) for at in found if _band(curve, at, confidence)[limit] <= left), None)


def share_within(curve: Curve, duration: int, confidence: float = CONFIDENCE) -> Estimate:
    """Return the share (0..1) that is over within a duration, with its interval.

    None where nothing was watched for so long. Greenwood's variance with log-log limits; where none or all are over it
    has nothing to say, and the exact interval of those who were watched so long, or of those who ended, stands in.
    Source: M. Greenwood, The natural duration of cancer (1926); J. D. Kalbfleisch and R. L. Prentice (1980).
    """
    lengths = curve.lengths
    at = int(curve.times.searchsorted(duration, side="right")) - 1
    last = curve.surviving[-1] if len(curve.times) else 1.0
    if duration > lengths.times[-1] and last > 0:
        return Estimate(None, None, None)
    if at < 0:
        ended, still = lengths.ended[lengths.times > duration], lengths.still[lengths.times >= duration]
        return Estimate(0.0, *clopper_pearson(0, int(ended.sum() + still.sum()), confidence))
    low, high = _band(curve, at, confidence)
    return Estimate(1 - float(curve.surviving[at]), 1 - high, 1 - low)


def _band(curve: Curve, at: int, confidence: float) -> Interval:
    """Return the interval of the share that lasts longer than a step."""
    surviving = float(curve.surviving[at])
    if surviving <= 0:
        return clopper_pearson(0, curve.events, confidence)
    wide = exp(deviate(confidence) * sqrt(float(curve.greenwood[at])) / -log(surviving))
    return surviving**wide, surviving ** (1 / wide)
