"""Which periods a check promises a word on: those it is told by, while it is in force and has come to their end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import chain

from govcode.review.quarter import Quarter, Stretch
from govcode.review.scene import Observation, Scene

_STILL = timedelta(weeks=5)  # a check that is in no run so recent is no longer in force


@dataclass(frozen=True, slots=True)
class Held:
    """From when to when a check was in force; `weekday` is the day on which its weeks begin, 0 for Monday."""

    stretch: Stretch
    per: str | None
    weekday: int

    def due(self, within: Stretch) -> tuple[date, ...]:
        """Return the first days of the periods that begin in a stretch and were over while the check was in force."""
        return _due(self, within)

    def blank(self, within: Stretch, seen: Collection[date]) -> set[date]:
        """Return the first days of the due periods on which no run has a word, of those that `seen` ever had one on.

        A check that is not told by period looks at whatever was delivered: a later run has looked at earlier weeks.
        """
        due = {*self.due(within)}
        if self.per is not None or not seen:
            return due.difference(seen)
        newest = max(seen)
        return {start for start in due if start > newest}


@cache
def _due(held: Held, within: Stretch) -> tuple[date, ...]:
    first, last = held.stretch
    starts = _starts(held.per, within, held.weekday)
    return tuple(start for start in starts if start >= first and _end(held.per, start) <= last)


def held_of(scene: Scene) -> dict[str, Held]:
    """Return from when to when each check was in force, up to the as-of moment."""
    today = scene.as_of.date()
    newest = scene.runs[-1].record.as_of if scene.runs else scene.as_of
    recent = (run.record.definitions for run in scene.runs if newest - run.record.as_of <= _STILL)
    still = {definition.id for definition in chain.from_iterable(recent)}
    return {
        check: Held(
            Stretch(
                min(seen.stretch.start for seen in several),
                today if check in still else min(today, max(seen.stretch.end for seen in several)),
            ),
            several[-1].definition.per,
            _weekday(several),
        )
        for check, several in scene.by_check.items()
    }


def subjects_of(scene: Scene) -> dict[str, tuple[str | None, ...]]:
    """Return the vendors each check is told for; None alone where nobody can say whose rows they are.

    A vendor that was never seen by a check, but by others of the same dataset, is out of its scope; one that was seen
    by none of them has delivered nothing, which is told.
    """
    seen_by = {check: {seen.vendor for seen in several} - {None} for check, several in scene.by_check.items()}
    of_dataset: dict[str, set[str | None]] = defaultdict(set)
    for check, several in scene.by_check.items():
        of_dataset[several[-1].definition.dataset] |= seen_by[check]
    found: dict[str, tuple[str | None, ...]] = {}
    for check, several in scene.by_check.items():
        silent = {*scene.vendors} - of_dataset[several[-1].definition.dataset]
        theirs = tuple(v for v in scene.vendors if v in seen_by[check] | silent)
        found[check] = theirs if seen_by[check] else (None,)
    return found


def whole(quarter: Quarter) -> Stretch:
    """Return the days of a quarter."""
    return Stretch(quarter.start, quarter.end)


def _weekday(several: tuple[Observation, ...]) -> int:
    weekly = (seen.stretch.start.weekday() for seen in several if seen.definition.per == "week" and seen.result.period)
    return next(weekly, 0)


@cache
def _starts(per: str | None, within: Stretch, weekday: int) -> tuple[date, ...]:
    days = (within.end - within.start).days
    match per:
        case "day":
            return tuple(within.start + timedelta(days=i) for i in range(days))
        case "month":
            return _firsts(within, range(1, 13))
        case "quarter":
            return _firsts(within, range(1, 13, 3))
        case _:  # by the week, or seen by each run, of which there is one a week
            first = (weekday - within.start.weekday()) % 7
            return tuple(within.start + timedelta(days=i) for i in range(first, days, 7))


def _firsts(within: Stretch, months: range) -> tuple[date, ...]:
    years = range(within.start.year, within.end.year + 1)
    firsts = (date(year, month, 1) for year in years for month in months)
    return tuple(first for first in firsts if within.start <= first < within.end)


def _end(per: str | None, start: date) -> date:
    match per:
        case "day":
            return start + timedelta(days=1)
        case "month":
            return (start + timedelta(days=31)).replace(day=1)
        case "quarter":
            return Quarter(start.year, (start.month + 2) // 3).end
        case _:
            return start + timedelta(weeks=1)
