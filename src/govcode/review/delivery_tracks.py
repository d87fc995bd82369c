"""Deliveries as tracks: a short delivery breaks its week, so that risks and safeguards can rest on cadences."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from govcode.review.evidence_calendar import CalendarLine, Delivery, calendar_of
from govcode.review.quarter import WEEK, Quarter, Stretch, mondays_of
from govcode.review.scene import Scene
from govcode.review.track import Standing, Track

STANDINGS = {
    Delivery.ON_TIME: Standing.KEPT,
    Delivery.LATE: Standing.BROKEN,
    Delivery.PARTIAL: Standing.BROKEN,
    Delivery.BLANK: Standing.BROKEN,
    Delivery.UNCHECKED: Standing.BLANK,
    Delivery.NOT_DUE: Standing.EARLY,
}
_WORST_FIRST = (Standing.BROKEN, Standing.BLANK, Standing.KEPT, Standing.EARLY)


def delivery_tracks(scene: Scene, quarter: Quarter) -> dict[tuple[str, str], tuple[Track, ...]]:
    """Return the tracks of each cadence, and of each of its datasets, by name and vendor."""
    found: dict[tuple[str, str], tuple[Track, ...]] = {}
    for line in calendar_of(scene, quarter).lines:
        track = _track(line)
        found[line.id, line.vendor] = (track,)
        found[line.cadence.id, line.vendor] = (*found.get((line.cadence.id, line.vendor), ()), track)
    return found


def _track(line: CalendarLine) -> Track:
    """Return a line by week; a period longer than a week stands for all weeks that begin in it."""
    by_week: dict[date, set[Standing]] = defaultdict(set)
    for cell in line.cells:
        for monday in mondays_of(cell.stretch):
            by_week[monday].add(STANDINGS[cell.state])
    weeks = tuple(
        (Stretch(monday, monday + WEEK), next(each for each in _WORST_FIRST if each in by_week[monday]))
        for monday in sorted(by_week)
    )
    return Track(line.id, line.vendor, weeks, None)
