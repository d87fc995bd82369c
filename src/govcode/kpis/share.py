"""`share`: the part of the population for which a condition is true. Unknown counts as not true.

Where each row is a total already, such as a month of an agent, `share` and `among` are counts: of all calls, how many
were not answered. The number rests on the calls, not on the rows. Rows that lack a count, or count more than all, do
not take part; how many there are is told.
"""

from __future__ import annotations

from pydantic import Field

from govcode.core.fields import Expression
from govcode.expressions.phrases import all_of, is_true, negated, no_less, no_more_than, where_true
from govcode.ir.check import Figure
from govcode.ir.expression import TRUE
from govcode.ir.measure import Term, TermKind
from govcode.kpis.measure import KpiMeasure, Reckoned, number_of, share_of
from govcode.rules.table import Table


class Share(KpiMeasure):
    """The part of the population for which a condition is true."""

    share: Expression = Field(description="The condition; with `among`, a count")
    among: Expression | None = Field(
        default=None,
        description="Of how many, where each row is a total already",
        examples=["calls_offered"],
    )

    def reckon(self, table: Table) -> Reckoned | None:
        """Return hits and population."""
        if self.among is not None:
            return self._of_counts(table, self.among)
        hit = table.condition(self.share, "share")
        return None if hit is None else share_of(hit, TRUE)

    def _of_counts(self, table: Table, among: str) -> Reckoned | None:
        hits, whole = number_of(table, self.share, "share"), number_of(table, among, "among")
        if hits is None or whole is None:
            return None
        fits = all_of(no_less(hits, 0), no_more_than(hits, whole))
        terms = tuple(Term(TermKind.SUM, where_true(fits, count)) for count in (hits, whole))
        left_out = (("no count, or more than all", negated(is_true(fits))),)
        return Reckoned(Figure.SHARE_OF_COUNTS, terms, "%", left_out=left_out)
