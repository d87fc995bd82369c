"""A share: hits of a population, with Wilson's interval."""

from __future__ import annotations

from govcode.findings.figures.figure import Scored, Terms
from govcode.stats.intervals import CONFIDENCE, wilson


def scored(terms: Terms) -> Scored:
    """Return the part of the population that are hits."""
    hits, n = terms.whole(0), terms.whole(1)
    return Scored(hits / n, n, wilson(hits, n), CONFIDENCE) if n else Scored(None, 0)
