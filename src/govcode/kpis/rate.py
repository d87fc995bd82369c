"""`rate`: events per so much exposure, such as leavers per year of headcount. Unknown counts as no event.

Without `exposure` each row is one unit of it: with one row per agent and day, `{events: left, per: 365}` is the yearly
attrition over the average daily headcount. An exposure that is a duration counts in days. The interval is exact
(Garwood, for counts of events).
"""

from __future__ import annotations

from pydantic import Field

from govcode.core.fields import Expression, Shape
from govcode.expressions.phrases import filled, in_days, one_if
from govcode.ir.check import Figure
from govcode.ir.expression import TRUE, Expr
from govcode.ir.measure import Term, TermKind
from govcode.kpis.measure import KpiMeasure, Reckoned, quantity
from govcode.rules.table import Table


class Events(Shape):
    """Which rows are events, and what they are counted per."""

    events: Expression = Field(description="The condition that makes a row an event")
    exposure: Expression | None = Field(
        default=None, description="What a row adds to the exposure: a number, or a duration in days; 1, if left out"
    )
    per: float = Field(default=1, gt=0, description="Events per so much exposure, such as 365 or 1000")


class Rate(KpiMeasure):
    """Events per so much exposure."""

    rate: Events = Field(description="The events and their exposure")

    def reckon(self, table: Table) -> Reckoned | None:
        """Return events, exposure, and how many rows had an exposure."""
        event, exposure = table.condition(self.rate.events, "rate", "events"), self._exposure(table)
        if event is None or exposure is None:
            return None
        known = TRUE if self.rate.exposure is None else filled(exposure)
        terms = (Term(TermKind.COUNT, event), Term(TermKind.SUM, exposure), Term(TermKind.COUNT, known))
        unit = f"per {self.rate.per:g}" if self.rate.per != 1 else ""
        return Reckoned(Figure.RATE, terms, unit, per=self.rate.per)

    def _exposure(self, table: Table) -> Expr | None:
        if self.rate.exposure is None:
            return one_if(TRUE)
        found = quantity(table, self.rate.exposure, "rate", "exposure")
        return in_days(found[0]) if found else None
