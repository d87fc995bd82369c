"""What a KPI is, and the ways to make one number of rows; what a run has to say of each part and period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, TypeAlias

from tests.oracle import kpis

Row: TypeAlias = dict[str, Any]
Truth: TypeAlias = bool | None
Told: TypeAlias = tuple[float | Fraction | None, int]  # the value, and how many rows it rests on
When: TypeAlias = Callable[[Row, datetime], Truth]

WEEK, TWO_WEEKS = timedelta(days=7), timedelta(days=14)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Kpi:
    """A KPI: rows of a dataset for which `where` is true, less those that are left `out`, one value per part.

    `unusable` are rows the measure itself cannot use; `alone` says that the value of one row would be its cell.
    """

    of: str
    value: Callable[[Sequence[Row], datetime], Told]
    cohort: str | None
    period: str | None
    where: When = lambda _row, _now: True
    out: dict[str, When] = field(default_factory=dict)
    unusable: dict[str, When] = field(default_factory=dict)
    by: tuple[str, ...] = ("vendor",)
    zone: str = "Europe/Amsterdam"
    week_starts: int = 0
    maturity: timedelta = timedelta()
    rolling: int = 1
    alone: bool = False


def share(hit: When) -> Callable[[Sequence[Row], datetime], Told]:
    """Return the part of rows for which a condition is true."""
    return lambda rows, now: (kpis.share(rows, lambda row: hit(row, now)), len(rows))


def mean(value: Callable[[Row], float | Fraction | None]) -> Callable[[Sequence[Row], datetime], Told]:
    """Return the mean of what is there."""
    return lambda rows, _: (kpis.mean(map(value, rows)), sum(value(row) is not None for row in rows))


def quantile(
    value: Callable[[Row], timedelta | None], q: Fraction, unit: timedelta
) -> Callable[[Sequence[Row], datetime], Told]:
    """Return a quantile of durations in a unit."""

    def told(rows: Sequence[Row], _: datetime) -> Told:
        known = [Fraction(v // timedelta(microseconds=1)) for row in rows if (v := value(row)) is not None]
        found = kpis.quantile(known, q)
        return None if found is None else found / (unit // timedelta(microseconds=1)), len(known)

    return told


def survival(
    lasted: Callable[[Row, datetime], timedelta], over: When, within: timedelta | None = None
) -> Callable[[Sequence[Row], datetime], Told]:
    """Return the hours within which half is over, or the part that is over within a time."""

    def told(rows: Sequence[Row], now: datetime) -> Told:
        # A minute that has begun counts as a whole one.
        steps = [(-(-lasted(row, now) // MINUTE), over(row, now) is True) for row in rows]
        if within is not None:
            return kpis.over_within(steps, within // MINUTE), len(rows)
        median = kpis.survival_median(steps)
        return None if median is None else Fraction(median, 60), len(rows)

    return told


def level(of: str) -> Callable[[Sequence[Row], datetime], Told]:
    """Return the service level of two minutes under a denominator."""
    within, short = timedelta(minutes=2), timedelta(seconds=10)
    return lambda rows, _: kpis.service_level(rows, within, short, of)


def ratio(
    above: Callable[[Row], float | None], below: Callable[[Row], float | None]
) -> Callable[[Sequence[Row], datetime], Told]:
    """Return one sum over another, each of what is there."""

    def told(rows: Sequence[Row], _: datetime) -> Told:
        up = sum((exactly(v) for row in rows if (v := above(row)) is not None), Fraction(0))
        down = [exactly(v) for row in rows if (v := below(row)) is not None]
        return up / sum(down) if sum(down) else None, len(down)

    return told


def exactly(value: float) -> Fraction:
    """Return the decimal that a number was written as."""
    return Fraction(str(value))


def seconds(value: timedelta | None) -> Fraction | None:
    """Return a duration in seconds."""
    return None if value is None else Fraction(value // timedelta(microseconds=1), 1_000_000)


def agreement(rows: Sequence[Row], _: datetime) -> Told:
    """Return the agreement of the reviews of the same thing, and how many things were reviewed twice."""
    units: dict[str, list[float]] = {}
    for row in rows:
        units.setdefault(row["subject_id"], []).append(row["score"])
    return kpis.alpha(list(units.values())), sum(len(scores) > 1 for scores in units.values())


def nps(rows: Sequence[Row], _: datetime) -> Told:
    """Return the net promoter score of the answers on its scale."""
    scores = [row["score_raw"] for row in rows]
    return kpis.nps(scores), sum(on_nps(score) for score in scores)


def on_nps(score: int | None) -> bool:
    """Say whether an answer is on the scale of the net promoter score."""
    return score is not None and 0 <= score <= 10


def leavers(rows: Sequence[Row], _: datetime) -> Told:
    """Return how many leave per year of the average daily headcount."""
    left = sum(row["left"] is True and row["left_reason"] not in {None, "transfer"} for row in rows)
    return Fraction(365 * left, len(rows)) if rows else None, len(rows)


def total(value: Callable[[Row], timedelta | None], unit: timedelta) -> Callable[[Sequence[Row], datetime], Told]:
    """Return the sum of durations in a unit."""

    def told(rows: Sequence[Row], _: datetime) -> Told:
        known = [v for row in rows if (v := value(row)) is not None]
        return Fraction(sum(known, timedelta()) // timedelta(microseconds=1), unit // timedelta(microseconds=1)) if (
            known
        ) else None, len(known)

    return told


def filled(*columns: str) -> When:
    """Say that columns are filled."""
    return lambda row, _: all(row[column] is not None for column in columns)


@dataclass(frozen=True)
class Expected:
    """What a finding of a KPI has to say: the value, its rows, what was left out, and whether it is too early."""

    value: float | None
    n: int
    out: tuple[tuple[str, int], ...]
    immature: bool


Part: TypeAlias = tuple[tuple[str, ...], datetime | None]


def expected(kpi: Kpi, rows: Iterable[Row], now: datetime) -> dict[Part, Expected]:
    """Return what is known of each part of the rows and each period."""
    # Without parts and periods there is always one value: that of all rows, be there none.
    kept: dict[Part, list[Row]] = {} if kpi.by or kpi.period else {((), None): []}
    out: dict[Part, dict[str, int]] = {}
    for row in rows:
        if kpi.where(row, now) is not True:
            continue
        part = tuple(_shown(row[column]) for column in kpi.by), _start(kpi, row)
        reason = next((name for name, leaves in kpi.out.items() if leaves(row, now) is True), None)
        unusable = next((name for name, leaves in kpi.unusable.items() if leaves(row, now) is True), None)
        if reason is None:
            kept.setdefault(part, []).append(row)
        if reason or unusable:
            counts = out.setdefault(part, {})
            counts[reason or str(unusable)] = counts.get(reason or str(unusable), 0) + 1
    names = [*kpi.out, *kpi.unusable]
    windows = _windows(kpi, kept)
    return {
        part: _told(kpi, part, window, now, tuple((n, out[part][n]) for n in names if n in out.get(part, {})))
        for part, window in windows.items()
    }


def _shown(value: str | None) -> str:
    """Return what a text is told as; those with a blank have no declared form."""
    if value is None:
        return "(empty)"
    return "(undeclared)" if " " in value else value


def _start(kpi: Kpi, row: Row) -> datetime | None:
    if kpi.cohort is None or kpi.period is None:
        return None
    return kpis.period_start(row[kpi.cohort], kpi.period, kpi.zone, kpi.week_starts)


def _windows(kpi: Kpi, kept: dict[Part, list[Row]]) -> dict[Part, tuple[list[Row], bool]]:
    """Return the rows that each value covers, and whether these are periods enough."""
    if kpi.rolling == 1 or kpi.period is None:
        return {part: (rows, True) for part, rows in kept.items()}
    found: dict[Part, tuple[list[Row], bool]] = {}
    for segment in {segment for segment, _ in kept}:
        starts = [start for known, start in kept if known == segment and start is not None]
        start, periods = min(starts), list[datetime]()
        while start <= max(starts):
            periods.append(start)
            start = kpis.period_end(start, kpi.period)
        for last in range(len(periods)):
            covered = periods[max(0, last + 1 - kpi.rolling) : last + 1]
            rows = [row for one in covered for row in kept.get((segment, one), [])]
            found[segment, periods[last]] = rows, len(covered) == kpi.rolling
    return found


def _told(
    kpi: Kpi, part: Part, window: tuple[list[Row], bool], now: datetime, out: tuple[tuple[str, int], ...]
) -> Expected:
    (rows, full), start = window, part[1]
    value, n = kpi.value(rows, now)
    if not full or (kpi.alone and n == 1):
        value = None
    closes = now if start is None or kpi.period is None else kpis.closing(start, kpi.period, kpi.zone, kpi.maturity)
    return Expected(None if value is None else float(value), n, out, closes > now)
