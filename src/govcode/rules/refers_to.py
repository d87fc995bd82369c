"""`refers_to`: a column's value exists in another dataset.

An empty cell is left to `required`.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import ColumnName, Id, Shape
from govcode.ir.measure import Dangling
from govcode.rules.rule import Asked, Rule
from govcode.rules.table import Table, comparable


class Target(Shape):
    """A column of another dataset."""

    dataset: Id = Field(description="The other dataset")
    column: ColumnName = Field(description="Its column")


class RefersTo(Rule):
    """A column's value exists in another dataset."""

    kind: Literal["refers_to"]
    column: ColumnName = Field(description="The column here")
    to: Target = Field(description="Where the value must exist")

    def ask(self, table: Table) -> Asked | None:
        """Return a search for values without a partner."""
        applies, column = self.applies(table), table.column(self.column, "column")
        other = table.other(self.to.dataset, "to", "dataset")
        target = other.column(self.to.column, "to", "column") if other else None
        if column is None or other is None or target is None:
            return None
        if not comparable(column.type, target.type):
            message = f"`{self.column}` is a {column.type}, `{self.to.column}` of {self.to.dataset} a {target.type}"
            table.report("GC205", message, "to", "column")
            return None
        return Asked(Dangling(column, other.relation, self.to.column, applies), self.limit)

    def promise(self) -> str:
        """Name both ends."""
        return f"{self.column} exists as {self.to.column} in {self.to.dataset} (or is empty)"
