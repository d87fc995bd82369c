"""`mean`: the arithmetic mean of a number or duration; empty values do not take part."""

from __future__ import annotations

from pydantic import Field

from govcode.core.fields import Expression
from govcode.expressions.phrases import filled
from govcode.ir.check import Figure
from govcode.ir.measure import Term, TermKind
from govcode.kpis.measure import KpiMeasure, Reckoned, quantity
from govcode.rules.table import Table


class Mean(KpiMeasure):
    """The arithmetic mean of a number or duration."""

    mean: Expression = Field(description="The number or duration")

    def reckon(self, table: Table) -> Reckoned | None:
        """Return sum, number and sum of squares."""
        found = quantity(table, self.mean, "mean")
        if found is None:
            return None
        expr, unit, scale = found
        terms = (Term(TermKind.SUM, expr), Term(TermKind.COUNT, filled(expr)), Term(TermKind.SQUARES, expr))
        return Reckoned(Figure.MEAN, terms, unit, scale, each=expr)
