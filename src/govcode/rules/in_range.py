"""`in_range`: a number, date or timestamp lies between two ends, both included.

Leave `low` or `high` out for an open end. An empty cell is left to `required`.
"""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from govcode.core.fields import ColumnName
from govcode.ir.expression import both
from govcode.ir.measure import RowTest
from govcode.rules.rule import Asked, Rule
from govcode.rules.table import Table


class InRange(Rule):
    """A number, date or timestamp lies between two ends, both included."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["low"]}, {"required": ["high"]}]})

    kind: Literal["in_range"]
    column: ColumnName = Field(description="The column")
    low: int | float | str | None = Field(default=None, description="The lowest value allowed", examples=[0])
    high: int | float | str | None = Field(default=None, description="The highest value allowed", examples=[5000])

    def ask(self, table: Table) -> Asked | None:
        """Return a test of each row."""
        applies = self.applies(table)
        if table.column(self.column, "column") is None:
            return None
        if self.low is None and self.high is None:
            table.report("GC102", "in_range needs `low`, `high` or both", "column")
            return None
        ends = [("low", ">=", self.low), ("high", "<=", self.high)]
        tests = [
            table.condition(f'"{self.column}" {op} {_literal(end)}', at) for at, op, end in ends if end is not None
        ]
        empty = table.condition(f'"{self.column}" is null', "column")
        holds = both(*tests)
        if holds is None or empty is None or None in tests:
            return None
        filled = table.condition(f'"{self.column}" is not null', "column")
        return Asked(RowTest(holds, both(applies, filled)), self.limit)

    def promise(self) -> str:
        """Name the ends."""
        return f"{self.column} from {_end(self.low)} to {_end(self.high)} (or empty)"


def _literal(end: float | str) -> str:
    return "'" + end.replace("'", "''") + "'" if isinstance(end, str) else f"({end!r})"


def _end(end: float | str | None) -> str:
    return "any" if end is None else str(end)
