"""`reconcile`: what one source declares agrees with what another shows.

Both sides are values of a row, or the other side comes from another dataset through a key. A row without partner
counts with `otherwise`; without that, it is broken. The finding tells how many declared more and how many less.
"""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from govcode.core.fields import ColumnName, Expression, Id, Shape
from govcode.expressions.phrases import agreement, else_number, is_true, negated
from govcode.ir.expression import Column, Expr, Type
from govcode.ir.measure import RowTest
from govcode.ir.relation import Lookup
from govcode.rules.rule import Asked, Rule
from govcode.rules.table import Table

_NUMERIC = {Type.INTEGER, Type.NUMBER}


class Counterpart(Shape):
    """Where the other value comes from."""

    model_config = ConfigDict(json_schema_extra={"if": {"required": ["dataset"]}, "then": {"required": ["on", "key"]}})

    dataset: Id | None = Field(default=None, description="Another dataset; the same row, if left out")
    on: ColumnName | None = Field(default=None, description="The column here that names the row there")
    key: ColumnName | None = Field(default=None, description="The column there that it is compared with")
    value: Expression = Field(description="The value on the other side (a column, if it is another dataset's)")
    otherwise: int | float | None = Field(default=None, description="The value where there is no partner")


class Reconcile(Rule):
    """What one source declares agrees with what another shows."""

    kind: Literal["reconcile"]
    declared: Expression = Field(description="The declared number")
    against: Counterpart = Field(description="The number it must agree with")
    tolerance: float | int = Field(default=0, ge=0, description="The difference that still counts as agreement")

    def ask(self, table: Table) -> Asked | None:
        """Return a comparison of each row with its counterpart."""
        applies, declared = self.applies(table), table.value(self.declared, "declared")
        shown = table.value(self.against.value, "against", "value") if not self.against.dataset else None
        relation = None
        if self.against.dataset:
            shown, relation = self._partner(table)
        if declared is None or shown is None:
            return None
        for at, side in ((("declared",), declared), (("against", "value"), shown)):
            if side.type not in _NUMERIC:
                table.report("GC205", f"reconcile compares numbers; this is a {side.type}", *at)
                return None
        if self.against.otherwise is not None:
            shown = else_number(shown, self.against.otherwise)
        more, less, equal = agreement(declared, shown, float(self.tolerance))
        details = (("declared more than found", more), ("declared less than found", less))
        return Asked(
            RowTest(equal, applies),
            self.limit,
            relation,
            details=tuple((label, RowTest(negated(is_true(test)), applies)) for label, test in details),
        )

    def _partner(self, table: Table) -> tuple[Expr | None, Lookup | None]:
        side = self.against
        if not (side.on and side.key and side.dataset):
            table.report("GC102", "another dataset needs `on` and `key`", "against")
            return None, None
        on, other = table.column(side.on, "against", "on"), table.other(side.dataset, "against", "dataset")
        key = other.column(side.key, "against", "key") if other else None
        value = other.column(side.value, "against", "value") if other else None
        if on is None or other is None or key is None or value is None:
            return None, None
        name = f"{side.dataset}.{side.value}"
        return Column(name, value.type), Lookup(table.relation, other.relation, on, side.key, ((side.value, name),))

    def promise(self) -> str:
        """Name both sides."""
        where = f" of {self.against.dataset}" if self.against.dataset else ""
        return f"{self.declared} equals {self.against.value}{where}"
