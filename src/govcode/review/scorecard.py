"""The scorecard: each KPI by month and vendor, as the contract says it and as the data can carry it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import TypeAlias

from govcode.history.record import Definition, Limits
from govcode.review.flow import told_as_flow
from govcode.review.judging import UNJUDGED, Judged, against
from govcode.review.periods import Held, held_of, subjects_of, whole
from govcode.review.pooling import NO_AMOUNT, Amount, Number, month_of, pooled
from govcode.review.quarter import Quarter, Stretch
from govcode.review.scene import Observation, Scene

KPI = "kpi"
_BLANK = frozenset({"no_data", "error"})
Segment: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What the vendor says of a value, and by how much that is more; over so many periods."""

    value: float
    gap: float
    periods: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Of `due` periods, `judged` were kept or broken, `failed` of those broken, `waived` of those accepted.

    `immature` ones are still open, `unsure` ones rest on too little, `blank` ones have no data or were never looked at.
    """

    due: int = 0
    judged: int = 0
    failed: int = 0
    waived: int = 0
    immature: int = 0
    unsure: int = 0
    blank: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A KPI in a month or quarter.

    `enough` says that it rests on as many rows as its definition asks for; `reason` why the newest period without a
    value has none, or what is said of the newest one.
    """

    stretch: Stretch
    tally: Tally
    amount: Amount = NO_AMOUNT
    target: Judged = UNJUDGED
    minimum: Judged = UNJUDGED
    enough: bool = True
    with_excused: Amount | None = None
    said: Said | None = None
    reason: str | None = None

    @property
    def accepted(self) -> bool:
        """Say whether every failure in it is waived."""
        return 0 < self.tally.failed == self.tally.waived


@dataclass(frozen=True, slots=True)
class Line:
    """A KPI of one vendor (None: not told by vendor) and segment: three months, the quarter, the quarter before."""

    check: str
    vendor: str | None
    segment: Segment
    definition: Definition
    months: tuple[Cell, ...]
    quarter: Cell
    before: Cell
    keys: tuple[str, ...] = ()
    keys_total: int = 0

    @property
    def promised(self) -> bool:
        """Say whether there is a limit it must keep, and somebody is bound by it."""
        limited = self.definition.target is not None or self.definition.minimum is not None
        return limited and self.definition.enforcement != "advisory"


@dataclass(frozen=True, slots=True)
class Series:
    """All periods of a KPI of one vendor and segment, in time, and when a word on it is due."""

    check: str
    vendor: str | None
    segment: Segment
    seen: tuple[Observation, ...]
    held: Held
    reasons: Mapping[date, str]  # why all vendors have no data

    def cell(self, stretch: Stretch) -> Cell:
        """Return what is known of a month or quarter."""
        first, stop = (bisect_left(self.seen, day, key=_begins) for day in stretch)
        return _cell(self, stretch, self.seen[first:stop])


def _begins(seen: Observation) -> date:
    return seen.stretch.start


def series_of(scene: Scene) -> tuple[Series, ...]:
    """Return the series of every KPI; those without a vendor only where nobody can tell whose rows they are.

    What is told as a flow is left out: a line for each pair of teams would bury the others.
    """
    held, subjects, found = held_of(scene), subjects_of(scene), []
    for check, several in scene.by_check.items():
        if several[-1].definition.kind != KPI:
            continue
        grouped: dict[tuple[str | None, Segment], list[Observation]] = defaultdict(list)
        for seen in several:
            grouped[seen.vendor, seen.segment].append(seen)
        nobodys = [] if None in subjects[check] else grouped.pop((None, ()), [])
        reasons = {seen.stretch.start: seen.result.reason or "" for seen in nobodys}
        for vendor in {*subjects[check]} - {of for of, _ in grouped}:
            grouped[vendor, ()] = []
        last = several[-1].definition
        shown = ((at, s) for at, s in grouped.items() if at[0] in subjects[check] and not told_as_flow(last, at[1]))
        found += [Series(check, *at, tuple(seen), held[check], reasons) for at, seen in shown]
    return tuple(found)


def scorecard_of(scene: Scene, every: Iterable[Series], quarter: Quarter | None = None) -> tuple[Line, ...]:
    """Return a line per KPI, vendor and segment that was in force in the quarter."""
    when = quarter or scene.quarter
    days = whole(when)
    lines = (_line(scene, series, when) for series in every if _in_force(series, days))
    return tuple(sorted(lines, key=lambda line: (line.check, line.vendor or "", line.segment)))


def limits_of(lines: Sequence[Line]) -> tuple[tuple[Limits | None, tuple[Line, ...]], ...]:
    """Return the contract limits of a KPI's vendors, each with those who must keep it: the most common one first.

    Of two as common, the one that is no vendor's override goes first.
    """
    found: dict[Limits | None, list[Line]] = {}
    for line in lines:
        found.setdefault(line.definition.minimum, []).append(line)
    whose = ((limit, tuple(several)) for limit, several in found.items())
    return tuple(sorted(whose, key=lambda one: (-len(one[1]), all(line.definition.vendor for line in one[1]))))


def _in_force(series: Series, days: Stretch) -> bool:
    overlaps = series.held.stretch.start < days.end and series.held.stretch.end > days.start
    return overlaps or any(days.start <= one.stretch.start < days.end for one in series.seen)


def _line(scene: Scene, series: Series, quarter: Quarter) -> Line:
    days, last = whole(quarter), None
    for one in series.seen:
        if one.stretch.start < days.end:
            last = one
    definition = last.definition if last else scene.definitions[series.check]
    keyed = next((o for o in reversed(series.seen) if days.start <= o.stretch.start < days.end and o.result.keys), None)
    return Line(
        series.check,
        series.vendor,
        series.segment,
        definition,
        tuple(series.cell(month) for month in quarter.months),
        series.cell(days),
        series.cell(whole(quarter.plus(-1))),
        keyed.result.keys if keyed else (),
        keyed.result.keys_total if keyed else 0,
    )


def _cell(series: Series, stretch: Stretch, seen: Sequence[Observation]) -> Cell:
    told = [one for one in seen if one.outcome not in _BLANK]
    closed = [one for one in told if one.outcome != "immature"]
    judged = [one for one in closed if one.judged]
    failed = [one for one in judged if one.outcome == "fail"]
    starts = {one.stretch.start for one in told}
    blank = _blank(series, stretch, seen, starts)
    tally = Tally(
        len(blank | starts),
        len(judged),
        len(failed),
        sum(one.result.waived_by is not None for one in failed),
        len(told) - len(closed),
        len(closed) - len(judged),
        len(blank),
    )
    reason = _reason(series, seen, blank)
    if not closed:
        return Cell(stretch, tally, reason=reason)
    definition = closed[-1].definition
    results = [one.result for one in closed]
    amount = month_of(definition, results, one_definition=same_definition(closed))
    enough = definition.min_n is None or amount.n >= definition.min_n
    limits = (definition.target, definition.minimum)
    target, minimum = (against(limit, amount, results, enough=enough) for limit in limits)
    excused = _with_excused(definition, closed)
    said = _said(definition, closed)
    return Cell(stretch, tally, amount, target, minimum, enough, excused, said, reason)


def same_definition(seen: Iterable[Observation]) -> bool:
    """Say whether all was measured by one definition."""
    return len({one.definition.hash for one in seen}) <= 1


def _blank(series: Series, stretch: Stretch, seen: Sequence[Observation], told: set[date]) -> set[date]:
    """Return the first days of the periods without data: nobody looked at them, or who looked found nothing."""
    if series.held.per is not None:
        return series.held.blank(stretch, told)
    ever = {one.stretch.start for one in series.seen if one.outcome not in _BLANK}
    found_nothing = {one.stretch.start for one in seen} | {
        at for at in series.reasons if stretch.start <= at < stretch.end
    }
    return series.held.blank(stretch, ever) | (found_nothing - told)


def _reason(series: Series, seen: Sequence[Observation], blank: set[date]) -> str | None:
    """Return why the newest blank period is blank, or what is said of the newest one."""
    if not blank:
        return next((one.result.reason for one in reversed(seen) if one.result.reason), None)
    at = max(blank)
    own = next((one.result.reason for one in reversed(seen) if one.stretch.start == at and one.result.reason), None)
    return own or series.reasons.get(at) or "no run has a value for it"


def _with_excused(definition: Definition, closed: Sequence[Observation]) -> Amount | None:
    """Return the value with what excused events leave out, where they leave out anything."""
    if all(one.result.with_excused is None for one in closed):
        return None
    whole_values = (one.result.with_excused or (one.result.value, one.result.n or 0) for one in closed)
    return pooled(definition, [Number(value, n) for value, n in whole_values if value is not None])


def _said(definition: Definition, closed: Sequence[Observation]) -> Said | None:
    """Return what the vendor says, put together as the value is, over the periods of which it says anything."""
    both = [(r, r.claim.value) for one in closed if (r := one.result).claim is not None and r.value is not None]
    if not both:
        return None
    theirs = pooled(definition, [Number(value, result.n or 0) for result, value in both])
    ours = pooled(definition, [Number(result.value or 0.0, result.n or 0) for result, _ in both])
    if theirs.value is None or ours.value is None:
        return None
    return Said(theirs.value, fsum((theirs.value, -ours.value)), len(both))
