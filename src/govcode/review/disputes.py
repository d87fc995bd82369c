"""Disputes: which findings a vendor contests, how that ended, and how often each rule turned out to be wrong."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from govcode.catalog.ledger import Dispute
from govcode.review.scene import Scene
from govcode.stats.intervals import wilson

DECIDED = frozenset({"upheld", "overturned"})


class Found(StrEnum):
    """Whether a contested fingerprint is remembered."""

    YES = "found"
    ELSEWHERE = "of another rule"
    NOWHERE = "in no run"


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """A dispute; `days` from its raising to its decision, or to the as-of day."""

    dispute: Dispute
    fingerprints: tuple[tuple[str, Found], ...]
    days: int

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the fingerprints that no run has for this rule."""
        return tuple(mark for mark, found in self.fingerprints if found is not Found.YES)


@dataclass(frozen=True, slots=True)
class OverturnRate:
    """How many of a rule's decided disputes were overturned, with Wilson's interval; None without decided ones."""

    rule: str
    overturned: int
    upheld: int
    pending: int
    withdrawn: int
    rate: float | None
    interval: tuple[float, float] | None

    @property
    def decided(self) -> int:
        """Return how many ended by a decision."""
        return self.overturned + self.upheld


@dataclass(frozen=True, slots=True)
class DisputeLedger:
    """The disputes raised or decided in the quarter or pending, and the rates of all time up to the as-of day."""

    lines: tuple[DisputeLine, ...]
    rates: tuple[OverturnRate, ...]


def disputes_of(scene: Scene) -> DisputeLedger:
    """Return the ledger; a fingerprint may be written by its first eight digits or more."""
    today = scene.as_of.date()
    known = [d for d in scene.ledger.disputes if d.raised <= today and d.vendor in scene.vendors]
    index = _index(scene) if known else {}
    everywhere = sorted(mark for marks in index.values() for mark in marks)
    shown = [dispute for dispute in known if _is_of_quarter(scene, dispute)]
    lines = tuple(_line(scene, dispute, index.get(dispute.rule, []), everywhere) for dispute in shown)
    return DisputeLedger(lines, _rates(known))


def _is_of_quarter(scene: Scene, dispute: Dispute) -> bool:
    first = scene.quarter.start
    return dispute.outcome == "pending" or dispute.raised >= first or (dispute.decided or first) >= first


def _index(scene: Scene) -> dict[str, list[str]]:
    """Return the fingerprints of each check, sorted."""
    found: dict[str, set[str]] = defaultdict(set)
    for remembered in scene.runs:
        record = remembered.record
        for result in record.results:
            found[record.definitions[result.definition].id].add(result.fingerprint)
    return {check: sorted(marks) for check, marks in found.items()}


def _line(scene: Scene, dispute: Dispute, own: list[str], everywhere: list[str]) -> DisputeLine:
    marks = tuple((mark, _found(mark, own, everywhere)) for mark in dispute.fingerprints)
    return DisputeLine(dispute, marks, ((dispute.decided or scene.as_of.date()) - dispute.raised).days)


def _found(mark: str, own: list[str], everywhere: list[str]) -> Found:
    if _begins(mark, own):
        return Found.YES
    return Found.ELSEWHERE if _begins(mark, everywhere) else Found.NOWHERE


def _begins(mark: str, marks: list[str]) -> bool:
    place = bisect_left(marks, mark)
    return place < len(marks) and marks[place].startswith(mark)


def _rates(disputes: list[Dispute]) -> tuple[OverturnRate, ...]:
    """Return the rate of each rule that was contested, most overturned first."""
    outcomes: dict[str, list[str]] = defaultdict(list)
    for dispute in disputes:
        outcomes[dispute.rule].append(dispute.outcome)
    rates = [_rate(rule, several) for rule, several in sorted(outcomes.items())]
    return tuple(sorted(rates, key=lambda rate: -rate.overturned))


def _rate(rule: str, outcomes: list[str]) -> OverturnRate:
    overturned, upheld = outcomes.count("overturned"), outcomes.count("upheld")
    decided = overturned + upheld
    return OverturnRate(
        rule,
        overturned,
        upheld,
        outcomes.count("pending"),
        outcomes.count("withdrawn"),
        overturned / decided if decided else None,
        wilson(overturned, decided) if decided else None,
    )
