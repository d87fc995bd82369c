"""What this review cannot say, and why: missing data, open windows, too few rows, failed gates, missing runs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from govcode.review.definitions import Changed, changes_of
from govcode.review.promises import Promise
from govcode.review.quarter import Stretch
from govcode.review.scene import Observation, Scene
from govcode.review.scorecard import Line, Segment

# The words of `findings/gates.py`, by which a KPI says that the check of its data before it did not hold.
_GATE = re.compile(r"(?:failed|keeps) the gates? (.+)")
_NAME = re.compile(r"'([^']+)'")


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A check of a vendor that has no outcome in so many of its periods, and the newest reason."""

    check: str
    vendor: str | None
    segment: Segment
    periods: int
    of: int
    reason: str


@dataclass(frozen=True, slots=True)
class Gate:
    """A check of the data that did not hold, and the KPIs that therefore have no data."""

    check: str
    kpis: tuple[str, ...]
    vendors: tuple[str, ...]
    periods: int


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of the review."""

    no_data: tuple[Unsaid, ...]
    immature: tuple[Unsaid, ...]
    small: tuple[Unsaid, ...]
    errors: tuple[Unsaid, ...]
    gates: tuple[Gate, ...]
    changes: tuple[Changed, ...]
    weeks_without_run: tuple[Stretch, ...]
    partial_runs: tuple[str, ...]  # of one vendor only
    fidelity: tuple[tuple[str, tuple[str, ...]], ...]  # what is said, of which checks


def limits_of(scene: Scene, lines: Sequence[Line], promises: Sequence[Promise]) -> Limits:
    """Return what could not be said of the quarter."""
    inside = [seen for check in scene.by_check for seen in scene.of(check, segments=True)]
    return Limits(
        tuple(_blank(lines, promises)),
        _unsaid(inside, "immature"),
        _unsaid(inside, "inconclusive"),
        _unsaid(inside, "error"),
        _gates(inside),
        changes_of(scene),
        _without_run(scene),
        tuple(run.record.run for run in scene.in_quarter if run.record.vendor is not None and scene.vendor is None),
        _fidelity(inside),
    )


def _blank(lines: Iterable[Line], promises: Iterable[Promise]) -> Iterable[Unsaid]:
    for line in lines:
        tally = line.quarter.tally
        if tally.blank:
            reason = line.quarter.reason or ""
            yield Unsaid(line.check, line.vendor, line.segment, tally.blank, tally.due, reason)
    told = {line.check for line in lines}
    for promise in promises:
        missing = promise.unjudged_last
        if promise.check in told or not (promise.blank or promise.missing):
            continue
        why = (missing.result.reason or "nothing was delivered") if missing else "no run looked"
        periods = promise.blank + promise.unjudged
        yield Unsaid(promise.check, promise.vendor, (), periods, periods + promise.judged, why)


def _unsaid(inside: Iterable[Observation], outcome: str) -> tuple[Unsaid, ...]:
    """Return the checks with an outcome, one entry each per vendor and segment, with the newest reason."""
    found: dict[tuple[str, str | None, Segment], list[Observation]] = defaultdict(list)
    every: dict[tuple[str, str | None, Segment], int] = defaultdict(int)
    for seen in inside:
        at = (seen.check, seen.vendor, seen.segment)
        every[at] += 1
        if seen.outcome == outcome:
            found[at].append(seen)
    return tuple(Unsaid(*at, len(several), every[at], _reason(several[-1])) for at, several in found.items())


def _reason(seen: Observation) -> str:
    n, least = seen.result.n, seen.definition.min_n
    few = f"{n} of at least {least} rows" if n is not None and least is not None and n < least else None
    return seen.result.reason or few or "no reason is told"


def _gates(inside: Iterable[Observation]) -> tuple[Gate, ...]:
    shut: dict[str, list[Observation]] = defaultdict(list)
    for seen in inside:
        if seen.outcome == "no_data" and (told := _GATE.search(seen.result.reason or "")):
            for name in _NAME.findall(told[1]):
                shut[name].append(seen)
    return tuple(
        Gate(
            name,
            _once(several, lambda seen: seen.check),
            _once(several, lambda seen: seen.vendor),
            len({(seen.check, seen.vendor, seen.segment, seen.stretch) for seen in several}),
        )
        for name, several in sorted(shut.items())
    )


def _once(several: Iterable[Observation], what: Callable[[Observation], str | None]) -> tuple[str, ...]:
    return tuple(sorted({told for seen in several if (told := what(seen)) is not None}))


def _without_run(scene: Scene) -> tuple[Stretch, ...]:
    """Return the weeks of the quarter, over by now, after whose end no run looked within a week."""
    days = sorted({run.record.as_of.date() for run in scene.runs})
    over = (week for week in scene.quarter.weeks if week.end <= scene.as_of.date())
    return tuple(w for w in over if not any(w.start < day <= w.end for day in days))


def _fidelity(inside: Iterable[Observation]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, set[str]] = defaultdict(set)
    for seen in inside:
        if seen.result.fidelity:
            found[seen.result.fidelity].add(seen.check)
    return tuple((says, tuple(sorted(checks))) for says, checks in sorted(found.items()))
