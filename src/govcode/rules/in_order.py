"""`in_order`: moments of one row come one after the other.

Empty moments are passed over; equal moments are in order unless `strictly` is true.
"""

from __future__ import annotations

from itertools import combinations
from typing import Literal

from pydantic import Field

from govcode.core.fields import ColumnName
from govcode.ir.expression import both
from govcode.ir.measure import RowTest
from govcode.rules.rule import Asked, Rule
from govcode.rules.table import Table


class InOrder(Rule):
    """Moments of one row come one after the other."""

    kind: Literal["in_order"]
    columns: list[ColumnName] = Field(min_length=2, max_length=12, description="The columns, earliest first")
    strictly: bool = Field(default=False, description="Refuse equal moments")

    def ask(self, table: Table) -> Asked | None:
        """Return a test of each row."""
        applies = self.applies(table)
        found = [table.column(name, "columns", i) for i, name in enumerate(self.columns)]
        if None in found:
            return None
        op = "<" if self.strictly else "<="
        pairs = combinations(enumerate(self.columns), 2)
        tests = [
            table.condition(f'"{a}" is null or "{b}" is null or "{a}" {op} "{b}"', "columns", i)
            for (_, a), (i, b) in pairs
        ]
        holds = both(*tests)
        return None if holds is None or None in tests else Asked(RowTest(holds, applies), self.limit)

    def promise(self) -> str:
        """Name the order."""
        return " then ".join(self.columns)
