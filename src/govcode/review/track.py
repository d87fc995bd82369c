"""How a check stood over time: each week, or each period of its own, kept, broken or blank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from govcode.review.quarter import Quarter, Stretch
from govcode.review.scene import Observation, Scene

_BLANK = frozenset({"no_data", "error"})
_WEEK = "week"
_OWN = frozenset({"day", "month", "quarter"})  # lengths of time that are told by themselves, and not by weeks


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

    `newest` is the last thing said of its weeks; `own` are its own periods, each once, where they are not weeks, and
    `per` is what such a period is called.
    """

    check: str
    vendor: str | None
    weeks: tuple[tuple[Stretch, Standing], ...]
    newest: Observation | None
    per: str = _WEEK
    own: tuple[tuple[Stretch, Standing], ...] | None = None

    @property
    def periods(self) -> tuple[tuple[Stretch, Standing], ...]:
        """Return its own periods, which are weeks where it has no others."""
        return self.weeks if self.own is None else self.own

    def times(self, *standings: Standing) -> int:
        """Return in how many of its own periods it stood so."""
        return sum(1 for _, each in self.periods if each in standings)

    @property
    def told(self) -> int:
        """Return how many of its own periods were kept or broken."""
        return self.times(Standing.KEPT, Standing.BROKEN)

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
    per = per_of(scene, check)
    own = None if per == _WEEK else _own_of(scene, check, vendor, per, quarter or scene.quarter)
    return Track(check, vendor, tuple(weeks), newest, per, own)


def per_of(scene: Scene, check: str) -> str:
    """Return what a period of a check is called; what has none of its own is seen by the week."""
    definition = scene.definitions.get(check)
    return definition.per if definition is not None and definition.per in _OWN else _WEEK


def _own_of(
    scene: Scene, check: str, vendor: str | None, per: str, quarter: Quarter
) -> tuple[tuple[Stretch, Standing], ...]:
    """Return the periods that begin in a quarter, each once, by what is said of it last; one nobody looked at is blank.

    Those that are not over, and that nobody looked at, are left out.
    """
    seen = _by_stretch(scene, check, vendor, per, quarter)
    told = {stretch.start: (stretch, standing_of(several)) for stretch, several in seen.items()}
    today = scene.as_of.date()
    for stretch in _stretches(per, quarter):
        if stretch.end <= today:
            told.setdefault(stretch.start, (stretch, Standing.BLANK))
    return tuple(told[start] for start in sorted(told))


def _stretches(per: str, quarter: Quarter) -> tuple[Stretch, ...]:
    """Return the days, the months, or the whole of a quarter."""
    match per:
        case "day":
            days = [quarter.start + timedelta(days=i) for i in range((quarter.end - quarter.start).days + 1)]
            return tuple(Stretch(*both) for both in pairwise(days))
        case "month":
            return quarter.months
        case _:
            return (Stretch(quarter.start, quarter.end),)


def _by_stretch(
    scene: Scene, check: str, vendor: str | None, per: str, quarter: Quarter
) -> dict[Stretch, list[Observation]]:
    """Return what is said of each period that begins in a quarter; what was told by another length is left out."""
    found: dict[Stretch, list[Observation]] = defaultdict(list)
    for seen in seen_of(scene, check, vendor):
        if quarter.has(seen.stretch.start) and seen.definition.per == per:
            found[seen.stretch].append(seen)
    return found


def _seen_in(scene: Scene, check: str, vendor: str | None, monday: date) -> list[Observation]:
    """Return what is said of a week: of all rows, or of segments where that is all there is."""
    own = scene.by_week.get((check, vendor, monday)) or scene.by_week.get((check, None, monday), [])
    return [seen for seen in own if not seen.segment] or own


def failing_of(scene: Scene, check: str, vendor: str | None) -> tuple[Observation, ...]:
    """Return what broke the periods of the quarter: the observations by which a track counts them as broken."""
    per = per_of(scene, check)
    if per == _WEEK:
        found = [seen for week in scene.quarter.weeks for seen in _seen_in(scene, check, vendor, week.start)]
    else:
        found = [seen for several in _by_stretch(scene, check, vendor, per, scene.quarter).values() for seen in several]
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
