"""What all measures of a KPI share."""

from __future__ import annotations

from dataclasses import dataclass

from govcode.core.fields import Shape
from govcode.expressions.phrases import all_of, one_if
from govcode.ir.check import Figure, Scale
from govcode.ir.expression import TRUE, Expr, Type
from govcode.ir.measure import Term, TermKind
from govcode.rules.table import Table

HOURS = 1 / 3_600_000_000  # a microsecond in hours


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The terms of a measure and how they become one number; `scale` is the worth of one unit of a term.

    `each` is what one row adds, where the number is their mean; `left_out` are rows that do not take part, by what
    they are; `definition` is what else makes the number what it is, as (word, value).
    """

    figure: Figure
    terms: tuple[Term, ...]
    unit: str
    scale: float = 1.0
    q: float | None = None
    horizon: int | None = None
    per: float = 1.0
    ratings: Scale = Scale.NOMINAL
    each: Expr | None = None
    left_out: tuple[tuple[str, Expr], ...] = ()
    definition: tuple[tuple[str, str], ...] = ()


class KpiMeasure(Shape):
    """A way to turn rows into one number."""

    def reckon(self, table: Table) -> Reckoned | None:
        """Return the terms, or None after reporting what is wrong."""
        raise NotImplementedError

    def otherwise(self, table: Table) -> tuple[tuple[str, Reckoned], ...]:  # noqa: ARG002 - most have no other ways
        """Return the other ways in which the trade computes a number of this name, each with its name."""
        return ()


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


def number_of(table: Table, text: str, *field: str | int) -> Expr | None:
    """Return an expression of a number, or report that it is none."""
    return _of(table, {Type.INTEGER, Type.NUMBER}, "a number", text, *field)


def duration_of(table: Table, text: str, *field: str | int) -> Expr | None:
    """Return an expression of a duration, or report that it is none."""
    return _of(table, {Type.DURATION}, "a duration, such as one moment less another,", text, *field)


def _of(table: Table, types: set[Type], needed: str, text: str, *field: str | int) -> Expr | None:
    expr = table.value(text, *field)
    if expr is not None and expr.type not in types:
        table.report("GC205", f"{needed} is needed here; this is a {expr.type}", *field)
        return None
    return expr


def share_of(hit: Expr, population: Expr) -> Reckoned:
    """Return the part of the rows of a population for which a condition is true; unknown counts as not true."""
    counted = hit if population == TRUE else all_of(hit, population)
    terms = (Term(TermKind.COUNT, counted), Term(TermKind.COUNT, population))
    return Reckoned(Figure.SHARE, terms, "%", each=one_if(hit, population))
