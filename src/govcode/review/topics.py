"""The chapters of the review by topic: each check's weeks and newest value by vendor, the worst first."""

from __future__ import annotations

from dataclasses import dataclass

from govcode.history.record import Definition
from govcode.review.scene import Observation, Scene
from govcode.review.track import Standing, Track, seen_of, track_of, vendors_of

TOPICS = ("ai", "contract", "delivery", "escalation", "knowledge", "privacy", "quality", "service", "workforce")
_OTHER = "service"  # the chapter of what says nothing about its own


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A check of a vendor: its weeks, and the newest observation of the quarter that has a value or a verdict.

    `vendor` is None where the check is not told by vendor; `segments` are the newest values of parts, worst outcome
    first, where it is told by more than the vendor.
    """

    definition: Definition
    vendor: str | None
    track: Track
    newest: Observation | None
    segments: tuple[Observation, ...] = ()

    @property
    def check(self) -> str:
        """Return the id of the check."""
        return self.definition.id

    @property
    def is_kpi(self) -> bool:
        """Say whether it is a number."""
        return self.definition.figure is not None

    @property
    def broken(self) -> int:
        """Return in how many of its periods it was broken."""
        return self.track.times(Standing.BROKEN)

    @property
    def blank(self) -> int:
        """Return how many of its periods are blank."""
        return self.track.times(Standing.BLANK)


@dataclass(frozen=True, slots=True)
class Topic:
    """What the checks of a topic show; without lines, nothing is declared for it."""

    id: str
    lines: tuple[TopicLine, ...]

    @property
    def broken(self) -> tuple[TopicLine, ...]:
        """Return the lines with a broken period."""
        return tuple(line for line in self.lines if line.broken)

    @property
    def unjudged(self) -> tuple[TopicLine, ...]:
        """Return the lines without any judged period."""
        return tuple(line for line in self.lines if not line.track.told)

    @property
    def agreements(self) -> tuple[TopicLine, ...]:
        """Return the lines that tell how far raters agree."""
        return tuple(line for line in self.lines if line.definition.figure == "agreement")


def topics_of(scene: Scene) -> dict[str, Topic]:
    """Return each topic's lines: most broken periods first, then those without data, then by id and vendor."""
    by_topic: dict[str, list[Definition]] = {topic: [] for topic in TOPICS}
    for _, definition in sorted(scene.definitions.items()):
        topic = definition.topic or _OTHER
        by_topic.setdefault(topic, []).append(definition)
    return {topic: Topic(topic, _lines(scene, several)) for topic, several in by_topic.items()}


def _lines(scene: Scene, definitions: list[Definition]) -> tuple[TopicLine, ...]:
    lines = [_line(scene, each, vendor) for each in definitions for vendor in vendors_of(scene, each.id)]
    return tuple(sorted(lines, key=_urgency))


def _line(scene: Scene, definition: Definition, vendor: str | None) -> TopicLine:
    track = track_of(scene, definition.id, vendor)
    seen = [one for one in seen_of(scene, definition.id, vendor) if scene.quarter.has(one.stretch.start)]
    whole = [one for one in seen if not one.segment]
    told = [one for one in whole if one.judged or one.result.value is not None]
    newest = max(told or whole, key=lambda one: one.stretch.start, default=None)
    return TopicLine(definition, vendor, track, newest, _segments([one for one in seen if one.segment]))


def _segments(seen: list[Observation]) -> tuple[Observation, ...]:
    """Return the newest observation of each segment, broken ones first."""
    newest = {one.segment: one for one in sorted(seen, key=lambda one: one.stretch.start)}
    return tuple(sorted(newest.values(), key=lambda one: (one.outcome != "fail", one.judged, one.segment)))


def _urgency(line: TopicLine) -> tuple[int, int, str, str]:
    judged = line.track.told
    return (-line.broken, judged if not line.broken else 0, line.check, line.vendor or "")
