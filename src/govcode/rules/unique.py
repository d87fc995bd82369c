"""`unique`: no two rows share the same values in these columns.

Rows with an empty value in one of the columns are left to `required`. Every row of a repeated value counts as broken.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import ColumnName
from govcode.ir.measure import Repeats
from govcode.rules.rule import Asked, Rule
from govcode.rules.table import Table


class Unique(Rule):
    """No two rows share the same values in these columns."""

    kind: Literal["unique"]
    columns: list[ColumnName] = Field(min_length=1, description="The columns that together are unique")

    def ask(self, table: Table) -> Asked | None:
        """Return a search for repeated values."""
        applies = self.applies(table)
        found = [table.column(name, "columns", i) for i, name in enumerate(self.columns)]
        known = tuple(column for column in found if column)
        return None if len(known) < len(found) else Asked(Repeats(known, 1, applies), self.limit)

    def promise(self) -> str:
        """Name the columns."""
        return f"{' with '.join(self.columns)} appears once"
