"""A KPI whose definition has changed: its old and its new value on the same data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from govcode.findings.finding import Finding, Place


@dataclass(frozen=True, slots=True)
class Redefined:
    """One value by the old and by the new definition; None where that definition gives none here."""

    id: str
    title: str
    segment: Place | None
    period: tuple[datetime, datetime] | None
    old: Finding | None
    new: Finding | None

    @property
    def moved(self) -> float | None:
        """Return by how much the value moved, in the KPI's unit; None where one of them is missing."""
        before, after = (side.number.value if side and side.number else None for side in (self.old, self.new))
        return None if before is None or after is None else after - before


def redefined(old: Iterable[Finding], new: Iterable[Finding]) -> tuple[Redefined, ...]:
    """Return the values whose definition hash differs, in the order of the new findings.

    A KPI may have several definitions, one for a vendor alone, so values are compared place by place; `old` has the
    KPIs that changed and no others.
    """
    before, after = _kpis(old), _kpis(new)
    there = {place[0] for place in after}
    places = [place for place in dict.fromkeys((*after, *before)) if place[0] in there]
    return tuple(_pairs([place for place in places if _differ(before.get(place), after.get(place))], before, after))


def _differ(old: Finding | None, new: Finding | None) -> bool:
    """Say whether a value stands under another definition; one that only one of them gives counts if it has a value."""
    if old is not None and new is not None:
        return old.definition_hash != new.definition_hash
    alone = old or new
    return alone is not None and alone.number is not None and alone.number.value is not None


_At = tuple[str, str, datetime | None]


def _kpis(findings: Iterable[Finding]) -> dict[_At, Finding]:
    return {_at(finding): finding for finding in findings if finding.kind == "kpi"}


def _at(finding: Finding) -> _At:
    return finding.id, str(finding.segment or ""), finding.period[0] if finding.period else None


def _pairs(places: list[_At], before: dict[_At, Finding], after: dict[_At, Finding]) -> Iterator[Redefined]:
    for place in places:
        old, new = before.get(place), after.get(place)
        told = new or old
        if told is not None:
            yield Redefined(told.id, told.about.title, told.segment, told.period, old, new)
