"""`matches`: a text column has a form, given as a regular expression.

The expression must match somewhere in the text: write `^` and `$` for the whole of it. An empty cell is left to
`required`.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import ColumnName
from govcode.expressions.phrases import matching
from govcode.ir.measure import RowTest
from govcode.rules.rule import Asked, Rule
from govcode.rules.table import Table


class Matches(Rule):
    """A text column has a form."""

    kind: Literal["matches"]
    column: ColumnName = Field(description="The column")
    pattern: str = Field(min_length=1, max_length=500, description="A regular expression", examples=[r"^A-\d{4}$"])

    def ask(self, table: Table) -> Asked | None:
        """Return a test of each row."""
        applies, column = self.applies(table), table.column(self.column, "column")
        if column is None:
            return None
        if column.type != "text":
            table.report("GC205", f"`{self.column}` is a {column.type}; matches needs a text", "column")
            return None
        holds = matching(column, self.pattern)
        if isinstance(holds, str):
            table.report("GC210", holds, "pattern")
            return None
        return Asked(RowTest(holds, applies), self.limit)

    def promise(self) -> str:
        """Show the form."""
        return f"{self.column} matches {self.pattern} (or is empty)"
