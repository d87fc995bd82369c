"""A rate of events, with its exact interval."""

from __future__ import annotations

from fractions import Fraction

from govcode.findings.figures.figure import MILLION, Scored, Terms
from govcode.stats.intervals import CONFIDENCE, poisson


def scored(terms: Terms) -> Scored:
    """Return events per so much exposure."""
    events, exposure, n, per = terms.whole(0), Fraction(terms.whole(1), MILLION), terms.whole(2), terms.score.per
    if exposure <= 0:
        return Scored(None, n, reason="there is no exposure" if events or n else None)
    interval = poisson(events, float(exposure), per)
    return Scored(float(events * Fraction(per) / exposure), n, interval, CONFIDENCE)
