"""`sum` and `count`: totals. A sum leaves empty values out; a count counts the rows that make a condition true."""

from __future__ import annotations

from pydantic import Field

from govcode.core.fields import Expression
from govcode.expressions.phrases import filled
from govcode.ir.check import Figure
from govcode.ir.expression import TRUE
from govcode.ir.measure import Term, TermKind
from govcode.kpis.measure import KpiMeasure, Reckoned, quantity
from govcode.rules.table import Table


class Sum(KpiMeasure):
    """The sum of a number or duration."""

    sum: Expression = Field(description="The number or duration")

    def reckon(self, table: Table) -> Reckoned | None:
        """Return the sum and how many values took part."""
        found = quantity(table, self.sum, "sum")
        if found is None:
            return None
        expr, unit, scale = found
        return Reckoned(Figure.SUM, (Term(TermKind.SUM, expr), Term(TermKind.COUNT, filled(expr))), unit, scale)


class Count(KpiMeasure):
    """How many rows make a condition true."""

    count: Expression = Field(description="The condition; `true` counts every row", examples=["true"])

    def reckon(self, table: Table) -> Reckoned | None:
        """Return the number of rows."""
        hit = table.condition(self.count, "count")
        if hit is None:
            return None
        return Reckoned(Figure.COUNT, (Term(TermKind.COUNT, hit), Term(TermKind.COUNT, TRUE)), "")
