"""Control charts of the KPIs that left their usual range in the quarter."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from govcode.history.record import Definition, Drift
from govcode.review.quarter import Stretch
from govcode.review.scene import Scene


@dataclass(frozen=True, slots=True)
class Plotted:
    """The place of a period on its chart."""

    stretch: Stretch
    value: float | None
    drift: Drift


@dataclass(frozen=True, slots=True)
class Charted:
    """A KPI of a vendor and segment with all points of its chart up to the end of the quarter."""

    check: str
    vendor: str | None
    segment: tuple[tuple[str, str], ...]
    definition: Definition
    points: tuple[Plotted, ...]
    signals: tuple[Stretch, ...]  # in the quarter


@dataclass(frozen=True, slots=True)
class Charts:
    """The charts that signalled; how many did not, and how many cannot say, with the reason most have."""

    signalled: tuple[Charted, ...]
    quiet: int
    without: tuple[tuple[str, int], ...]  # reason, how many


def charts_of(scene: Scene) -> Charts:
    """Return the charts that signalled in the quarter, by KPI and vendor."""
    signalled: list[Charted] = []
    quiet, without = 0, defaultdict[str, int](int)
    for check, several in scene.by_check.items():
        grouped: dict[tuple[str | None, tuple[tuple[str, str], ...]], list[Plotted]] = defaultdict(list)
        for seen in several:
            drift = seen.result.drift
            # The newest value is watched a second time by a finding of its own, which has no figure.
            if drift is not None and seen.definition.figure is not None and seen.stretch.start < scene.quarter.end:
                grouped[seen.vendor, seen.segment].append(Plotted(seen.stretch, seen.result.value, drift))
        for (vendor, segment), points in grouped.items():
            inside = [point for point in points if scene.quarter.has(point.stretch.start)]
            signals = tuple(point.stretch for point in inside if point.drift.signal)
            if signals:
                definition = several[-1].definition
                signalled.append(Charted(check, vendor, segment, definition, _told(points), signals))
            elif any(point.drift.plotted is not None for point in inside):
                quiet += 1
            elif inside:
                without[inside[-1].drift.reason or "no reason is told"] += 1
    return Charts(tuple(signalled), quiet, tuple(sorted(without.items(), key=lambda pair: (-pair[1], pair[0]))))


def _told(points: list[Plotted]) -> tuple[Plotted, ...]:
    return tuple(point for point in points if point.drift.plotted is not None)
