"""What was assessed: each check and each delivery of a vendor, and how it stood in the weeks of the quarter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from govcode.history.record import Definition
from govcode.review.delivery_tracks import delivery_tracks
from govcode.review.evidence_calendar import CalendarLine
from govcode.review.periods import held_of, subjects_of
from govcode.review.promises import state
from govcode.review.quarter import Stretch
from govcode.review.review import Review
from govcode.review.track import Standing, Track, track_of


@dataclass(frozen=True, slots=True)
class Assessed:
    """A check, or the deliveries of a dataset, for a vendor (None: not told by vendor).

    `accepted` counts the broken periods that a waiver accepts; either `definition` or `line` is there.
    """

    id: str
    vendor: str | None
    title: str
    asks: str
    owner: str
    severity: str
    enforcement: str
    controls: tuple[str, ...]
    track: Track
    accepted: int = 0
    definition: Definition | None = None
    line: CalendarLine | None = None

    @property
    def words(self) -> str:
        """Return its title and what it asks, once where the one begins with the other."""
        asks = self.asks.rstrip(".")
        return f"{asks}." if asks.startswith(self.title) else f"{self.title}: {asks}."

    @property
    def names(self) -> frozenset[str]:
        """Return the names by which a risk may call it."""
        return frozenset({self.id, self.line.cadence.id} if self.line else {self.id})

    @property
    def satisfied(self) -> bool:
        """Say whether every week that is due was looked at and kept: what is not known is not kept."""
        unknown = self.track.count(Standing.BLANK) + self.track.count(Standing.UNSURE)
        return self.track.count(Standing.KEPT) > 0 and not unknown and not self.track.count(Standing.BROKEN)

    @property
    def reason(self) -> str:
        """Return why it is satisfied or not, in the words of OSCAL; `other` is what is not known."""
        if self.track.count(Standing.BROKEN):
            return "fail"
        return "pass" if self.satisfied else "other"

    @property
    def counts(self) -> str:
        """Return how its weeks stood, in words."""
        track = self.track
        parts = [f"kept in {track.count(Standing.KEPT)}", f"broken in {track.count(Standing.BROKEN)}"]
        others = (
            (Standing.BLANK, "unknown"),
            (Standing.UNSURE, "too few rows to tell"),
            (Standing.EARLY, "not due yet"),
        )
        parts += [f"{words} in {count}" for standing, words in others if (count := track.count(standing))]
        number = len(track.weeks)
        waived = f"; a waiver accepts {self.accepted} of the broken periods" if self.accepted else ""
        return f"Of {number} week{'' if number == 1 else 's'}: {', '.join(parts)}{waived}."


def assessed_of(review: Review) -> tuple[Assessed, ...]:
    """Return all that was in force in the quarter or that the plan of action is about, by name and vendor."""
    found = {(one.id, one.vendor): one for one in (*_checks(review), *_deliveries(review))}
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[0], key[1] or "")))


def _checks(review: Review) -> Iterator[Assessed]:
    """Yield the checks; a week in which one was not in force yet, or no longer, is none of its weeks."""
    scene = review.scene
    held, subjects = held_of(scene), subjects_of(scene)
    planned = {(item.check, item.vendor): None for item in review.actions.items}
    for check in scene.by_check:
        for vendor in dict.fromkeys((*subjects[check], *(v for c, v in planned if c == check))):
            track = _due(track_of(scene, check, vendor), held[check].stretch)
            if track.weeks or (check, vendor) in planned:
                yield _check(review, check, vendor, track)


def _due(track: Track, held: Stretch) -> Track:
    """Return a track without the blank weeks that do not lie within the time in which its check was in force."""
    weeks = tuple(
        (week, standing)
        for week, standing in track.weeks
        if standing is not Standing.BLANK or (held.start <= week.start and week.end <= held.end)
    )
    return replace(track, weeks=weeks)


def _check(review: Review, check: str, vendor: str | None, track: Track) -> Assessed:
    scene = review.scene
    told = scene.definitions[check]
    waived = {one.stretch for one in scene.of(check, vendor, segments=True) if state(one) == "waived"}
    return Assessed(
        check,
        vendor,
        told.title,
        told.sentence,
        told.owner,
        told.severity,
        told.enforcement,
        told.controls,
        track,
        len(waived),
        definition=told,
    )


def _deliveries(review: Review) -> Iterator[Assessed]:
    tracks = delivery_tracks(review.scene, review.scene.quarter)
    for line in review.evidence_calendar.lines:
        cadence = line.cadence
        yield Assessed(
            line.id,
            line.vendor,
            f"{cadence.title} ({line.dataset})",
            f"{line.dataset} arrives whole and in time for each {cadence.every.value}",
            cadence.owner,
            cadence.severity.value,
            "waivable",
            (),
            tracks[line.id, line.vendor][0],
            line=line,
        )
