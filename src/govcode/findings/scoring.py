"""The terms of a KPI become a number with an interval, and the number an outcome."""

from __future__ import annotations

from dataclasses import replace
from math import isinf

from govcode.findings.figures import FIGURES
from govcode.findings.figures.figure import MILLION, Scored, Terms
from govcode.findings.finding import Number, Outcome
from govcode.ir.check import Figure, JudgePolicy, Score
from govcode.ir.limit import Bounds
from govcode.ir.measure import Aggregate, Group
from govcode.stats.clusters import cluster_bootstrap
from govcode.stats.intervals import CONFIDENCE

__all__ = ["Scored", "band", "judged", "literally", "scored", "told"]

_TOTALS = {Figure.COUNT, Figure.SUM}  # a total is what it is: no number of rows makes it more certain
_NO_VALUE = "no row of the population has a value"


def scored(score: Score, measure: Aggregate, group: Group) -> Scored:
    """Return the number that the terms of a group make."""
    terms = Terms(score, measure.terms, group.terms, group.values)
    found = FIGURES[score.figure](terms)
    return _clustered(terms, found) if score.clustered and found.value is not None else found


def _clustered(terms: Terms, found: Scored) -> Scored:
    """Return the number with the interval of units that are drawn whole: rows of one unit are alike."""
    last = len(terms.asked) - 1
    worth = float(terms.worth(last))
    interval = cluster_bootstrap(terms.parts(last), terms.seed)
    if interval is None:
        return replace(found, interval=None, confidence=None)
    return replace(found, interval=(interval[0] * worth, interval[1] * worth), confidence=CONFIDENCE)


def told(score: Score, number: Scored, met: bool | None) -> Number:  # noqa: FBT001 - what `judged` says of the target
    """Return a number as findings hold it; an interval that has no end on one side is not one to be shown."""
    shown = number.interval if number.interval and not any(map(isinf, number.interval)) else None
    return Number(
        number.value,
        number.n,
        shown,
        score.unit,
        score.target,
        score.minimum,
        number.confidence if shown else None,
        met,
        open=number.open,
        periods=score.rolling,
        literal=literally(score, number),
        band=band(score, number),
    )


def literally(score: Score, number: Scored) -> bool | None:
    """Say whether the value itself keeps the limit that decides, as a contract says it; None without either."""
    limit = score.minimum or score.target
    if limit is None or number.value is None:
        return None
    return limit.keeps(_exact(score, number, number.value))


def band(score: Score, number: Scored) -> str | None:
    """Return the first word that fits the value, or None."""
    if number.value is None:
        return None
    value = _exact(score, number, number.value)
    return next((word for word, bounds in score.bands if bounds.keeps(value)), None)


def judged(score: Score, number: Scored) -> tuple[Outcome, str | None, bool | None]:
    """Return the outcome, a reason where it is not plain, and whether the target is met.

    With a minimum, the minimum decides and the target is told; without limits a number is only reported.
    """
    limit = score.minimum or score.target
    if number.value is None:
        return *_without_value(score, number, limit), None
    value = _exact(score, number, number.value)
    target_met = score.target.keeps(value) if score.target else None
    if limit is None:
        return Outcome.PASS, "reported only: there is no target", None
    if score.policy is JudgePolicy.POINT or score.figure in _TOTALS:
        return (Outcome.PASS if limit.keeps(value) else Outcome.FAIL), None, target_met
    outcome, reason = _with_confidence(score, replace(number, value=value), value, limit)
    return outcome, reason, target_met


def _without_value(score: Score, number: Scored, limit: Bounds | None) -> tuple[Outcome, str]:
    """Return what can be said where rows give no value: its interval may already lie on the wrong side."""
    if number.reason is None:
        return Outcome.NO_DATA, _NO_VALUE
    sure = score.policy is not JudgePolicy.POINT and number.n >= score.min_n
    if limit and number.interval and sure and _outside(limit, number.interval):
        return Outcome.FAIL, number.reason
    return Outcome.INCONCLUSIVE, number.reason


def _outside(limit: Bounds, interval: tuple[float, float]) -> bool:
    low, high = interval
    return (limit.low is not None and high < limit.low) or (limit.high is not None and low > limit.high)


def _exact(score: Score, number: Scored, value: float) -> float:
    """Return a value, or the limit itself in its place if a sum or mean differs from it by rounding alone.

    Values are added in millionths, so that every engine has the same sum; each may be off by half a millionth.
    """
    if score.figure not in {Figure.SUM, Figure.MEAN}:
        return value
    slack = abs(score.scale) / MILLION / 2 * (number.n if score.figure is Figure.SUM else 1)
    bounds = [b for b in (score.minimum, score.target, *(kept for _, kept in score.bands)) if b]
    ends = [end for b in bounds for end in (b.low, b.high) if end is not None]
    return next((end for end in ends if abs(value - end) <= slack), value)


def _with_confidence(score: Score, number: Scored, value: float, limit: Bounds) -> tuple[Outcome, str | None]:
    if number.n < score.min_n:
        return Outcome.INCONCLUSIVE, f"fewer than {score.min_n} rows: too few to conclude anything"
    if number.interval is None and score.clustered:
        return Outcome.INCONCLUSIVE, "rows of too few units: it cannot be said how far the value may stray"
    if number.interval is None:
        kept = limit.keeps(value)
        return (Outcome.PASS if kept else Outcome.FAIL), "judged by the value itself: it has no interval"
    low, high = number.interval
    if _outside(limit, number.interval):
        return Outcome.FAIL, None
    if (limit.keeps(low) and limit.keeps(high)) or (score.policy is JudgePolicy.CONFIDENT_FAIL and limit.keeps(value)):
        return Outcome.PASS, None
    return Outcome.INCONCLUSIVE, "the interval lies on both sides of the limit"
