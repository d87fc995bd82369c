"""What was found, in words: 3 of 120 rows in tickets (2.5 %); 63.42 % of 1,530 rows, 95 % interval 61.02 – 65.82 %."""

from __future__ import annotations

from collections.abc import Sequence

from govcode.findings.finding import Finding, Outcome
from govcode.ir.check import Bounds, Score
from govcode.reports.format.intervals import reachable
from govcode.reports.format.limits import LIMIT, minimum_of, target_of
from govcode.reports.format.numbers import NONE, PERCENT, count, exact, interval, part_of, value
from govcode.reports.format.words import LIMIT_KEPT, REPORTED, SIGNS, Sign, plural, prose, visible

REASONS = 3
TOO_FEW = "too few"


def broken_rows(finding: Finding) -> str:
    """Return how many of how many rows broke the promise."""
    if finding.violations is None:
        return prose(finding.reason) or "broken"
    rows = f"{finding.things} in {visible(finding.dataset)}"
    if finding.population is None:
        return f"{count(finding.violations)} {rows}"
    share = part_of(finding.violations, finding.population)
    return f"{count(finding.violations)} of {count(finding.population)} {rows} ({share})"


def value_of(finding: Finding) -> str:
    """Return the value of a finding with its unit."""
    number = finding.number
    if number is None:
        return NONE
    return value(number.value, number.unit, number.n, number.minimum, number.target)


def too_few(finding: Finding) -> bool:
    """Say whether a value rests on so few rows that an interval would say nothing, and may be impossible."""
    number, limit = finding.number, finding.limit
    few = number is not None and isinstance(limit, Score) and number.n < limit.min_n
    return few and number is not None and (number.interval is not None or finding.outcome is Outcome.INCONCLUSIVE)


def ends_of(finding: Finding) -> tuple[float, float] | None:
    """Return the ends of the interval that is told, in the unit of the value; None without one, or on too few rows."""
    number = finding.number
    if number is None or number.interval is None or too_few(finding):
        return None
    return possible(finding, number.interval)


def possible(finding: Finding, ends: tuple[float, float]) -> tuple[float, float]:
    """Return the part of an interval around a finding's value that its quantity can reach."""
    number, limit = finding.number, finding.limit
    if number is None:
        return ends
    seen = [number.value, *(end for between in (number.target, number.minimum) if between for end in _ends(between))]
    return reachable(ends, limit.figure if isinstance(limit, Score) else None, number.unit, seen)


def _ends(between: Bounds) -> tuple[float | None, float | None]:
    return between.low, between.high


def interval_of(finding: Finding) -> str:
    """Return the interval in which the value could as well lie."""
    number, ends = finding.number, ends_of(finding)
    if number is None or ends is None:
        return TOO_FEW if too_few(finding) else NONE
    return interval(ends, number.unit, number.n, number.minimum, number.target)


def value_told(finding: Finding) -> str:
    """Return the value, the rows it rests on, and how sure it is."""
    number = finding.number
    if number is None or (number.value is None and number.n != 1):
        return NONE
    if number.value is None:
        return "a value that is not told, from 1 row"
    told = f"{value_of(finding)} from {plural(number.n, 'row')}"
    if too_few(finding):
        return f"{told}, {TOO_FEW} for an interval"
    if number.interval is None:
        return told
    sure = f"{exact(number.confidence, PERCENT)} " if number.confidence else ""
    return f"{told}, {sure}interval {interval_of(finding)}"


def missed(finding: Finding) -> str:
    """Return what the value misses: `limit`, else `target`, else nothing."""
    number = finding.number
    if number is None or number.value is None:
        return ""
    named = ((LIMIT, minimum_of(finding)), ("target", target_of(finding)))
    return next((name for name, between in named if between and not between.keeps(number.value)), "")


def reported(finding: Finding) -> bool:
    """Say whether a value is only reported: nothing was promised of it."""
    number = finding.number
    plain = finding.outcome is Outcome.PASS and number is not None
    return plain and number is not None and number.target is None and number.minimum is None


def sign_of(finding: Finding) -> Sign:
    """Return the sign of a finding: where a limit decides and the target is missed, it is the limit that is kept.

    A value of which nothing was promised is reported.
    """
    if reported(finding):
        return REPORTED
    if finding.outcome is Outcome.PASS and missed(finding) == "target":
        return LIMIT_KEPT
    return SIGNS[finding.outcome]


def reasons(findings: Sequence[Finding]) -> str:
    """Return why findings have their outcome: the first reasons, and how many others there are."""
    known = list(dict.fromkeys(prose(f.reason) or SIGNS[f.outcome].meaning for f in findings))
    more = len(known) - REASONS
    return "; ".join(known[:REASONS]) + (f"; and {plural(more, 'other reason')}" if more > 0 else "")


def shortest_reason(findings: Sequence[Finding]) -> str:
    """Return the shortest of the reasons why findings have their outcome, the first of those of one length."""
    return min((prose(f.reason) or SIGNS[f.outcome].meaning for f in findings), key=len)
