"""Arrivals by hour of the day: quiet at night, busiest by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from govcode.findings.allowing import kept
from govcode.findings.finding import Outcome
from govcode.findings.series import TOO_FEW, Seen, by_series
from govcode.ir.check import Rhythm
from govcode.ir.measure import Grouped


def rhythm(limit: Rhythm, found: Grouped, min_n: int) -> tuple[Seen, ...]:
    """Return of each series how many rows fall into the night; its busiest hour has to lie outside."""
    series = by_series(limit.by, found.groups)
    return tuple(_seen(where, groups, limit, min_n) for where, groups in series.items())


def _seen(where: Any, groups: Sequence[tuple[Any, ...]], limit: Rhythm, min_n: int) -> Seen:  # noqa: ANN401 - a place
    hours: Counter[int] = Counter()
    for hour, count in groups:
        if hour is not None:
            hours[hour] += count
    night = {hour: count for hour, count in hours.items() if _within(hour, limit.night)}
    n, asleep = hours.total(), sum(night.values())
    if n < min_n:
        return Seen(where, asleep, n, outcome=Outcome.INCONCLUSIVE, says=TOO_FEW)
    busiest = min(hours, key=lambda hour: (-hours[hour], hour in night, hour))
    quiet = kept(limit.most, asleep, n) and busiest not in night
    start, end = limit.night
    says = (
        f"{asleep:,} of {n:,} rows fall between {start:02}:00 and {end % 24:02}:00 ({limit.zone}); "
        f"the busiest hour starts at {busiest:02}:00"
    )
    return Seen(where, asleep, n, outcome=Outcome.PASS if quiet else Outcome.FAIL, says=says)


def _within(hour: int, span: tuple[int, int]) -> bool:
    """Say whether an hour of the day lies in a span, which may go past midnight."""
    start, end = span
    return start <= hour < end if start < end else hour >= start or hour < end
