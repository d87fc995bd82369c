"""Krippendorff's alpha, with an interval from units drawn anew."""

from __future__ import annotations

from govcode.findings.figures.figure import MILLION, Scored, Terms
from govcode.stats.alpha import Level, krippendorff, krippendorff_interval
from govcode.stats.intervals import CONFIDENCE

_UNDEFINED = "no unit has two ratings, or all ratings are the same"
_NEGATIVE = "a rating below zero has no place on a ratio scale"


def scored(terms: Terms) -> Scored:
    """Return the agreement of the ratings of units with two ratings or more."""
    patterns = tuple((tuple(v / MILLION for v in values), units) for values, units in terms.parts(0))
    n, level = sum(units for values, units in patterns if len(values) > 1), Level(terms.score.ratings.value)
    if not patterns:
        return Scored(None, 0)
    if level is Level.RATIO and any(value < 0 for values, _ in patterns for value in values):
        return Scored(None, n, reason=_NEGATIVE)
    alpha = krippendorff(patterns, level)
    if alpha is None:
        return Scored(None, n, reason=_UNDEFINED)
    interval = krippendorff_interval(patterns, level, terms.seed)
    return Scored(alpha, n, interval, CONFIDENCE if interval else None)
