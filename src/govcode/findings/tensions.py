"""One number gets better while another gets worse in the same segment: both changes beyond noise, or nothing is said.

Looked at are the newest period that both numbers have a judged value for and the period before it. The intervals of the
four values show what noise is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from govcode.catalog.catalog import Tension
from govcode.findings.amounts import amount
from govcode.findings.finding import Finding, Number, Outcome, Place
from govcode.findings.signing import signed
from govcode.stats.change import Change, interval_change

KIND = "tension"
_CLOSED = (Outcome.PASS, Outcome.FAIL, Outcome.INCONCLUSIVE)
_WAYS = {1: "rises", -1: "falls"}
_WORDS = {1: "rose", -1: "fell", 0: "did not change beyond noise"}
_Period: TypeAlias = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class _Series:
    """The judged values of one KPI in one segment, by period."""

    id: str
    segment: Place | None
    numbers: dict[_Period, Number]

    def change(self, before: _Period, after: _Period) -> Change | None:
        """Return the change from one period to the other; None where one has no interval to tell noise by."""
        old, new = self.numbers[before], self.numbers[after]
        if old.interval is None or new.interval is None or old.value is None or new.value is None:
            return None
        return interval_change((old.value, old.interval), (new.value, new.interval))

    def words(self, before: _Period, after: _Period, change: Change) -> str:
        """Return how the number moved."""
        old, new = self.numbers[before], self.numbers[after]
        told = [amount(n.value, n.unit) for n in (old, new) if n.value is not None]
        way = _WORDS[change.direction]
        return f"{self.id} {way} from {told[0]} to {told[1]}" if change.direction else f"{self.id} {way} ({told[1]})"


def tension_findings(tensions: Iterable[Tension], findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a finding per tension and segment; none where one of the two KPIs was not asked for."""
    of: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.kind == "kpi":
            of.setdefault(finding.id, []).append(finding)
    for tension in tensions:
        first, second = of.get(tension.improves, []), of.get(tension.worsens, [])
        if first and second:
            for finding in _judged(tension, first, second):
                yield signed(finding, tension.about.definition)


def _judged(tension: Tension, first: Sequence[Finding], second: Sequence[Finding]) -> Iterator[Finding]:
    lacking = next((found for found in (first, second) if not any(_usable(f) or _open(f) for f in found)), None)
    if lacking:
        reason = f"{lacking[0].id} has no value: {lacking[0].reason}"
        yield _finding(tension, first[0], Outcome.NO_DATA, None, None, reason)
        return
    pairs = list(_pairs(_series(first), _series(second)))
    if not pairs:
        reason = "no segment has values of both"
        yield _finding(tension, first[0], Outcome.INCONCLUSIVE, None, None, reason)
    for better, worse in pairs:
        segment = better.segment if _fine(better) >= _fine(worse) else worse.segment
        yield _compared(tension, first[0], segment, better, worse)


def _usable(finding: Finding) -> bool:
    valued = finding.number is not None and finding.number.value is not None
    return valued and finding.period is not None and finding.outcome in _CLOSED


def _open(finding: Finding) -> bool:
    return finding.outcome is Outcome.IMMATURE


def _series(findings: Iterable[Finding]) -> list[_Series]:
    found: dict[Place | None, dict[_Period, Number]] = {}
    for finding in findings:
        numbers = found.setdefault(finding.segment, {})
        if _usable(finding) and finding.period and finding.number:
            numbers[finding.period] = finding.number
    ids = {finding.segment: finding.id for finding in findings}
    return [_Series(ids[segment], segment, numbers) for segment, numbers in found.items()]


def _pairs(first: Sequence[_Series], second: Sequence[_Series]) -> Iterator[tuple[_Series, _Series]]:
    """Yield the series of both that are about the same part of the data, one of them perhaps about more of it."""
    for better in first:
        for worse in second:
            here, there = (dict(s.segment.values) if s.segment else {} for s in (better, worse))
            small, large = sorted((here, there), key=len)
            if small.items() <= large.items():
                yield better, worse


def _fine(series: _Series) -> int:
    return len(series.segment.values) if series.segment else 0


def _compared(tension: Tension, like: Finding, segment: Place | None, better: _Series, worse: _Series) -> Finding:
    shared = better.numbers.keys() & worse.numbers.keys()
    ends = {period[1]: period for period in shared}
    newest = max((period for period in shared if period[0] in ends), default=None)
    if newest is None:
        reason = "there are no two periods in a row in which both have a judged value"
        return _finding(tension, like, Outcome.INCONCLUSIVE, segment, None, reason)
    before = ends[newest[0]]
    changes = [series.change(before, newest) for series in (better, worse)]
    for series, change in zip((better, worse), changes, strict=True):
        if change is None:
            reason = f"{series.id} has no interval, so a change cannot be told from noise"
            return _finding(tension, like, Outcome.INCONCLUSIVE, segment, newest, reason)
    told = [s.words(before, newest, change) for s, change in zip((better, worse), changes, strict=True) if change]
    ways = [_WAYS.get(change.direction) for change in changes if change]
    fired = ways == [tension.improves_when, tension.worsens_when]
    return _finding(tension, like, Outcome.FAIL if fired else Outcome.PASS, segment, newest, "; ".join(told))


def _finding(
    tension: Tension, like: Finding, outcome: Outcome, segment: Place | None, period: _Period | None, reason: str
) -> Finding:
    return Finding(
        tension.id,
        KIND,
        outcome,
        tension.about,
        like.dataset,
        None,
        segment,
        period,
        reason=reason,
        missing=outcome is Outcome.NO_DATA,
    )
