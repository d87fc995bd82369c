"""When tickets arrive: busy mornings, quiet nights and Sundays, weeks that differ, a slow season."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from math import pi, sin
from random import Random

from govcode.sample.clock import DAY, HOUR, Period
from govcode.sample.vendors import BY_NAME, REGIONS, VENDOR_MIX

_BY_HOUR = (2, 1, 1, 1, 1, 2, 5, 10, 18, 25, 27, 26, 22, 23, 25, 24, 22, 19, 15, 13, 11, 9, 6, 4)
_BY_WEEKDAY = (1.28, 1.15, 1.08, 1.05, 1.0, 0.58, 0.46)
_THURSDAY = 3  # the weekday of day 0 of the epoch
_WEEK_SPREAD = 0.12
_SEASON = 0.14


@dataclass(frozen=True, slots=True, order=True)
class Arrival:
    """A ticket's first moment, and whose it is."""

    at: int
    vendor: str
    region: str


def arrivals(tickets: int, period: Period, rng: Random) -> list[Arrival]:
    """Return `tickets` arrivals, oldest first."""
    weeks = [rng.lognormvariate(0, _WEEK_SPREAD) for _ in range(period.days // 7 + 1)]
    names = [VENDOR_MIX.draw(rng) for _ in range(tickets)]
    wanted = Counter((name, BY_NAME[name].regions.draw(rng)) for name in names)
    found: list[Arrival] = []
    for (vendor, region), count in sorted(wanted.items()):
        bounds = list(accumulate(_intensity(period, hour, region, weeks) for hour in range(period.days * 24)))
        hours = rng.choices(range(len(bounds)), cum_weights=bounds, k=count)
        found += [Arrival(period.start + hour * HOUR + rng.randrange(HOUR), vendor, region) for hour in hours]
    return sorted(found)


def _intensity(period: Period, hour: int, region: str, weeks: list[float]) -> float:
    at = period.start + hour * HOUR
    local = at + REGIONS[region].ahead(at) * HOUR
    day = hour // 24
    season = 1 + _SEASON * sin(2 * pi * day / max(period.days, 1))
    return _BY_HOUR[local // HOUR % 24] * _BY_WEEKDAY[(local // DAY + _THURSDAY) % 7] * season * weeks[day // 7]
