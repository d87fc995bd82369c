"""`ratio`: one sum divided by another, such as seconds handled per contact."""

from __future__ import annotations

from pydantic import Field

from govcode.core.fields import Expression, Shape
from govcode.expressions.phrases import filled
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
        """Return both sums and how many rows had both."""
        above = quantity(table, self.ratio.of, "ratio", "of")
        below = quantity(table, self.ratio.over, "ratio", "over")
        if above is None or below is None:
            return None
        terms = (Term(TermKind.SUM, above[0]), Term(TermKind.SUM, below[0]), Term(TermKind.COUNT, filled(below[0])))
        unit = "" if above[1] == below[1] else above[1]
        return Reckoned(Figure.RATIO, terms, unit, above[2] / below[2])
