"""What a rule sees of the dataset it talks about while it is turned into a check."""

from __future__ import annotations

from typing import Protocol, TypeAlias

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

    def other(self, dataset: str, *field: str | int) -> Table | None:
        """Return another dataset, or report that there is none of that name."""

    def report(self, code: str, message: str, *field: str | int, suggestion: str | None = None) -> None:
        """Report a problem at a field of the rule."""


def comparable(left: Type, right: Type) -> bool:
    """Say whether values of the two types can be compared."""
    numeric = {Type.INTEGER, Type.NUMBER}
    moments = {Type.DATE, Type.TIMESTAMP}
    return left == right or {left, right} <= numeric or {left, right} <= moments
