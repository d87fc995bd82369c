"""A quantile, interpolated between neighbours, with an interval made of values: no assumption about them is needed."""

from __future__ import annotations

from fractions import Fraction
from math import floor, inf

from govcode.findings.figures.figure import Scored, Terms, exact
from govcode.ir.measure import Ordered
from govcode.stats.intervals import CONFIDENCE


def scored(terms: Terms) -> Scored:
    """Return the value at position (n - 1) · q."""
    found, scale = terms.answers[0], exact(terms.score.scale)
    if not isinstance(found, Ordered):
        return Scored(None, 0)
    at = (found.n - 1) * (terms.score.q or 0.5)
    value = Fraction(found.lower + (found.upper - found.lower) * (at - floor(at)))
    if found.low is None and found.high is None:
        return Scored(float(value * scale), found.n)
    low = -inf if found.low is None else float(Fraction(found.low) * scale)
    high = inf if found.high is None else float(Fraction(found.high) * scale)
    return Scored(float(value * scale), found.n, (low, high), CONFIDENCE)
