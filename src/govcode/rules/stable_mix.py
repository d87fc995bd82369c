"""`stable_mix`: the mix of a column stays what it was; a sudden shift is a changed export or a changed habit.

The newest full `period` is held against the `baseline` periods before it that have rows. `at_most` is the greatest
population stability index (0.1 is a small shift, 0.2 a clear one); a greater one breaks the rule if a chi-square test
says that it is no chance (p below 0.01), else the rule is inconclusive. With `per`, each value has a mix of its own.
Fewer than `min_n` rows, in the period or before it, are not judged. The rows counted as broken are those of the period
that are more than the mix before it leads to expect.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import ColumnName, Tolerance
from govcode.expressions.phrases import start_of
from govcode.ir.check import Period, Steady
from govcode.ir.expression import TRUE
from govcode.ir.measure import Aggregate, Term, TermKind
from govcode.ir.relation import Named
from govcode.rules.rule import Asked, Rule
from govcode.rules.table import Table, moment_of, segments_of


class StableMix(Rule):
    """The mix of a column stays what it was."""

    kind: Literal["stable_mix"]
    of: ColumnName = Field(description="A column with declared values", examples=["topic"])
    period: Literal["day", "week", "month", "quarter"] = Field(default="week", description="What is held against what")
    baseline: int = Field(default=8, ge=1, le=100, description="How many periods the newest one is held against")
    at_most: Tolerance = Field(default=0.2, description="The greatest population stability index")
    min_n: int = Field(default=50, ge=1, description="Fewer rows than this say nothing")
    column: ColumnName | None = Field(default=None, description="The moment of a row; the dataset's, if left out")
    per: list[ColumnName] = Field(
        default=[], max_length=2, description="Each value of these columns has a mix of its own", examples=[["vendor"]]
    )

    def ask(self, table: Table) -> Asked | None:
        """Return the number of rows of each value in each period."""
        applies, moment, by = self.applies(table), moment_of(table, self.column), segments_of(table, self.per, "per")
        of = table.segment(self.of, "of")
        if moment is None or by is None or of is None:
            return None
        groups = (Named("period", start_of(self.period, moment)), Named(self.of, of.expr))
        steady = Steady(of, Period(self.period), self.baseline, float(self.at_most), self.min_n, by=by)
        return Asked(
            Aggregate((*(Named(s.name, s.expr) for s in by), *groups), (Term(TermKind.COUNT, TRUE),), applies), steady
        )

    def promise(self) -> str:
        """Name the column."""
        each = f" per {' and '.join(self.per)}" if self.per else ""
        return f"the mix of {self.of} in the newest full {self.period} is that of the {self.baseline} before it{each}"

    def sentence(self) -> str:
        """Return the whole rule read aloud."""
        rows = f"rows of {self.dataset}" + (f" where {self.when}" if self.when else "")
        most = f"a population stability index of at most {self.at_most:g}"
        return f"{self.title} — all {rows}: {self.promise()}; {most}."
