"""The terms of a KPI become a number with an interval, and the number an outcome."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor
from typing import Any

from govcode.findings.finding import Outcome
from govcode.ir.check import Bounds, Figure, JudgePolicy, Score
from govcode.ir.expression import Type
from govcode.ir.measure import Aggregate, Group
from govcode.stats.intervals import CONFIDENCE, student, wilson

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Scored:
    """A value, the number of rows it rests on, and its interval, all in the KPI's unit; None where there is none."""

    value: float | None
    n: int
    interval: tuple[float, float] | None = None
    confidence: float | None = None


def scored(score: Score, measure: Aggregate, group: Group) -> Scored:
    """Return the number that the terms of a group make."""
    terms = group.terms
    unit = _worth(score, measure)
    match score.figure:
        case Figure.SHARE:
            hits, n = _whole(terms[0]), _whole(terms[1])
            return Scored(hits / n, n, wilson(hits, n), CONFIDENCE) if n else Scored(None, 0)
        case Figure.MEAN:
            return _mean(terms, unit)
        case Figure.QUANTILE:
            return _quantile(terms[0], score.q or 0.5, score.scale)
        case Figure.SUM:
            n = _whole(terms[1])
            return Scored(float(_whole(terms[0]) * unit) if n else None, n)
        case Figure.COUNT:
            return Scored(float(_whole(terms[0])), _whole(terms[1]))
        case Figure.RATIO:
            return _ratio(measure, terms, score.scale)


def _worth(score: Score, measure: Aggregate) -> Fraction:
    """Return what one unit of a sum is worth: a duration is summed in microseconds, a number in millionths."""
    scale = _exact(score.scale)
    return scale if measure.terms[0].expr.type is Type.DURATION else scale / MILLION


def _exact(scale: float) -> Fraction:
    """Return a scale such as 1/3,600,000,000 itself, so that a value is rounded once only, at the end."""
    return Fraction(scale).limit_denominator(10**12)


def _mean(terms: tuple[Any, ...], unit: Fraction) -> Scored:
    n = _whole(terms[1])
    if not n:
        return Scored(None, 0)
    total, squares = _whole(terms[0]), _whole(terms[2])
    # The squares are exact integers: shifting by the mean before dividing keeps every digit that matters.
    shifted = (n * squares - total * total) / n
    interval = student(0.0, shifted, n)
    mean = float(Fraction(total, n) * unit)
    ends = (mean + interval[0] * float(unit), mean + interval[1] * float(unit)) if interval else None
    return Scored(mean, n, ends, CONFIDENCE if ends else None)


def _quantile(term: Any, q: float, scale: float) -> Scored:  # noqa: ANN401 - three numbers or None
    if term is None:
        return Scored(None, 0)
    n, low, high = term
    at = (n - 1) * q
    return Scored(float(Fraction(low + (high - low) * (at - floor(at))) * _exact(scale)), n)


def _ratio(measure: Aggregate, terms: tuple[Any, ...], scale: float) -> Scored:
    above, below, n = (_whole(term) for term in terms)
    if not below:
        return Scored(None, n)
    durations = [term.expr.type is Type.DURATION for term in measure.terms[:2]]
    up, down = (Fraction(1, 1 if duration else MILLION) for duration in durations)
    return Scored(float(above * up / (below * down) * _exact(scale)), n)


def _whole(term: Any) -> int:  # noqa: ANN401 - a number or None
    return int(term or 0)


def judged(score: Score, number: Scored) -> tuple[Outcome, str | None, bool | None]:
    """Return the outcome, a reason where it is not plain, and whether the target is met.

    With a minimum, the minimum decides and the target is told; without limits a number is only reported.
    """
    if number.value is None:
        return Outcome.NO_DATA, "no row of the population has a value", None
    number = _rounded(score, number)
    target_met = score.target.keeps(number.value) if score.target and number.value is not None else None
    limit = score.minimum or score.target
    if limit is None:
        return Outcome.PASS, "reported only: there is no target", None
    if score.policy is JudgePolicy.POINT or score.figure in {Figure.COUNT, Figure.SUM}:
        # A total is what it is: no number of rows makes it more certain.
        kept = number.value is not None and limit.keeps(number.value)
        return (Outcome.PASS if kept else Outcome.FAIL), None, target_met
    outcome, reason = _with_confidence(score, number, limit)
    return outcome, reason, target_met


def _rounded(score: Score, number: Scored) -> Scored:
    """Return a sum or mean with the limit itself in place of a value that differs from it by rounding alone.

    Values are added in millionths, so that every engine has the same sum; each may be off by half a millionth.
    """
    if score.figure not in {Figure.SUM, Figure.MEAN} or number.value is None:
        return number
    slack = abs(score.scale) / MILLION / 2 * (number.n if score.figure is Figure.SUM else 1)
    bounds = [b for b in (score.minimum, score.target) if b]
    ends = [end for b in bounds for end in (b.low, b.high) if end is not None]
    near = [end for end in ends if abs(number.value - end) <= slack]
    return replace(number, value=near[0]) if near else number


def _with_confidence(score: Score, number: Scored, limit: Bounds) -> tuple[Outcome, str | None]:
    if number.n < score.min_n:
        return Outcome.INCONCLUSIVE, f"fewer than {score.min_n} rows: too few to conclude anything"
    if number.interval is None or number.value is None:
        kept = number.value is not None and limit.keeps(number.value)
        return (Outcome.PASS if kept else Outcome.FAIL), "judged by the value itself: this measure has no interval"
    low, high = number.interval
    surely_outside = (limit.low is not None and high < limit.low) or (limit.high is not None and low > limit.high)
    surely_inside = limit.keeps(low) and limit.keeps(high)
    if surely_outside:
        return Outcome.FAIL, None
    if surely_inside or (score.policy is JudgePolicy.CONFIDENT_FAIL and limit.keeps(number.value)):
        return Outcome.PASS, None
    return Outcome.INCONCLUSIVE, "the interval lies on both sides of the limit"
