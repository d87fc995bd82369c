"""`required`: columns that may not be empty.

A text of nothing but white space counts as empty.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import ColumnName
from govcode.expressions.phrases import filled
from govcode.ir.expression import both
from govcode.ir.measure import RowTest
from govcode.rules.rule import Asked, Rule
from govcode.rules.table import Table


class Required(Rule):
    """Columns that may not be empty."""

    kind: Literal["required"]
    columns: list[ColumnName] = Field(min_length=1, description="The columns that must be filled")

    def ask(self, table: Table) -> Asked | None:
        """Return a test of each row."""
        applies = self.applies(table)
        found = [table.column(name, "columns", i) for i, name in enumerate(self.columns)]
        holds = both(*[filled(column) for column in found if column])
        return None if holds is None or None in found else Asked(RowTest(holds, applies), self.limit)

    def promise(self) -> str:
        """Name the columns."""
        return f"{' and '.join(self.columns)} filled"
