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
    """Return the values of the KPIs whose definition hash differs, in the order of the new findings."""
    before, after = _kpis(old), _kpis(new)
    hashes = {finding.id: finding.definition_hash for finding in before.values()}
    changed = {f.id for f in after.values() if f.id in hashes and hashes[f.id] != f.definition_hash}
    places = [place for place in dict.fromkeys((*after, *before)) if place[0] in changed]
    return tuple(_pairs(places, before, after))


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
