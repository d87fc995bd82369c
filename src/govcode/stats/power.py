"""How much data it takes to prove something, and how many people to keep a promise."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, exp

from govcode.stats.intervals import CONFIDENCE, deviate, poisson


def rows_to_prove(limit: float, confidence: float = CONFIDENCE) -> int:
    """Return the fewest rows with which a share (0..1, below 1) can be proven to keep its limit, if all are hits.

    Source: the lower end of Wilson's interval is then n / (n + z²).
    """
    return max(1, ceil(deviate(confidence) ** 2 * limit / (1 - limit)))


def rows_to_disprove(limit: float, truth: float, confidence: float = CONFIDENCE) -> int:
    """Return the rows after which a share seen at its true value, other than the limit (both 0..1), proves a breach.

    Source: Wilson's interval excludes the limit once (truth - limit)² exceeds z² limit (1 - limit) / n.
    """
    return ceil(deviate(confidence) ** 2 * limit * (1 - limit) / (truth - limit) ** 2)


def answers_for_mean(sd: float, half_width: float, confidence: float = CONFIDENCE) -> int:
    """Return the values it takes to know a mean to plus or minus `half_width`, in the unit of `sd`."""
    return ceil((deviate(confidence) * sd / half_width) ** 2)


def answers_for_nps(promoters: float, detractors: float, half_width: float, confidence: float = CONFIDENCE) -> int:
    """Return the answers it takes to know a net promoter score to plus or minus `half_width` points.

    `promoters` and `detractors` are the expected shares (0..1). Source: the variance p + d - (p - d)² of one answer.
    """
    variance = promoters + detractors - (promoters - detractors) ** 2
    return ceil(variance * (deviate(confidence) * 100 / half_width) ** 2)


def events_to_prove(limit: float, exposure: float, confidence: float = CONFIDENCE) -> int:
    """Return the fewest events in the exposure that prove a rate above the limit, which is per unit of exposure.

    Leavers in a quarter that prove more than 30 % a year: `events_to_prove(0.30, headcount / 4)`.
    Source: the lower end of Garwood's interval.
    """
    events = 1
    while poisson(events, exposure, confidence=confidence)[0] <= limit:
        events += 1
    return events


@dataclass(frozen=True, slots=True)
class Queue:
    """How a staffed line fares: erlangs offered, then shares in 0..1, and the mean wait in the unit of handle time."""

    intensity: float
    waiting: float
    service_level: float
    occupancy: float
    mean_wait: float


def erlang_c(calls: float, period: float, handle: float, agents: int, target: float) -> Queue | None:
    """Return how `agents` fare with so many calls in a period, each of `handle` time, to be answered within `target`.

    Times share one unit. None where there is no work, or no more agents than erlangs: then the queue never ends.
    Nobody hangs up in this model. Source: A. K. Erlang (1917); the recursion is that of Erlang B.
    """
    intensity = calls * handle / period
    if intensity <= 0 or agents <= intensity:
        return None
    blocked = 1.0
    for lines in range(1, agents + 1):
        blocked = intensity * blocked / (lines + intensity * blocked)
    occupancy = intensity / agents
    waiting = blocked / (1 - occupancy * (1 - blocked))
    spare = agents - intensity
    return Queue(intensity, waiting, 1 - waiting * exp(-spare * target / handle), occupancy, waiting * handle / spare)
