"""Figures over lists of rows, the slow way: loops, fractions, nothing shared with the engines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

Row: TypeAlias = dict[str, Any]


def share(rows: Sequence[Row], hit: Callable[[Row], bool | None]) -> Fraction | None:
    """Return the part of the rows for which a condition is true; unknown is not true."""
    return Fraction(sum(hit(row) is True for row in rows), len(rows)) if rows else None


def mean(values: Iterable[float | Fraction | None]) -> Fraction | None:
    """Return the mean of the values that are there."""
    known = [Fraction(value) for value in values if value is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def quantile(values: Iterable[Fraction], q: Fraction) -> Fraction | None:
    """Return the quantile at position (n - 1) · q, between neighbours in proportion."""
    known = sorted(values)
    if not known:
        return None
    at = (len(known) - 1) * q
    low = int(at)
    high = min(low + 1, len(known) - 1)
    return known[low] + (known[high] - known[low]) * (at - low)


def nps(scores: Iterable[float | None]) -> Fraction | None:
    """Return the net promoter score of scores from 0 to 10; others do not count."""
    counted = [score for score in scores if score is not None and 0 <= score <= 10]
    if not counted:
        return None
    return Fraction(100 * (sum(s >= 9 for s in counted) - sum(s <= 6 for s in counted)), len(counted))


def surviving(durations: Sequence[tuple[int, bool]]) -> list[tuple[int, Fraction]]:
    """Return the Kaplan-Meier curve of (duration, over): after each end, the part that is not over yet."""
    curve: list[tuple[int, Fraction]] = []
    left = Fraction(1)
    for at in sorted({duration for duration, over in durations if over}):
        at_risk = sum(duration >= at for duration, _ in durations)
        ended = sum(duration == at and over for duration, over in durations)
        left *= 1 - Fraction(ended, at_risk)
        curve.append((at, left))
    return curve


def survival_median(durations: Sequence[tuple[int, bool]], q: float = 0.5) -> int | None:
    """Return the first duration by which a part of at least `q` is over; None if that is never seen."""
    return next((at for at, left in surviving(durations) if left <= 1 - Fraction(q)), None)


def over_within(durations: Sequence[tuple[int, bool]], horizon: int) -> Fraction | None:
    """Return the part that is over within a time; None if nothing was watched for so long and something lasts."""
    if not durations:
        return None
    left = next((left for at, left in reversed(surviving(durations)) if at <= horizon), Fraction(1))
    return 1 - left if left == 0 or max(duration for duration, _ in durations) >= horizon else None


def service_level(calls: Sequence[Row], within: timedelta, short: timedelta, of: str) -> tuple[Fraction | None, int]:
    """Return a service level under one of its five denominators, and the denominator; an unknown wait is a long one."""
    answered = [c for c in calls if c["outcome"] == "answered"]
    gone = [c for c in calls if c["outcome"] in {"abandoned", "short_abandoned"}]
    fast = sum(c["wait"] is not None and c["wait"] <= within for c in answered)
    quick = sum(c["wait"] is not None and c["wait"] <= within for c in gone)
    brief = sum(c["wait"] is not None and c["wait"] <= short for c in gone)
    above, below = {
        "answered": (fast, len(answered)),
        "offered": (fast, len(answered) + len(gone)),
        "offered_less_short": (fast, len(answered) + len(gone) - brief),
        "answered_or_abandoned_within": (fast + quick, len(answered) + len(gone)),
        "answered_and_abandoned_after": (fast, len(answered) + len(gone) - quick),
    }[of]
    return Fraction(above, below) if below else None, below


def period_start(at: datetime | date, period: str, zone: str, week_starts: int = 0) -> datetime:
    """Return the midnight at which the period of a moment (UTC) or day begins by the clocks of a zone."""
    day = at.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date() if isinstance(at, datetime) else at
    if period == "week":
        while day.weekday() != week_starts:
            day -= timedelta(days=1)
    if period in {"month", "quarter"}:
        day = day.replace(day=1)
    while period == "quarter" and day.month not in {1, 4, 7, 10}:
        day = (day - timedelta(days=1)).replace(day=1)
    return datetime.combine(day, time())


def period_end(start: datetime, period: str) -> datetime:
    """Return the midnight at which the period ends that begins at a midnight."""
    end = start + timedelta(days=1)
    while period_start(end.date(), period, "UTC", start.weekday()) == start:
        end += timedelta(days=1)
    return end


def closing(start: datetime, period: str, zone: str, maturity: timedelta) -> datetime:
    """Return the moment (UTC) from which on a period can be judged."""
    end = period_end(start, period).replace(tzinfo=ZoneInfo(zone))
    return end.astimezone(UTC).replace(tzinfo=None) + maturity


def alpha(units: Sequence[Sequence[float]]) -> Fraction | None:
    """Return Krippendorff's alpha for intervals: 1 less observed over expected disagreement."""
    pairable = [[Fraction(v) for v in unit] for unit in units if len(unit) > 1]
    values = [v for unit in pairable for v in unit]
    n = len(values)
    expected = sum(((a - b) ** 2 for a in values for b in values), Fraction(0))
    if n < 2 or expected == 0:
        return None
    observed = sum(
        (sum(((a - b) ** 2 for a in unit for b in unit), Fraction(0)) / (len(unit) - 1) for unit in pairable),
        Fraction(0),
    )
    return 1 - (n - 1) * observed / expected
