"""`median` and `percentile`: the value below which a given part of the values lies, interpolated between neighbours.

The position among n sorted values is (n - 1) · q, as in Hyndman and Fan's type 7. Empty values do not take part.
"""

from __future__ import annotations

from pydantic import Field

from govcode.core.fields import Amount, Expression
from govcode.ir.check import Figure
from govcode.ir.measure import Term, TermKind
from govcode.kpis.measure import KpiMeasure, Reckoned, quantity
from govcode.rules.table import Table


class Median(KpiMeasure):
    """The value in the middle."""

    median: Expression = Field(description="The number or duration")

    def reckon(self, table: Table) -> Reckoned | None:
        """Return the order statistics around the middle."""
        return _quantile(table, self.median, 0.5, "median")


class Percentile(KpiMeasure):
    """The value below which a given part of the values lies."""

    percentile: Expression = Field(description="The number or duration")
    q: Amount = Field(gt=0, lt=1, description="The part, such as 90%")

    def reckon(self, table: Table) -> Reckoned | None:
        """Return the order statistics around the position."""
        return _quantile(table, self.percentile, self.q, "percentile")


def _quantile(table: Table, text: str, q: float, field: str) -> Reckoned | None:
    found = quantity(table, text, field)
    if found is None:
        return None
    expr, unit, scale = found
    return Reckoned(Figure.QUANTILE, (Term(TermKind.ORDER, expr, q),), unit, scale, q)
