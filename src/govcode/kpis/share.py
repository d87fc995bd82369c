"""`share`: the part of the population for which a condition is true. Unknown counts as not true."""

from __future__ import annotations

from pydantic import Field

from govcode.core.fields import Expression
from govcode.ir.expression import TRUE
from govcode.kpis.measure import KpiMeasure, Reckoned, share_of
from govcode.rules.table import Table


class Share(KpiMeasure):
    """The part of the population for which a condition is true."""

    share: Expression = Field(description="The condition")

    def reckon(self, table: Table) -> Reckoned | None:
        """Return hits and population."""
        hit = table.condition(self.share, "share")
        return None if hit is None else share_of(hit, TRUE)
