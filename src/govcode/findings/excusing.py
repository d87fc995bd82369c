"""A KPI whose rows are excused is told twice: without them, which is what is judged, and with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from govcode.findings.finding import Finding, Number, Outcome
from govcode.findings.kpis import kpi_findings
from govcode.ir.check import Check, Figure, Score
from govcode.ir.measure import Aggregate, Grouped

ALL_EXCUSED = "every row belongs to an excused event, so nothing is left to judge"
# The difference of two of these, one row apart, is that row's cell.
_CELLS = {Figure.MEAN, Figure.SUM, Figure.RATIO}


def with_excused(
    check: Check, score: Score, findings: Sequence[Finding], measure: Aggregate, found: Grouped, as_of: datetime
) -> tuple[Finding, ...]:
    """Return the findings that an event touches with what they were with its rows, and those that it leaves empty."""
    both = {(f.segment, f.period): f for f in kpi_findings(replace(check, measure=measure), score, found, as_of)}
    told = [_told(score, finding, both.get((finding.segment, finding.period))) for finding in findings]
    known = {(f.segment, f.period) for f in findings if f.number}
    if not known:
        told = []  # "no row is in the population" would be wrong: they are excused
    left = list(_left(score, [f for at, f in both.items() if f.number and at not in known]))
    return tuple(told + left) if told or left else tuple(findings)


def _told(score: Score, finding: Finding, whole: Finding | None) -> Finding:
    number = finding.number
    if number is None or whole is None or whole.number is None or whole.number.n == number.n:
        return finding
    return replace(finding, number=replace(number, with_excused=_whole(score, number.n, whole.number)))


def _left(score: Score, whole: Sequence[Finding]) -> Iterator[Finding]:
    for finding in whole:
        if finding.number is None:
            continue
        number = replace(
            finding.number,
            value=None,
            n=0,
            interval=None,
            confidence=None,
            target_met=None,
            with_excused=_whole(score, 0, finding.number),
        )
        outcome = Outcome.IMMATURE if finding.outcome is Outcome.IMMATURE else Outcome.INCONCLUSIVE
        yield replace(finding, outcome=outcome, number=number, population=0, reason=ALL_EXCUSED)


def _whole(score: Score, n: int, whole: Number) -> tuple[float | None, int]:
    """Return the value and the rows with those of the event; the value is not told where it shows a single row."""
    alone = score.figure in _CELLS and whole.n - n == 1
    return (None if alone else whole.value), whole.n
