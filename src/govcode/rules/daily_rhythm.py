"""`daily_rhythm`: nights are quiet and the busiest hour lies in the day; a wrong time zone breaks that.

`at_most` is how many rows, or which share of them, may fall into the `night`, by the clocks of `zone`. With `per`, each
value has to have the rhythm. Fewer than `min_n` rows are not judged.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import ColumnName, HoursOfDay, Tolerance
from govcode.expressions.phrases import hour_of
from govcode.ir.check import Rhythm
from govcode.ir.expression import TRUE
from govcode.ir.measure import Aggregate, Term, TermKind
from govcode.ir.relation import Named
from govcode.rules.rule import Asked, Rule, told, tolerance
from govcode.rules.table import Table, moment_of, segments_of


class DailyRhythm(Rule):
    """Nights are quiet and the busiest hour lies in the day."""

    kind: Literal["daily_rhythm"]
    night: HoursOfDay = Field(default=(0, 6), description="The quiet hours; they may go past midnight")
    zone: str = Field(default="UTC", description="Whose clocks say when it is night", examples=["Europe/Amsterdam"])
    at_most: Tolerance = Field(
        default=0.15, description="How many rows may fall into the night, or which share of them"
    )
    min_n: int = Field(default=100, ge=1, description="Fewer rows than this say nothing")
    column: ColumnName | None = Field(default=None, description="The moment of a row; the dataset's, if left out")
    per: list[ColumnName] = Field(
        default=[],
        max_length=2,
        description="Each value of these columns has to have the rhythm",
        examples=[["vendor"]],
    )

    def ask(self, table: Table) -> Asked | None:
        """Return the number of rows of each hour of the day."""
        applies, moment, by = self.applies(table), moment_of(table, self.column), segments_of(table, self.per, "per")
        zone = table.zone(self.zone, "zone")
        if moment is None or by is None or zone is None:
            return None
        hour = Named("hour", hour_of(moment, zone))
        return Asked(
            Aggregate((*(Named(s.name, s.expr) for s in by), hour), (Term(TermKind.COUNT, TRUE),), applies),
            Rhythm(self.night, tolerance(self.at_most), self.min_n, zone, by),
        )

    def promise(self) -> str:
        """Name the night."""
        start, end = self.night
        each = f" per {' and '.join(self.per)}" if self.per else ""
        return (
            f"between {start:02}:00 and {end:02}:00 in {self.zone} it is quiet, and the busiest hour lies outside{each}"
        )

    def sentence(self) -> str:
        """Return the whole rule read aloud."""
        rows = f"rows of {self.dataset}" + (f" where {self.when}" if self.when else "")
        return f"{self.title} — all {rows}: {self.promise()}; at most {told(self.at_most)} at night."
