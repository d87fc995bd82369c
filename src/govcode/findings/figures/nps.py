"""A net promoter score in points, with its score interval."""

from __future__ import annotations

from govcode.findings.figures.figure import Scored, Terms
from govcode.stats.intervals import CONFIDENCE, nps


def scored(terms: Terms) -> Scored:
    """Return the share of promoters less that of detractors, in points."""
    promoters, detractors, n = terms.whole(0), terms.whole(1), terms.whole(2)
    if not n:
        return Scored(None, 0)
    return Scored(100 * (promoters - detractors) / n, n, nps(promoters, detractors, n), CONFIDENCE)
