"""`expectation`: any expectation of Great Expectations, by its own name and arguments.

Great Expectations runs it itself, on the rows `when` selects. It needs the extra: `pip install "govcode[gx]"`.
An expectation that raises is an error, never a failure.
"""

from __future__ import annotations

import json
from typing import Literal

from pydantic import Field

from govcode.ir.check import Met
from govcode.ir.measure import Expectation as Measure
from govcode.rules.rule import Asked, Rule
from govcode.rules.table import Table

_COLUMN_ARGUMENTS = ("column", "column_A", "column_B")


class Expectation(Rule):
    """Any expectation of Great Expectations."""

    kind: Literal["expectation"]
    expectation: str = Field(
        pattern=r"^expect_[a-z0-9_]+$",
        description="Its name",
        examples=["expect_column_values_to_be_between"],
    )
    arguments: dict[str, object] = Field(default={}, description="Its arguments, as Great Expectations names them")

    def ask(self, table: Table) -> Asked | None:
        """Return the expectation with its arguments in canonical form."""
        applies = self.applies(table)
        named = [name for name in _COLUMN_ARGUMENTS if name in self.arguments]
        columns = [table.column(str(self.arguments[name]), "arguments", name) for name in named]
        if None in columns:
            return None
        return Asked(Measure(self.expectation, json.dumps(self.arguments, sort_keys=True), applies), Met())

    def promise(self) -> str:
        """Name the expectation."""
        told = ", ".join(f"{name}={value}" for name, value in sorted(self.arguments.items()))
        return f"{self.expectation}({told})"
