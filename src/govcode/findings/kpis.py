"""A KPI's groups become findings: one per segment and period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from govcode.findings.finding import Finding, Number, Outcome, Place
from govcode.findings.periods import end_of
from govcode.findings.places import place
from govcode.findings.scoring import judged, scored
from govcode.ir.check import Check, Score
from govcode.ir.measure import Aggregate, Group, Grouped


def kpi_findings(check: Check, score: Score, found: Grouped, as_of: datetime) -> Iterator[Finding]:
    """Yield a finding per segment and period; rows without a moment of the cohort are told, not counted."""
    measure = check.measure
    if not isinstance(measure, Aggregate):
        return
    groups = [group for group in found.groups if not (score.period and group.values[0] is None)]
    outside = len(found.groups) - len(groups)
    if not groups:
        why = f"dataset '{check.subject.dataset}' has no rows" if found.rows == 0 else "no row is in the population"
        if outside:
            why = "no row of the population has the moment that puts it into a period"
        yield _finding(check, Outcome.NO_DATA, None, None, None, why)
        return
    for group in groups:
        yield _group(check, score, measure, group, as_of)


def _group(check: Check, score: Score, measure: Aggregate, group: Group, as_of: datetime) -> Finding:
    period, values = None, group.values
    if score.period and isinstance(values[0], datetime):
        period, values = (values[0], end_of(score.period, values[0])), values[1:]
    segment = place(score.by, values) if score.by else None
    if check.vendor:
        named = segment.values if segment else ()
        segment = segment if "vendor" in dict(named) else Place((("vendor", check.vendor), *named))
    number = scored(score, measure, group)
    outcome, reason, met = judged(score, number)
    told = Number(
        number.value, number.n, number.interval, score.unit, score.target, score.minimum, number.confidence, met
    )
    immature = 0
    if period and period[1] + timedelta(microseconds=score.maturity) > as_of:
        outcome, immature = Outcome.IMMATURE, number.n
        closes = period[1] + timedelta(microseconds=score.maturity)
        reason = f"the window is open until {closes:%Y-%m-%d}"
    return _finding(check, outcome, segment, period, told, reason, immature)


def _finding(
    check: Check,
    outcome: Outcome,
    segment: Place | None,
    period: tuple[datetime, datetime] | None,
    number: Number | None,
    reason: str | None,
    immature: int = 0,
) -> Finding:
    return Finding(
        check.id,
        check.kind,
        outcome,
        check.about,
        check.subject.dataset,
        check.limit,
        segment,
        period,
        number=number,
        population=number.n if number else None,
        reason=reason,
        immature=immature,
    )
