"""`ratio`: one sum divided by another, such as seconds handled per contact."""

from __future__ import annotations

from pydantic import Field

from govcode.core.fields import Expression, Shape
from govcode.expressions.phrases import else_number, filled, in_seconds, total
from govcode.ir.check import Figure
from govcode.ir.measure import Term, TermKind
from govcode.kpis.measure import KpiMeasure, Reckoned, quantity
from govcode.rules.table import Table


class Parts(Shape):
    """What is divided by what."""

    of: Expression = Field(description="The number or duration that is summed")
    over: Expression = Field(description="The number that it is divided by, summed too")


class Ratio(KpiMeasure):
    """One sum divided by another."""

    ratio: Parts = Field(description="What is divided by what")

    def reckon(self, table: Table) -> Reckoned | None:
        """Return both sums, how many rows had a divisor, and the squares of which its interval is made."""
        above = quantity(table, self.ratio.of, "ratio", "of")
        below = quantity(table, self.ratio.over, "ratio", "over")
        if above is None or below is None:
            return None
        up, down = in_seconds(above[0]), in_seconds(below[0])
        # A row without one of the two adds nothing to its sum, so it adds nothing to the sum of both either.
        together = total(else_number(up, 0), else_number(down, 0))
        sums = (Term(TermKind.SUM, above[0]), Term(TermKind.SUM, below[0]), Term(TermKind.COUNT, filled(below[0])))
        squares = tuple(Term(TermKind.SQUARES, expr) for expr in (above[0], below[0], together))
        unit = "" if above[1] == below[1] else above[1]
        return Reckoned(Figure.RATIO, sums + squares, unit, above[2] / below[2])
