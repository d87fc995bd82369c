"""Limits and bounds in words: none allowed, at least 65 %, between 70 % and 85 %."""

from __future__ import annotations

from govcode.findings.finding import Finding
from govcode.ir.check import (
    AtMost,
    AtMostShare,
    Bounds,
    Claim,
    Gaps,
    Limit,
    Met,
    Recent,
    Rhythm,
    Rows,
    Score,
    Silence,
    Steady,
)
from govcode.reports.format.numbers import PERCENT, count, exact

LIMIT = "limit"  # what people call the `minimum` of a document: of a duration it is the most that is allowed
_HOUR = 3_600_000_000
_UNITS = (("d", 24 * _HOUR), ("h", _HOUR), ("min", 60_000_000))


def bounds(between: Bounds | None, unit: str) -> str | None:
    """Return bounds in words, or None if nothing is bounded."""
    low, high = (None, None) if between is None else (between.low, between.high)
    if low is not None and high is not None:
        return f"between {exact(low, unit)} and {exact(high, unit)}"
    if low is not None:
        return f"at least {exact(low, unit)}"
    return None if high is None else f"at most {exact(high, unit)}"


def told(limit: Limit | None) -> str | None:
    """Return what a limit allows, in words; None if there is nothing to say (a KPI's bounds are told apart)."""
    match limit:
        case AtMost(count=0):
            return "none allowed"
        case AtMost(count=most):
            return f"at most {count(most)} allowed"
        case AtMostShare(share=most):
            return f"at most {exact(most, PERCENT)} allowed"
        case Recent(within=microseconds):
            return f"the newest row at most {duration(microseconds)} old"
        case Rows(bounds=between, period=per):
            return f"{bounds(between, '') or 'any number of'} rows" + (f" per {per}" if per else "")
        case Gaps(most=most):
            return f"no number missing; {told(most)}"
        case Silence(longest=hours, most=most):
            return f"no {hours} hours without a row; {told(most)}"
        case Rhythm(night=(start, end), most=most, zone=zone):
            return f"quiet from {start:02}:00 to {end:02}:00 ({zone}); {told(most)}"
        case Steady(most=most, period=period, baseline=baseline):
            return f"the mix of the {baseline} {period}s before; a stability index of at most {exact(most, '')}"
        case Met():
            return "the expectation is met"
        case Claim(tolerance=tolerance, readings=readings):
            unit = readings[0].score.unit
            near = exact(tolerance * 100, "points") if unit == PERCENT else exact(tolerance, unit)
            return f"within {near} of the recomputed value" if tolerance else "equal to the recomputed value"
        case Score() | None:
            return None


def duration(microseconds: int) -> str:
    """Return a duration in the largest unit that divides it; days only from two on."""
    for unit, size in _UNITS:
        if microseconds % size == 0 and (unit != "d" or microseconds >= 2 * size):
            return f"{count(microseconds // size)} {unit}"
    return f"{exact(microseconds / 1_000_000, '')} s"


def unit_of(finding: Finding) -> str:
    """Return the unit of a finding's value; without a value, that of its limit."""
    if finding.number is not None:
        return finding.number.unit
    return finding.limit.unit if isinstance(finding.limit, Score) else ""


def target_of(finding: Finding) -> Bounds | None:
    """Return what is aimed for."""
    if finding.number is not None:
        return finding.number.target
    return finding.limit.target if isinstance(finding.limit, Score) else None


def minimum_of(finding: Finding) -> Bounds | None:
    """Return what the contract allows at worst."""
    if finding.number is not None:
        return finding.number.minimum
    return finding.limit.minimum if isinstance(finding.limit, Score) else None


def expected(finding: Finding) -> str | None:
    """Return everything that was promised of a value, in words."""
    unit = unit_of(finding)
    named = (("target", target_of(finding)), (LIMIT, minimum_of(finding)))
    parts = [f"{name} {words}" for name, between in named if (words := bounds(between, unit))]
    return "; ".join(parts) or told(finding.limit)
