"""`require`: every row that `when` selects satisfies `that`.

A row for which `that` is unknown (an empty cell took part) breaks the rule; a row for which `when` is unknown is not
selected.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import Expression
from govcode.ir.measure import RowTest
from govcode.rules.rule import Asked, Rule
from govcode.rules.table import Table


class Require(Rule):
    """Rows selected by `when` satisfy `that`."""

    kind: Literal["require"]
    that: Expression = Field(description="What must hold for each of those rows")

    def ask(self, table: Table) -> Asked | None:
        """Return a test of each row."""
        applies, holds = self.applies(table), table.condition(self.that, "that")
        return None if holds is None else Asked(RowTest(holds, applies), self.limit)

    def promise(self) -> str:
        """Return the condition itself."""
        return self.that
