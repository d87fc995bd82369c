"""Tensions that fired: one number got better while another got worse, both by more than noise."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from govcode.history.record import Definition
from govcode.review.quarter import Stretch
from govcode.review.scene import Scene

TENSION = "tension"


@dataclass(frozen=True, slots=True)
class Fired:
    """A tension of a vendor: in which weeks it fired, and what its newest finding says."""

    check: str
    vendor: str | None
    segment: tuple[tuple[str, str], ...]
    definition: Definition
    weeks: tuple[Stretch, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Tensions:
    """Those that fired, how many were looked at, and those that could not be judged in the quarter, with the reason.

    `unsure` are those that could not be judged of a vendor, or of none.
    """

    fired: tuple[Fired, ...]
    judged: int
    unjudged: tuple[tuple[str, str], ...]  # check, reason
    unsure: tuple[str, ...] = ()


def tensions_of(scene: Scene) -> Tensions:
    """Return the tensions of the quarter, by name and vendor."""
    fired, judged, unjudged, unsure = [], 0, {}, []
    for check, several in scene.by_check.items():
        if several[-1].definition.kind != TENSION:
            continue
        inside = scene.of(check, segments=True)
        known = [seen for seen in inside if seen.judged]
        judged += bool(known)
        if inside and not known:
            unjudged[check] = inside[-1].result.reason or "no reason is told"
        if {(seen.vendor, seen.segment) for seen in inside} - {(seen.vendor, seen.segment) for seen in known}:
            unsure.append(check)
        grouped = defaultdict(list)
        for seen in known:
            if seen.outcome == "fail":
                grouped[seen.vendor, seen.segment].append(seen)
        for (vendor, segment), times in grouped.items():
            newest = times[-1]
            weeks = tuple(seen.stretch for seen in times)
            fired.append(Fired(check, vendor, segment, newest.definition, weeks, newest.result.reason or ""))
    return Tensions(tuple(fired), judged, tuple(sorted(unjudged.items())), tuple(unsure))
