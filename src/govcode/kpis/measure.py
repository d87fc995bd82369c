"""What all measures of a KPI share."""

from __future__ import annotations

from dataclasses import dataclass

from govcode.core.fields import Shape
from govcode.ir.check import Figure
from govcode.ir.expression import Expr, Type
from govcode.ir.measure import Term
from govcode.rules.table import Table

HOURS = 1 / 3_600_000_000  # a microsecond in hours


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The terms of a measure and how they become one number; `scale` is the worth of one unit of a term."""

    figure: Figure
    terms: tuple[Term, ...]
    unit: str
    scale: float = 1.0
    q: float | None = None


class KpiMeasure(Shape):
    """A way to turn rows into one number."""

    def reckon(self, table: Table) -> Reckoned | None:
        """Return the terms, or None after reporting what is wrong."""
        raise NotImplementedError


def quantity(table: Table, text: str, *field: str | int) -> tuple[Expr, str, float] | None:
    """Return an expression of a number or duration with its unit and scale, or report that it is neither."""
    expr = table.value(text, *field)
    if expr is None:
        return None
    match expr.type:
        case Type.INTEGER | Type.NUMBER:
            return expr, "", 1.0
        case Type.DURATION:
            return expr, "h", HOURS
        case other:
            message = f"a number or a duration is needed here; this is a {other}"
            suggestion = "write share: for a condition" if other is Type.BOOLEAN else None
            table.report("GC205", message, *field, suggestion=suggestion)
            return None
