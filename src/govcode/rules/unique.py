"""`unique`: no two rows share the same values in these columns.

Rows with an empty value in one of the columns are left to `required`. Every row of a repeated value counts as broken.

A feed that delivers at least once delivers some rows twice, which is harmless, and not the same as two rows that say
different things under one name. With `alike_in`, rows that share the `columns` and are alike in these as well (two
empty cells are alike) are copies, and the finding tells how many there are beside the rows that contradict each other.
With `copies: accepted`, the first of them counts and the others are passed over: only contradictions are broken.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import ColumnName
from govcode.expressions.alike import is_count, parts_alike
from govcode.ir.expression import TRUE, Column, Expr, Type, both
from govcode.ir.measure import Repeats, RowTest
from govcode.ir.relation import ROW, Glance, GlanceKind, Named, Project, Relation, Window, schema
from govcode.rules.rule import Asked, Rule
from govcode.rules.table import Table

_COPIES, _CONTRADICTIONS = "copies of an earlier row", "rows that contradict another one"


class Unique(Rule):
    """No two rows share the same values in these columns."""

    kind: Literal["unique"]
    columns: list[ColumnName] = Field(min_length=1, description="The columns that together are unique")
    alike_in: list[ColumnName] = Field(
        default=[],
        description="Rows that share `columns` and are alike in these too are copies, which are told apart",
        examples=[["vendor", "queue", "created_at"]],
    )
    copies: Literal["broken", "accepted"] = Field(
        default="broken", description="Whether copies break the rule; a feed that delivers at least once has some"
    )

    def ask(self, table: Table) -> Asked | None:
        """Return a search for repeated values."""
        applies = self.applies(table)
        found = [table.column(name, "columns", i) for i, name in enumerate(self.columns)]
        others = [table.column(name, "alike_in", i) for i, name in enumerate(self.alike_in)]
        if self.copies == "accepted" and not self.alike_in:
            message = "`copies` are accepted where rows are alike, and nothing says in which columns"
            table.report("GC102", message, "copies", suggestion="add `alike_in:` with the columns that have to agree")
            return None
        known, alike = tuple(c for c in found if c), tuple(c for c in others if c)
        if len(known) < len(found) or len(alike) < len(others):
            return None
        if not alike:
            return Asked(Repeats(known, 1, applies), self.limit)
        return self._told_apart(table, known, alike, applies)

    def _told_apart(
        self, table: Table, columns: tuple[Expr, ...], alike: tuple[Expr, ...], applies: Expr | None
    ) -> Asked:
        number = Column(self._number(), Type.INTEGER)
        keys = (*columns, *(part for column in alike for part in parts_alike(column)))
        counted = Glance(number.name, GlanceKind.SO_FAR, TRUE, Type.INTEGER, applies)
        relation = _apart(Window(table.relation, keys, (), (counted,)))
        first = is_count(number, 1)
        contradicting = Repeats(columns, 1, both(applies, first))
        details = ((_COPIES, RowTest(first, applies)), (_CONTRADICTIONS, contradicting))
        main = contradicting if self.copies == "accepted" else Repeats(columns, 1, applies)
        return Asked(main, self.limit, relation, details=details)

    def _number(self) -> str:
        """Return a name that no other count over the same rows has: the plan measures all of them in one scan."""
        when = f" where {self.when}" if self.when else ""
        return f"copy of {', '.join(self.columns)} alike in {', '.join(self.alike_in)}{when}"

    def promise(self) -> str:
        """Name the columns."""
        accepted = f", copies alike in {', '.join(self.alike_in)} aside" if self.copies == "accepted" else ""
        return f"{' with '.join(self.columns)} appears once{accepted}"


def _apart(window: Window) -> Relation:
    """Return the rows as a relation of their own: sorting them is for this rule alone, and for its few columns."""
    names = ((name, type_) for name, type_ in schema(window).items() if name != ROW)
    return Project(window, tuple(Named(name, Column(name, type_)) for name, type_ in names))
