"""`volume`: how many rows there are, in all or per day, week, month or quarter.

With `per`, every period between the first and the last row counts, also one without any row.
"""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from govcode.core.fields import ColumnName
from govcode.expressions.phrases import as_timestamp, start_of
from govcode.ir.check import Bounds, Period, Rows
from govcode.ir.expression import TRUE, Type
from govcode.ir.measure import Aggregate, Term, TermKind
from govcode.ir.relation import Named
from govcode.rules.rule import Asked, Rule
from govcode.rules.table import Table


class Volume(Rule):
    """How many rows there are, in all or per period."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["low"]}, {"required": ["high"]}]})

    kind: Literal["volume"]
    low: int | None = Field(default=None, ge=0, description="The fewest rows")
    high: int | None = Field(default=None, ge=0, description="The most rows")
    per: Literal["day", "week", "month", "quarter"] | None = Field(default=None, description="Count each period alone")
    column: ColumnName | None = Field(default=None, description="The moment of a row; the dataset's, if left out")

    def ask(self, table: Table) -> Asked | None:
        """Return a count of rows."""
        applies = self.applies(table)
        if self.low is None and self.high is None:
            table.report("GC102", "volume needs `low`, `high` or both", "id")
            return None
        limit = Rows(Bounds(self.low, self.high), Period(self.per) if self.per else None)
        count = (Term(TermKind.COUNT, TRUE),)
        if self.per is None:
            return Asked(Aggregate((), count, applies), limit)
        moment = table.column(self.column, "column") if self.column else table.event_time
        if moment is None or moment.type not in {Type.DATE, Type.TIMESTAMP}:
            if moment is None and not self.column:
                table.report("GC102", f"`per` needs `column`: dataset {table.name} names no event_time", "per")
            elif moment and self.column:
                table.report("GC205", f"`{self.column}` is a {moment.type}, not a moment", "column")
            return None
        start = Named("period", start_of(self.per, as_timestamp(moment)))
        return Asked(Aggregate((start,), count, applies), limit)

    def promise(self) -> str:
        """Name the bounds."""
        low, high = ("any" if end is None else str(end) for end in (self.low, self.high))
        return f"between {low} and {high} rows" + (f" per {self.per}" if self.per else "")
