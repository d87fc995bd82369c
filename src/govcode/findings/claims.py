"""What vendors say of a number is held against the number recomputed from their own rows, and the gap is explained.

A claim outside the tolerance is broken. A value that nobody can compare is never told as agreeing: without claim, or
without rows to recompute it from, there is no data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from govcode.findings.amounts import amount, difference
from govcode.findings.finding import Claimed, Finding, Number, Outcome, Place
from govcode.findings.gap import DIGITS, Gap, Said, explained
from govcode.findings.kpis import kpi_findings
from govcode.findings.periods import end_of, start_at
from govcode.findings.places import segment_of
from govcode.findings.recomputing import Recomputed, recomputed_of
from govcode.ir.check import Aside, Check, Claim
from govcode.ir.measure import Grouped, Measured

KIND = "claim"
SUFFIX = ".claim"
MILLION = 1_000_000
FAR = 1_000  # a claim so many times the number is told as no number at all: it may be anything
_At: TypeAlias = tuple[Place | None, datetime]


@dataclass(frozen=True, slots=True)
class _Written:
    """The claims of one segment and period; more than one cannot be compared."""

    said: Said
    times: int


def claim_findings(
    check: Check, claim: Claim, main: Grouped, sides: Sequence[tuple[Aside, Measured | None]], as_of: datetime
) -> Iterator[Finding]:
    """Yield a finding per segment and period that is claimed, or should have been."""
    written, unread = _written(check, claim, main)
    recomputed = recomputed_of(check, claim, sides)
    if recomputed is None:
        yield _finding(check, Outcome.NO_DATA, reason="the number could not be recomputed", missing=True)
        return
    if unread and written:
        many = "1 claim has" if unread == 1 else f"{unread} claims have"
        yield _finding(check, Outcome.INCONCLUSIVE, reason=f"{many} a period that cannot be read")
    if not written:
        reason = "nobody claims this number" if not unread else "no claim has a period that can be read"
        yield _finding(check, Outcome.NO_DATA, reason=reason, missing=True)
        return
    own = {_at(finding): finding for finding in _own(check, claim, recomputed, as_of)}
    for at, finding in own.items():
        told = _compared(check, claim, finding, written.get(at), recomputed, at)
        if told and (at in written or _due(at, written)):
            yield told
    for at in written:
        if at not in own:
            yield _beyond(check, claim, at)


def _at(finding: Finding) -> _At:
    return finding.segment, finding.period[0] if finding.period else datetime.min  # noqa: DTZ901 - naive inside


def _due(at: _At, written: Mapping[_At, _Written]) -> bool:
    """Say whether a claim is missed: whoever has begun to claim has to go on."""
    return any(start <= at[1] for _, start in written)


def _own(check: Check, claim: Claim, recomputed: Recomputed, as_of: datetime) -> Iterator[Finding]:
    """Yield the recomputed numbers, as a KPI's."""
    score, measure = claim.readings[0].score, recomputed.measure
    alike = replace(check, measure=measure, limit=score, asides=(), vendor=check.vendor)
    yield from (f for f in kpi_findings(alike, score, recomputed.plain(), as_of) if f.period and f.number)


def _written(check: Check, claim: Claim, main: Grouped) -> tuple[dict[_At, _Written], int]:
    """Return the claims by segment and period, and how many have a period that cannot be read."""
    found: dict[_At, _Written] = {}
    unread = 0
    score = claim.readings[0].score
    for group in main.groups:
        start, *values = group.values
        total, times, *counted = (int(str(term or 0)) for term in group.terms)
        period = start_at(score.period, start, score.week_starts) if score.period else None
        if period is None:
            unread += times
        elif times:
            hits, size = counted if len(counted) == 2 else (None, None)
            said = Said(_share(claim, total / MILLION), _whole(hits), _whole(size))
            segment = segment_of(check, score.by, values)
            more = found[segment, period].times if (segment, period) in found else 0
            found[segment, period] = _Written(said, times + more)
    return found, unread


def _share(claim: Claim, value: float) -> float:
    """Return a claimed share as one: 79.3 is what people write for 79.3 %."""
    percent = claim.readings[0].score.figure.is_share and 1 < value <= 100
    return value / 100 if percent else value


def _whole(millionths: int | None) -> float | None:
    return None if millionths is None else millionths / MILLION


def _compared(
    check: Check, claim: Claim, own: Finding, written: _Written | None, recomputed: Recomputed, at: _At
) -> Finding | None:
    """Return what is known of one claim; None for an open period that nobody has claimed."""
    number = own.number
    if number is None or (own.outcome is Outcome.IMMATURE and written is None):
        return None
    told = replace(own, id=check.id, kind=KIND, limit=claim, about=check.about, dataset=check.subject.dataset)
    if written is None:
        return replace(told, outcome=Outcome.NO_DATA, reason="there is no claim for this period")
    if own.outcome is Outcome.IMMATURE:
        return told
    if written.times > 1:
        reason = f"there are {written.times} claims for this period, and no way to know which one counts"
        return replace(told, outcome=Outcome.INCONCLUSIVE, reason=reason)
    if number.value is None:
        return replace(told, outcome=Outcome.INCONCLUSIVE, reason=own.reason)
    if abs(written.said.value) > FAR * max(1.0, abs(number.value)):
        return replace(told, outcome=Outcome.FAIL, reason="the claim is far beyond what the number can be")
    return _judged(claim, told, number, number.value, written.said, recomputed.gap(at, written.said))


def _judged(claim: Claim, told: Finding, number: Number, value: float, said: Said, gap: Gap) -> Finding:
    off = said.value - value
    if abs(off) <= claim.tolerance + 1e-9:
        number = replace(number, claim=Claimed(said.value, off, (), off))
        return replace(told, outcome=Outcome.PASS, number=number, reason=None)
    found = explained(gap, value, claim.tolerance)
    number = replace(number, claim=Claimed(said.value, off, found.steps, found.unexplained))
    unit = number.unit
    parts = [f"{difference(by, unit)} {name}" for name, by in found.steps]
    rest = abs(found.unexplained) > DIGITS * max(1.0, abs(said.value)) or not parts
    left = f"{difference(found.unexplained, unit)} {'of it ' if parts else ''}not explained" if rest else ""
    words = "; ".join(filter(None, (*parts, left)))
    reason = f"claimed {amount(said.value, unit)}, recomputed {amount(value, unit)}: {difference(off, unit)} ({words})"
    return replace(told, outcome=Outcome.FAIL, number=number, reason=reason)


def _beyond(check: Check, claim: Claim, at: _At) -> Finding:
    """Return that there is nothing to hold a claim against."""
    period = claim.readings[0].score.period
    span = (at[1], end_of(period, at[1])) if period else None
    reason = "there are no rows to recompute this claim from"
    return replace(_finding(check, Outcome.NO_DATA, reason=reason, missing=True), segment=at[0], period=span)


def _finding(check: Check, outcome: Outcome, *, reason: str, missing: bool = False) -> Finding:
    return Finding(
        check.id, KIND, outcome, check.about, check.subject.dataset, check.limit, reason=reason, missing=missing
    )


def with_claims(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings, those of KPIs with the claim that was made about the same vendor and period."""
    told = tuple(findings)
    claims = {
        (f.id.removesuffix(SUFFIX), _vendor(f), f.period): f.number.claim
        for f in told
        if f.kind == KIND and f.number and f.number.claim
    }
    return tuple(_with_claim(finding, claims.get((finding.id, _vendor(finding), finding.period))) for finding in told)


def _with_claim(finding: Finding, claim: Claimed | None) -> Finding:
    columns = {name for name, _ in finding.segment.values} if finding.segment else set()
    if claim is None or finding.kind != "kpi" or finding.number is None or not columns <= {"vendor"}:
        return finding
    return replace(finding, number=replace(finding.number, claim=claim))


def _vendor(finding: Finding) -> str | None:
    return dict(finding.segment.values).get("vendor") if finding.segment else None
