"""How a check stood over time: each week, or each period of its own, kept, broken or blank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from govcode.review.quarter import Quarter, Stretch
from govcode.review.scene import Observation, Scene

_BLANK = frozenset({"no_data", "error"})


class Standing(StrEnum):
    """What is known of a stretch of time; only `kept` is good."""

    KEPT = "kept"
    BROKEN = "broken"
    UNSURE = "not sure"  # too few rows to tell
    BLANK = "blank"  # nothing arrived, or nobody looked
    EARLY = "not due"


_STANDINGS = {
    "pass": Standing.KEPT,
    "fail": Standing.BROKEN,
    "inconclusive": Standing.UNSURE,
    "immature": Standing.EARLY,
    "no_data": Standing.BLANK,
    "error": Standing.BLANK,
}


@dataclass(frozen=True, slots=True)
class Track:
    """How a check stood in each week of a quarter, as far as weeks are over or were looked at.

    `newest` is the last thing said of its weeks.
    """

    check: str
    vendor: str | None
    weeks: tuple[tuple[Stretch, Standing], ...]
    newest: Observation | None

    def count(self, standing: Standing) -> int:
        """Return in how many weeks it stood so."""
        return sum(1 for _, each in self.weeks if each is standing)

    @property
    def judged(self) -> int:
        """Return how many weeks were kept or broken."""
        return self.count(Standing.KEPT) + self.count(Standing.BROKEN)


def track_of(scene: Scene, check: str, vendor: str | None, quarter: Quarter | None = None) -> Track:
    """Return the weeks of a check for a vendor; a period longer than a week stands for all weeks that begin in it.

    What is not told by vendor holds for each of them, unless something is said of the vendor in the same week. A week
    that is over, and that nobody looked at, is blank.
    """
    today = scene.as_of.date()
    weeks: list[tuple[Stretch, Standing]] = []
    newest: Observation | None = None
    for week in (quarter or scene.quarter).weeks:
        seen = _seen_in(scene, check, vendor, week.start)
        if seen:
            weeks.append((week, standing_of(seen)))
            newest = seen[-1]
        elif week.end <= today:
            weeks.append((week, Standing.BLANK))
    return Track(check, vendor, tuple(weeks), newest)


def _seen_in(scene: Scene, check: str, vendor: str | None, monday: date) -> list[Observation]:
    """Return what is said of a week: of all rows, or of segments where that is all there is."""
    own = scene.by_week.get((check, vendor, monday)) or scene.by_week.get((check, None, monday), [])
    return [seen for seen in own if not seen.segment] or own


def failing_of(scene: Scene, check: str, vendor: str | None) -> tuple[Observation, ...]:
    """Return what broke the weeks of the quarter: the observations by which a track counts them as broken."""
    found = (seen for week in scene.quarter.weeks for seen in _seen_in(scene, check, vendor, week.start))
    return tuple(seen for seen in found if seen.outcome == "fail")


def steps_of(scene: Scene, check: str, vendor: str | None) -> tuple[tuple[Stretch, Standing], ...]:
    """Return how a check stood in each of its own periods, over the whole history; a gap between them is blank."""
    by_stretch: dict[Stretch, list[Observation]] = defaultdict(list)
    for seen in seen_of(scene, check, vendor):
        by_stretch[seen.stretch].append(seen)
    steps: list[tuple[Stretch, Standing]] = []
    for stretch in sorted(by_stretch):
        if steps and stretch.start > steps[-1][0].end:
            steps.append((Stretch(steps[-1][0].end, stretch.start), Standing.BLANK))
        steps.append((stretch, standing_of(by_stretch[stretch])))
    return tuple(steps)


def seen_of(scene: Scene, check: str, vendor: str | None) -> tuple[Observation, ...]:
    """Return what is said of a check for a vendor: of all its rows, or of its segments where that is all there is."""
    own = scene.by_vendor.get((check, vendor), ())
    if vendor is not None:
        told = {seen.stretch for seen in own}
        own = (*own, *(seen for seen in scene.by_vendor.get((check, None), ()) if seen.stretch not in told))
    return tuple(seen for seen in own if not seen.segment) or own


def standing_of(several: Sequence[Observation]) -> Standing:
    """Return how a check stood by what was seen in one stretch: the worst, but as much unknown as known is blank."""
    if len(several) == 1:
        return _STANDINGS.get(several[0].outcome, Standing.BLANK)
    outcomes = [seen.outcome for seen in several]
    judged = sum(1 for seen in several if seen.judged)
    if "fail" in outcomes:
        return Standing.BROKEN
    blank = sum(1 for outcome in outcomes if outcome in _BLANK)
    if judged and judged > blank:
        return Standing.KEPT
    if blank:
        return Standing.BLANK
    return Standing.UNSURE if "inconclusive" in outcomes else Standing.EARLY


def vendors_of(scene: Scene, check: str) -> tuple[str | None, ...]:
    """Return the vendors of which a check is told; only None where it is not told by vendor."""
    own = tuple(vendor for vendor in scene.vendors if (check, vendor) in scene.by_vendor)
    return own or ((None,) if (check, None) in scene.by_vendor else ())
