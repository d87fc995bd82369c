"""`no_gaps`: numbers that are given one after the other have none missing; a gap is a row that was left out.

The numbers are a column of whole numbers, or the digits at the end of a text such as T-000123. With `per`, each value
has a series of its own, and `when` says which rows belong to it. `at_most` is a number of missing numbers, or a share
of all those between the first and the last. Repeated numbers are left to `unique`; what is missing before the first or
after the last cannot be seen. The finding names the row after each gap.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import ColumnName
from govcode.expressions.build import case
from govcode.expressions.numbering import next_to, running_number, step
from govcode.expressions.phrases import is_null, negated
from govcode.ir.check import Gaps
from govcode.ir.expression import Column, Expr, Type
from govcode.ir.measure import Aggregate, RowTest, Term, TermKind
from govcode.ir.relation import ROW, Glance, GlanceKind, Named, Project, Relation, Window, schema
from govcode.rules.rule import Asked, Rule, tolerance
from govcode.rules.table import Table, segments_of

_PLACES = "places where numbers are missing"


class NoGaps(Rule):
    """Numbers that are given one after the other have none missing."""

    kind: Literal["no_gaps"]
    column: ColumnName = Field(description="Whole numbers, or texts that end with them", examples=["ticket_id"])
    per: list[ColumnName] = Field(
        default=[],
        max_length=2,
        description="Each value of these columns has numbers of its own",
        examples=[["vendor"]],
    )

    def ask(self, table: Table) -> Asked | None:
        """Return how far the numbers reach and how many there are, and the rows that follow a gap."""
        applies, column, by = (
            self.applies(table),
            table.column(self.column, "column"),
            segments_of(table, self.per, "per"),
        )
        if column is None or by is None:
            return None
        if column.type not in {Type.INTEGER, Type.TEXT}:
            message = f"`{self.column}` is a {column.type}; no_gaps needs whole numbers, or texts that end with them"
            table.report("GC205", message, "column")
            return None
        before = Column(self._before(), Type.INTEGER)
        number = Column(f"{before.name}: number", Type.INTEGER)
        read = running_number(column)
        numbered = _with(table.relation, number.name, case([(applies, read)], None) if applies else read)
        known = negated(is_null(number))
        seen = Glance(before.name, GlanceKind.PREVIOUS, number, Type.INTEGER, known)
        window = Window(numbered, tuple(segment.expr for segment in by), (number,), (seen,))
        terms = _terms(number, step(number, before))
        return Asked(
            Aggregate(tuple(Named(segment.name, segment.expr) for segment in by), terms, known),
            Gaps(tolerance(self.at_most), by),
            _apart(window),
            details=((_PLACES, RowTest(next_to(number, before), known)),),
        )

    def _before(self) -> str:
        """Return a name that no other series over the same rows has: the plan measures all of them in one scan."""
        per = f" per {', '.join(self.per)}" if self.per else ""
        return f"{self.column} before{per}" + (f" where {self.when}" if self.when else "")

    def promise(self) -> str:
        """Name the column."""
        return f"no number of {self.column} is missing" + (f" per {' and '.join(self.per)}" if self.per else "")


def _with(relation: Relation, name: str, expr: Expr) -> Relation:
    """Return the rows with their number beside them: it is looked for in the text once, and asked for many times."""
    own = (Named(here, Column(here, type_)) for here, type_ in schema(relation).items() if here != ROW)
    return Project(relation, (*own, Named(name, expr)))


def _apart(window: Window) -> Relation:
    """Return the rows as a relation of their own: sorting them is for this rule alone, and for its few columns."""
    names = ((name, type_) for name, type_ in schema(window).items() if name != ROW)
    return Project(window, tuple(Named(name, Column(name, type_)) for name, type_ in names))


def _terms(number: Expr, reach: Expr) -> tuple[Term, ...]:
    counted = (Term(TermKind.COUNT, negated(is_null(expr))) for expr in (number, reach))
    return (*counted, Term(TermKind.SUM, reach))
