"""Eight quarters of every KPI, and the months of those that are worth a look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from govcode.review.judging import Verdict
from govcode.review.movements import change_of
from govcode.review.periods import whole
from govcode.review.quarter import Quarter
from govcode.review.scene import Scene
from govcode.review.scorecard import Cell, Line, Series

QUARTERS = 8
DRAWN = 24  # charts, so that a review of many vendors can still be read


@dataclass(frozen=True, slots=True)
class Trend:
    """A KPI of a vendor over eight quarters, this one the last; `months` is empty for one that is not drawn."""

    line: Line
    quarters: tuple[tuple[Quarter, Cell], ...]
    months: tuple[Cell, ...]


def trends_of(scene: Scene, every: Iterable[Series], lines: Sequence[Line]) -> tuple[Trend, ...]:
    """Return the trend of each line of the scorecard; drawn are those that missed most, then those that moved."""
    series = {(one.check, one.vendor, one.segment): one for one in every}
    quarters = tuple(scene.quarter.plus(back) for back in range(1 - QUARTERS, 1))
    drawn = {id(line) for line in sorted(lines, key=_rank)[:DRAWN] if _rank(line) < _QUIET}
    return tuple(
        Trend(
            line,
            (
                *((quarter, of.cell(whole(quarter))) for quarter in quarters[:-2]),
                *zip(quarters[-2:], known, strict=True),
            ),
            tuple(of.cell(month) for quarter in quarters for month in quarter.months) if id(line) in drawn else (),
        )
        for line in lines
        for known in [(line.before, line.quarter)]
        if (of := series.get((line.check, line.vendor, line.segment))) is not None
    )


_QUIET = 4


def _rank(line: Line) -> int:
    """Return how much a line is worth a look: 0 for a minimum missed beyond noise, 4 for nothing of note."""
    cell = line.quarter
    if cell.minimum.verdict is Verdict.MISSED:
        return 0
    if cell.minimum.literal is False:
        return 1
    if cell.target.literal is False:
        return 2
    change = change_of(line)
    return 3 if change is not None and change.direction else _QUIET
