"""A KPI's groups become findings: one per segment and period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from govcode.findings.finding import Finding, Number, Outcome, Place
from govcode.findings.periods import NEVER, end_of
from govcode.findings.places import place
from govcode.findings.scoring import judged, scored
from govcode.ir.check import Check, Figure, Score
from govcode.ir.expression import Value
from govcode.ir.measure import Aggregate, Group, Grouped

# Of a single row, these figures are its cell (or made of its cells): it is judged and not told.
_CELLS = {Figure.MEAN, Figure.QUANTILE, Figure.SUM, Figure.RATIO}
_ALONE = "the value of a single row is not told"
_UNDATED = "no row of the population has the moment that puts it into a period"


def kpi_findings(check: Check, score: Score, found: Grouped, as_of: datetime) -> Iterator[Finding]:
    """Yield a finding per segment and period; rows without a moment of the cohort are told with the newest."""
    measure = check.measure
    if not isinstance(measure, Aggregate):
        return
    groups = [group for group in found.groups if not (score.period and group.values[0] is None)]
    undated = {group.values[1:]: group for group in found.groups if score.period and group.values[0] is None}
    if not groups:
        why = f"dataset '{check.subject.dataset}' has no rows" if found.rows == 0 else "no row is in the population"
        nothing = _finding(check, Outcome.NO_DATA, None, None, None, _UNDATED if undated else why)
        yield replace(nothing, missing=found.rows == 0 or bool(undated))
        return
    newest = {group.values[1:]: group for group in groups} if score.period else {}
    judged_groups = [_group(check, score, measure, group, as_of) for group in groups]
    somewhere = any(told.outcome is not Outcome.NO_DATA for told in judged_groups)
    for group, told in zip(groups, judged_groups, strict=True):
        if somewhere and told.outcome is Outcome.NO_DATA:
            # A week without an answer is not a feed without answers.
            told = replace(told, outcome=Outcome.INCONCLUSIVE)  # noqa: PLW2901 - the same finding, less alarming
        outside = undated.get(group.values[1:]) if newest.get(group.values[1:]) is group else None
        yield replace(told, details=_outside(score, measure, outside)) if outside else told
    for values, outside in undated.items():
        if values not in newest:
            segment = _segment(check, score, values)
            finding = _finding(check, Outcome.INCONCLUSIVE, segment, None, None, _UNDATED)
            yield replace(finding, details=_outside(score, measure, outside))


def _outside(score: Score, measure: Aggregate, group: Group) -> tuple[tuple[str, int], ...]:
    return (("rows in no period, because the moment is empty", scored(score, measure, group).n),)


def _segment(check: Check, score: Score, values: Sequence[Value]) -> Place | None:
    segment = place(score.by, values) if score.by else None
    if not check.vendor:
        return segment
    named = segment.values if segment else ()
    return segment if "vendor" in dict(named) else Place((("vendor", check.vendor), *named))


def _group(check: Check, score: Score, measure: Aggregate, group: Group, as_of: datetime) -> Finding:
    period, values = None, group.values
    if score.period and isinstance(values[0], datetime):
        period, values = (values[0], end_of(score.period, values[0])), values[1:]
    segment = _segment(check, score, values)
    number = scored(score, measure, group)
    outcome, reason, met = judged(score, number)
    alone = number.n == 1 and score.figure in _CELLS
    value = None if alone else number.value
    told = Number(value, number.n, number.interval, score.unit, score.target, score.minimum, number.confidence, met)
    if alone:
        reason = f"{reason}; {_ALONE}" if reason else _ALONE
    immature = 0
    closes = _closing(period[1], score.maturity) if period else as_of
    if closes > as_of:
        outcome, immature = Outcome.IMMATURE, number.n
        reason = f"the window is open until {closes.date().isoformat()}"
    return _finding(check, outcome, segment, period, told, reason, immature)


def _closing(end: datetime, maturity: int) -> datetime:
    """Return when a period can be judged; the last moment there is, if that is beyond it."""
    try:
        return end + timedelta(microseconds=maturity)
    except OverflowError:
        return NEVER


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
