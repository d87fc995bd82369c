"""A count of rows, with the exact interval of the process that makes them."""

from __future__ import annotations

from govcode.findings.figures.figure import Scored, Terms
from govcode.stats.intervals import CONFIDENCE, poisson


def scored(terms: Terms) -> Scored:
    """Return how many rows there are."""
    hits = terms.whole(0)
    return Scored(float(hits), terms.whole(1), poisson(hits, 1.0), CONFIDENCE)
