"""What a rule sees of the dataset it talks about while it is turned into a check."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias

from govcode.expressions.phrases import as_timestamp
from govcode.ir.check import Segment
from govcode.ir.expression import Expr, Type
from govcode.ir.relation import Relation

Field: TypeAlias = tuple[str | int, ...]


class Table(Protocol):
    """A dataset as the catalog offers it; every method that resolves a word reports what it cannot resolve.

    `field` is where in the rule the word is written. A None answer means a problem has been reported.
    """

    @property
    def name(self) -> str:
        """Return the id of the dataset."""

    @property
    def relation(self) -> Relation:
        """Return the rows."""

    @property
    def event_time(self) -> Expr | None:
        """Return the moment a row belongs to, if the dataset has one."""

    def condition(self, text: str, *field: str | int) -> Expr | None:
        """Return a condition with its types, or report its mistakes."""

    def value(self, text: str, *field: str | int) -> Expr | None:
        """Return an expression of any type, or report its mistakes."""

    def column(self, name: str, *field: str | int) -> Expr | None:
        """Return a column, or report that there is none of that name."""

    def segment(self, name: str, *field: str | int) -> Segment | None:
        """Return a column as one by which rows are told apart, or report that its values may not be shown."""

    def calendar(self, name: str, *field: str | int) -> Expr | None:
        """Return a calendar as a constant, or report that there is none of that name."""

    def zone(self, name: str, *field: str | int) -> str | None:
        """Return a time zone, or report that there is none of that name."""

    def other(self, dataset: str, *field: str | int) -> Table | None:
        """Return another dataset, or report that there is none of that name."""

    def report(self, code: str, message: str, *field: str | int, suggestion: str | None = None) -> None:
        """Report a problem at a field of the rule."""


def comparable(left: Type, right: Type) -> bool:
    """Say whether values of the two types can be compared."""
    numeric = {Type.INTEGER, Type.NUMBER}
    moments = {Type.DATE, Type.TIMESTAMP}
    return left == right or {left, right} <= numeric or {left, right} <= moments


def moment_of(table: Table, name: str | None) -> Expr | None:
    """Return the moment of a row: a column, or the dataset's event time; report what is not one."""
    moment = table.column(name, "column") if name else table.event_time
    if moment is not None and moment.type in {Type.DATE, Type.TIMESTAMP}:
        return as_timestamp(moment)
    if moment is None and not name:
        table.report("GC102", f"this needs `column`: dataset {table.name} names no event_time", "kind")
    elif moment is not None and name:
        table.report("GC205", f"`{name}` is a {moment.type}, not a moment", "column")
    return None


def segments_of(table: Table, names: Sequence[str], field: str) -> tuple[Segment, ...] | None:
    """Return the columns of a list as those by which rows are told apart, or None after reporting one that is not."""
    found = [table.segment(name, field, i) for i, name in enumerate(names)]
    known = tuple(segment for segment in found if segment)
    return None if len(known) < len(found) else known
