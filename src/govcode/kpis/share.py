"""`share`: the part of the population for which a condition is true. Unknown counts as not true."""

from __future__ import annotations

from pydantic import Field

from govcode.core.fields import Expression
from govcode.ir.check import Figure
from govcode.ir.expression import TRUE
from govcode.ir.measure import Term, TermKind
from govcode.kpis.measure import KpiMeasure, Reckoned
from govcode.rules.table import Table


class Share(KpiMeasure):
    """The part of the population for which a condition is true."""

    share: Expression = Field(description="The condition")

    def reckon(self, table: Table) -> Reckoned | None:
        """Return hits and population."""
        hit = table.condition(self.share, "share")
        if hit is None:
            return None
        return Reckoned(Figure.SHARE, (Term(TermKind.COUNT, hit), Term(TermKind.COUNT, TRUE)), "%")
