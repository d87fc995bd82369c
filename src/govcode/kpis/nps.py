"""`nps`: the net promoter score: 100 times the share of promoters less that of detractors, from -100 to 100.

Answers outside 0 to 10, and missing ones, do not take part; how many there are is told.
"""

from __future__ import annotations

from pydantic import Field

from govcode.core.fields import Expression
from govcode.expressions.phrases import all_of, is_true, negated, no_less, no_more, worth
from govcode.ir.check import Figure
from govcode.ir.measure import Term, TermKind
from govcode.kpis.measure import KpiMeasure, Reckoned, number_of
from govcode.rules.table import Table

LOWEST, HIGHEST = 0, 10


class Nps(KpiMeasure):
    """The net promoter score."""

    nps: Expression = Field(description="The answer, from 0 to 10")
    promoters: int = Field(default=9, gt=LOWEST, le=HIGHEST, description="Answers from here on are promoters")
    detractors: int = Field(default=6, ge=LOWEST, lt=HIGHEST, description="Answers up to here are detractors")

    def reckon(self, table: Table) -> Reckoned | None:
        """Return promoters, detractors and answers."""
        score = number_of(table, self.nps, "nps")
        if score is None:
            return None
        if self.detractors >= self.promoters:
            message = f"an answer of {self.promoters} would be a promoter and a detractor"
            table.report("GC109", message, "detractors", suggestion=f"write less than {self.promoters}")
            return None
        answered = all_of(no_less(score, LOWEST), no_more(score, HIGHEST))
        promoter = all_of(answered, no_less(score, self.promoters))
        detractor = all_of(answered, no_more(score, self.detractors))
        terms = tuple(Term(TermKind.COUNT, which) for which in (promoter, detractor, answered))
        words = (("promoters", f"from {self.promoters}"), ("detractors", f"to {self.detractors}"))
        each = worth(((promoter, 1), (detractor, -1)), answered)
        left_out = (("no answer from 0 to 10", negated(is_true(answered))),)
        return Reckoned(Figure.NPS, terms, "points", 100.0, each=each, left_out=left_out, definition=words)
