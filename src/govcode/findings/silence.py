"""Promised hours in which nothing arrived."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, TypeAlias

from govcode.calendar.asking import elapsed
from govcode.findings.finding import Outcome
from govcode.findings.series import TOO_FEW, Seen, by_series
from govcode.ir.check import Silence
from govcode.ir.clock import Clock
from govcode.ir.measure import Grouped

HOUR = timedelta(hours=1)
MOST = timedelta(days=4_000)  # moments further apart than ten years are no silence, one of them is wrong
Promised: TypeAlias = Callable[[datetime], bool]


def silence(limit: Silence, found: Grouped, min_n: int) -> tuple[Seen, ...]:
    """Return of each series how many of how many promised hours lie in stretches without a row, and where these start.

    Stretches begin and end with a row: what comes after the last one is a matter of freshness.
    """
    promised, all_ = _promised(limit.clock), by_series(limit.by, found.groups)
    told = ((where, _hours(groups)) for where, groups in all_.items())
    return tuple(
        _seen(where, sorted(hours), limit.longest, promised)
        if hours.total() >= min_n
        else Seen(where, 0, len(hours), outcome=Outcome.INCONCLUSIVE, says=TOO_FEW)
        for where, hours in told
        if hours
    )


def _hours(groups: Sequence[tuple[Any, ...]]) -> Counter[datetime]:
    """Return how many rows each hour has."""
    found: Counter[datetime] = Counter()
    for day, hour, count in groups:
        if isinstance(day, datetime):
            found[day + hour * HOUR] += count
    return found


def _promised(clock: Clock | None) -> Promised | None:
    """Return what says whether a whole hour is promised; None if every hour is."""
    if clock is None:
        return None
    whole = HOUR // timedelta(microseconds=1)
    return lambda hour: elapsed(clock, hour, hour + HOUR) == whole


def _seen(where: Any, hours: Sequence[datetime], longest: int, promised: Promised | None) -> Seen:  # noqa: ANN401 - a place
    population = sum(promised is None or promised(hour) for hour in hours)
    found: list[tuple[int, datetime]] = []
    for before, after in pairwise(hours):
        silent = list(_between(before, after, promised))
        population += len(silent)
        if len(silent) >= longest:
            found.append((-len(silent), silent[0]))
    names = tuple(f"{start:%Y-%m-%d %H:00} UTC, {-length} hours" for length, start in sorted(found))
    return Seen(where, -sum(length for length, _ in found), population, names)


def _between(before: datetime, after: datetime, promised: Promised | None) -> Iterator[datetime]:
    if after - before > MOST:
        return
    hour = before + HOUR
    while hour < after:
        if promised is None or promised(hour):
            yield hour
        hour += HOUR
