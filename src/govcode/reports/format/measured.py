"""What was found, in words: 3 of 120 rows in tickets (2.5 %); 63.42 % of 1,530 rows, 95 % interval 61.02 – 65.82 %."""

from __future__ import annotations

from collections.abc import Sequence

from govcode.findings.finding import Finding, Outcome
from govcode.reports.format.limits import minimum_of, target_of
from govcode.reports.format.numbers import NONE, PERCENT, count, exact, interval, part_of, value
from govcode.reports.format.words import SIGNS, plural, prose, visible

REASONS = 3


def broken_rows(finding: Finding) -> str:
    """Return how many of how many rows broke the promise."""
    if finding.violations is None:
        return "broken"
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


def interval_of(finding: Finding) -> str:
    """Return the interval in which the value could as well lie."""
    number = finding.number
    return (
        NONE
        if number is None or number.interval is None
        else interval(number.interval, number.unit, number.n, number.minimum, number.target)
    )


def value_told(finding: Finding) -> str:
    """Return the value, the rows it rests on, and how sure it is."""
    number = finding.number
    if number is None or (number.value is None and number.n != 1):
        return NONE
    if number.value is None:
        return "a value that is not told, from 1 row"
    told = f"{value_of(finding)} from {plural(number.n, 'row')}"
    if number.interval is None:
        return told
    sure = f"{exact(number.confidence, PERCENT)} " if number.confidence else ""
    return f"{told}, {sure}interval {interval_of(finding)}"


def missed(finding: Finding) -> str:
    """Return what the value misses: `minimum`, else `target`, else nothing."""
    number = finding.number
    if number is None or number.value is None:
        return ""
    named = (("minimum", minimum_of(finding)), ("target", target_of(finding)))
    return next((name for name, between in named if between and not between.keeps(number.value)), "")


def reported(finding: Finding) -> bool:
    """Say whether a value is only reported: nothing was promised of it."""
    number = finding.number
    plain = finding.outcome is Outcome.PASS and number is not None
    return plain and number is not None and number.target is None and number.minimum is None


def reasons(findings: Sequence[Finding]) -> str:
    """Return why findings have their outcome: the first reasons, and how many others there are."""
    known = list(dict.fromkeys(prose(f.reason) or SIGNS[f.outcome].meaning for f in findings))
    more = len(known) - REASONS
    return "; ".join(known[:REASONS]) + (f"; and {plural(more, 'other reason')}" if more > 0 else "")
