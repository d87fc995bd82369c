"""A sum. A total is what it is: no number of rows makes it more certain."""

from __future__ import annotations

from govcode.findings.figures.figure import Scored, Terms


def scored(terms: Terms) -> Scored:
    """Return the sum of the values."""
    n = terms.whole(1)
    return Scored(float(terms.whole(0) * terms.worth()) if n else None, n)
