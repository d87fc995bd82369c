"""`expectation`: any expectation of Great Expectations, by its own name and arguments.

Great Expectations runs it itself, on the rows `when` selects. It needs the extra: `pip install "govcode[gx]"`.
Dates are written as ISO text. An expectation that raises is an error, never a failure.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field

from govcode.core.diagnostic import closest
from govcode.ir.check import Met
from govcode.ir.measure import Expectation as Measure
from govcode.rules.rule import Asked, Rule
from govcode.rules.table import Table

_COLUMN_ARGUMENTS = ("column", "column_A", "column_B")
_CONDITIONS = {"row_condition", "condition_parser"}


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
        applies, known = self.applies(table), self._known(table)
        columns = [table.column(name, "arguments", *field) for field, name in self._columns()]
        if self.at_most:
            message = "an expectation has its own tolerance, so `at_most` would mean nothing"
            table.report(
                "GC101", message, "at_most", suggestion="write `mostly` among its arguments, where it takes that"
            )
            return None
        if None in columns or not known:
            return None
        return Asked(Measure(self.expectation, json.dumps(self.arguments, sort_keys=True), applies), Met())

    def promise(self) -> str:
        """Name the expectation."""
        told = ", ".join(f"{name}={value}" for name, value in sorted(self.arguments.items()))
        return f"{self.expectation}({told})"

    def _columns(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Give the columns the arguments name, each with its place among them."""
        for name in _COLUMN_ARGUMENTS:
            if name in self.arguments:
                yield (name,), str(self.arguments[name])
        listed = self.arguments.get("column_list")
        if isinstance(listed, list) and not self.expectation.startswith("expect_table_"):
            yield from ((("column_list", at), str(name)) for at, name in enumerate(listed))

    def _known(self, table: Table) -> bool:
        """Say whether Great Expectations has the expectation and takes its arguments, or report what it does not."""
        arguments = _vocabulary().get(self.expectation)
        if arguments is None:
            message = f"Great Expectations has no expectation `{self.expectation}`"
            table.report("GC317", message, "expectation", suggestion=closest(self.expectation, _vocabulary()))
            return False
        unknown = sorted(set(self.arguments) - set(arguments))
        missing = sorted(name for name, needed in arguments.items() if needed and name not in self.arguments)
        for name in unknown:
            near = "use `when` for conditions" if name in _CONDITIONS else closest(name, arguments)
            table.report("GC317", f"`{self.expectation}` takes no `{name}`", "arguments", name, suggestion=near)
        for name in missing:
            table.report("GC317", f"`{self.expectation}` needs `{name}`", "arguments")
        return not unknown and not missing


@cache
def _vocabulary() -> dict[str, dict[str, bool]]:
    """Return the expectations Great Expectations has: the arguments of each, and whether it needs them."""
    lines = files("govcode.rules").joinpath("expectation_names.txt").read_text(encoding="utf-8").splitlines()
    words = (line.split() for line in lines)
    return {name: {word.rstrip("*"): word.endswith("*") for word in arguments} for name, *arguments in words}
