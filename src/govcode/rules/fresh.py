"""`fresh`: the newest row is recent enough, seen from the as-of moment.

An empty table is never fresh: it is `no_data`.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import ColumnName, Duration
from govcode.expressions.phrases import as_timestamp
from govcode.ir.check import Recent
from govcode.ir.expression import Type
from govcode.ir.measure import Aggregate, Term, TermKind
from govcode.rules.rule import Asked, Rule
from govcode.rules.table import Table


class Fresh(Rule):
    """The newest row is recent enough."""

    kind: Literal["fresh"]
    column: ColumnName = Field(description="The moment of each row")
    within: Duration = Field(description="How old the newest row may be")

    def ask(self, table: Table) -> Asked | None:
        """Return a search for the latest moment."""
        applies, column = self.applies(table), table.column(self.column, "column")
        if column is None:
            return None
        if column.type not in {Type.DATE, Type.TIMESTAMP}:
            table.report("GC205", f"`{self.column}` is a {column.type}; fresh needs a date or timestamp", "column")
            return None
        latest = Term(TermKind.LATEST, as_timestamp(column))
        return Asked(Aggregate((), (latest,), applies), Recent(self.within))

    def promise(self) -> str:
        """Name the age."""
        return f"the newest {self.column} is at most {self.within // 60_000_000} minutes old"
