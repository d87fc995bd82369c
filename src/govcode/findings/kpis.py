"""A KPI's groups become findings: one per segment and period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from govcode.findings.finding import Finding, Number, Outcome, Place
from govcode.findings.periods import closing, day_of, end_of
from govcode.findings.places import place
from govcode.findings.rolling import Window, windows
from govcode.findings.scoring import judged, scored, told
from govcode.ir.check import Check, Figure, Score
from govcode.ir.expression import Value
from govcode.ir.measure import Aggregate, Group, Grouped

# Of a single row, these figures are its cell (or made of its cells): it is judged and not told.
_CELLS = {Figure.MEAN, Figure.QUANTILE, Figure.RATE, Figure.RATIO, Figure.SUM, Figure.SURVIVAL}
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
    covered = _windows(score, measure, groups)
    newest = {window.group.values[1:]: window for window in covered} if score.period else {}
    findings = [_window(check, score, measure, window, as_of) for window in covered]
    somewhere = any(finding.outcome is not Outcome.NO_DATA for finding in findings)
    for window, finding in zip(covered, findings, strict=True):
        if somewhere and finding.outcome is Outcome.NO_DATA:
            # A week without an answer is not a feed without answers.
            finding = replace(finding, outcome=Outcome.INCONCLUSIVE)  # noqa: PLW2901 - the same finding, less alarming
        values = window.group.values[1:]
        outside = undated.get(values) if newest.get(values) is window else None
        yield replace(finding, details=_outside(score, measure, outside)) if outside else finding
    for values, outside in undated.items():
        if values not in newest:
            finding = _finding(check, Outcome.INCONCLUSIVE, _segment(check, score, values), None, None, _UNDATED)
            yield replace(finding, details=_outside(score, measure, outside))


def _windows(score: Score, measure: Aggregate, groups: Sequence[Group]) -> list[Window]:
    if score.period is None or score.rolling == 1:
        return [Window(group, 1) for group in groups]
    return list(windows(measure, score.period, score.rolling, groups))


def _outside(score: Score, measure: Aggregate, group: Group) -> tuple[tuple[str, int], ...]:
    return (("rows in no period, because the moment is empty", scored(score, measure, group).n),)


def _segment(check: Check, score: Score, values: Sequence[Value]) -> Place | None:
    segment = place(score.by, values) if score.by else None
    if not check.vendor:
        return segment
    named = segment.values if segment else ()
    return segment if "vendor" in dict(named) else Place((("vendor", check.vendor), *named))


def place_of(check: Check, score: Score, group: Group) -> tuple[Place | None, tuple[datetime, datetime] | None]:
    """Return the segment and period of which a group's finding is."""
    values = group.values
    if score.period and isinstance(values[0], datetime):
        return _segment(check, score, values[1:]), (values[0], end_of(score.period, values[0]))
    return _segment(check, score, values[1:] if score.period else values), None


def _window(check: Check, score: Score, measure: Aggregate, window: Window, as_of: datetime) -> Finding:
    segment, period = place_of(check, score, window.group)
    number = scored(score, measure, window.group)
    outcome, reason, met = judged(score, number)
    shown = told(score, number, met)
    if number.n == 1 and score.figure in _CELLS and not check.subject.totals:
        shown = replace(shown, value=None, interval=None, confidence=None)
        reason = f"{reason}; {_ALONE}" if reason else _ALONE
    if window.covers < score.rolling:
        outcome, reason = Outcome.INCONCLUSIVE, f"the window is not full: {window.covers} of {score.rolling} periods"
        shown = Number(None, number.n, None, score.unit, score.target, score.minimum, periods=window.covers)
    immature = 0
    closes = closing(period[1], score.maturity, score.zone) if period else as_of
    if closes > as_of:
        outcome, immature = Outcome.IMMATURE, number.n
        reason = f"the window is open until {day_of(closes, score.zone).isoformat()}"
    return _finding(check, outcome, segment, period, shown, reason, immature)


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
