"""A ratio of two sums, with the interval that follows from how far rows stray from it."""

from __future__ import annotations

from fractions import Fraction

from govcode.findings.figures.figure import MILLION, Scored, Terms, exact
from govcode.ir.expression import Type
from govcode.stats.intervals import CONFIDENCE, ratio_of_sums


def scored(terms: Terms) -> Scored:
    """Return the first sum over the second."""
    above, below, n = terms.whole(0), terms.whole(1), terms.whole(2)
    if not below:
        return Scored(None, n)
    up, down = (Fraction(1, 1 if term.expr.type is Type.DURATION else MILLION) for term in terms.asked[:2])
    unit = up / down * exact(terms.score.scale)
    squares, others, together = terms.whole(3), terms.whole(4), terms.whole(5)
    # (x + y)² = x² + 2xy + y²: no engine has to know what a product of two columns is.
    products = (together - squares - others) / 2
    interval = ratio_of_sums(n, above, below, squares, others, products)
    ends = (interval[0] * float(unit), interval[1] * float(unit)) if interval else None
    return Scored(float(Fraction(above, below) * unit), n, ends, CONFIDENCE if ends else None)
