"""`no_silence`: no stretch of hours goes by without a row; a silent stretch is a feed that lost something.

Whole hours of the clock are looked at, in UTC: a stretch of `for: 4h` has four of them, one after the other, between an
hour with a row and the next. With `calendar`, only the hours that it promises count. `at_most` is a number of such
hours, or a share of all of them. With `per`, each value is listened to by itself; one with fewer than `min_n` rows is
not judged. How new the last row is, is `fresh`'s matter.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import ColumnName, Duration, Id
from govcode.expressions.phrases import hour_of, start_of
from govcode.ir.check import Silence
from govcode.ir.clock import Clock
from govcode.ir.expression import TRUE, Expr
from govcode.ir.measure import Aggregate, Term, TermKind
from govcode.ir.relation import Named
from govcode.rules.rule import Asked, Rule, tolerance
from govcode.rules.table import Table, moment_of, segments_of

HOUR = 3_600_000_000  # microseconds


class NoSilence(Rule):
    """No stretch of hours goes by without a row."""

    kind: Literal["no_silence"]
    longest: Duration = Field(
        alias="for", description="So many whole hours without a row are too many", examples=["4h"]
    )
    calendar: Id | None = Field(default=None, description="Only the hours that it promises count", examples=["office"])
    min_n: int = Field(default=100, ge=1, description="Fewer rows than this say nothing")
    column: ColumnName | None = Field(default=None, description="The moment of a row; the dataset's, if left out")
    per: list[ColumnName] = Field(
        default=[],
        max_length=2,
        description="Each value of these columns is listened to by itself",
        examples=[["vendor"]],
    )

    def ask(self, table: Table) -> Asked | None:
        """Return the hours in which there are rows."""
        applies, moment, by = self.applies(table), moment_of(table, self.column), segments_of(table, self.per, "per")
        if not self.longest or self.longest % HOUR:
            table.report("GC103", "a silence is counted in whole hours", "for", suggestion="write 1h, 4h or 2d")
            return None
        hours = table.calendar(self.calendar, "calendar") if self.calendar else None
        if moment is None or by is None or (self.calendar and hours is None):
            return None
        groups = (Named("day", start_of("day", moment)), Named("hour", hour_of(moment, "UTC")))
        return Asked(
            Aggregate((*(Named(s.name, s.expr) for s in by), *groups), (Term(TermKind.COUNT, TRUE),), applies),
            Silence(self.longest // HOUR, tolerance(self.at_most), self.min_n, by, _clock(hours)),
        )

    def promise(self) -> str:
        """Name the length."""
        promised = f" in the hours of {self.calendar}" if self.calendar else ""
        each = f" per {' and '.join(self.per)}" if self.per else ""
        return f"no stretch of {self.longest // HOUR} hours without a row{promised}{each}"


def _clock(hours: Expr | None) -> Clock | None:
    value = getattr(hours, "value", None)
    return value if isinstance(value, Clock) else None
