"""Waivers in force are applied to findings; what became of each waiver is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from govcode.catalog.catalog import Waiver
from govcode.expressions import evaluate
from govcode.findings.finding import Finding, Outcome
from govcode.ir.expression import Expr, columns_of
from govcode.verdict.decision import WaiverState, WaiverUse


def waived(findings: Iterable[Finding], waivers: Iterable[Waiver], as_of: datetime) -> tuple[Finding, ...]:
    """Return the findings with those marked whose failure a waiver accepts as a whole.

    A waiver of some rows has been counted with the rule; of a KPI it accepts the segments for which it holds.
    """
    in_force = [waiver for waiver in waivers if waiver.in_force(as_of)]
    return tuple(_waived(finding, in_force) for finding in findings)


def _waived(finding: Finding, waivers: list[Waiver]) -> Finding:
    if finding.outcome is not Outcome.FAIL or finding.waived_by:
        return finding
    for waiver in waivers:
        if finding.id in waiver.rules and _covers(waiver, finding):
            total = finding.violations if finding.violations is not None else 1
            accepted = (*finding.accepted, (waiver.id, total - finding.waived))
            return replace(finding, waived_by=waiver.id, waived=total, accepted=accepted)
    return finding


def _covers(waiver: Waiver, finding: Finding) -> bool:
    if waiver.where is None:
        return True
    where = waiver.where.get(finding.dataset)
    if where is None or finding.segment is None or finding.number is None:
        return False
    return _holds(where, dict(finding.segment.values))


def _holds(where: Expr, segment: dict[str, str]) -> bool:
    """Say whether a condition holds for a segment; a condition on other columns cannot."""
    return columns_of(where) <= set(segment) and evaluate(where, segment) is True


def uses(findings: Iterable[Finding], waivers: Iterable[Waiver], as_of: datetime) -> tuple[WaiverUse, ...]:
    """Return what became of each waiver in this run."""
    counts: dict[str, int] = {}
    for waiver, count in (pair for finding in findings for pair in finding.accepted):
        counts[waiver] = counts.get(waiver, 0) + count
    return tuple(
        WaiverUse(
            w.id,
            w.rules,
            f"{w.last}",
            w.approved_by,
            w.reason,
            _state(w, as_of, counts.get(w.id, 0)),
            counts.get(w.id, 0),
        )
        for w in waivers
    )


def _state(waiver: Waiver, as_of: datetime, count: int) -> WaiverState:
    if as_of.date() > waiver.last:
        return WaiverState.ENDED
    if as_of.date() < waiver.first:
        return WaiverState.NOT_YET
    return WaiverState.IN_FORCE if count else WaiverState.UNUSED
