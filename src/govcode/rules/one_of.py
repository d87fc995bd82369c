"""`one_of`: a column holds only listed values.

An empty cell is left to `required`.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import ColumnName
from govcode.expressions.phrases import among
from govcode.ir.measure import RowTest
from govcode.rules.rule import Asked, Rule
from govcode.rules.table import Table


class OneOf(Rule):
    """A column holds only listed values."""

    kind: Literal["one_of"]
    column: ColumnName = Field(description="The column")
    values: list[str] = Field(min_length=1, description="The values it may hold")

    def ask(self, table: Table) -> Asked | None:
        """Return a test of each row."""
        applies, column = self.applies(table), table.column(self.column, "column")
        if column is None:
            return None
        if column.type != "text":
            message = f"`{self.column}` is a {column.type}; one_of lists texts"
            table.report("GC205", message, "column", suggestion="use in_range for numbers and dates")
            return None
        return Asked(RowTest(among(column, tuple(self.values)), applies), self.limit)

    def promise(self) -> str:
        """Name the values."""
        return f"{self.column} is one of {', '.join(self.values)} (or empty)"
