"""A mean, with Student's interval."""

from __future__ import annotations

from fractions import Fraction

from govcode.findings.figures.figure import Scored, Terms
from govcode.stats.intervals import CONFIDENCE, student


def scored(terms: Terms) -> Scored:
    """Return the mean of the values."""
    n, unit = terms.whole(1), terms.worth()
    if not n:
        return Scored(None, 0)
    total, squares = terms.whole(0), terms.whole(2)
    # The squares are exact integers: shifting by the mean before dividing keeps every digit that matters.
    shifted = (n * squares - total * total) / n
    interval = student(0.0, shifted, n)
    mean = float(Fraction(total, n) * unit)
    ends = (mean + interval[0] * float(unit), mean + interval[1] * float(unit)) if interval else None
    return Scored(mean, n, ends, CONFIDENCE if ends else None)
