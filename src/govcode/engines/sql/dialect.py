"""What differs between SQL engines, besides expressions."""

from __future__ import annotations

from typing import Protocol

from govcode.ir.expression import Expr, Type
from govcode.ir.relation import Relation


class Dialect(Protocol):
    """One SQL engine's way to write what statements are made of; every argument and answer is SQL text."""

    def emit(self, expr: Expr) -> str:
        """Return an expression."""

    def name(self, word: str) -> str:
        """Return a quoted name."""

    def stored(self, relation: Relation) -> str | None:
        """Return the table in which the rows of a relation already lie, or None."""

    def kept(self, name: str, rows: str) -> str:
        """Return the statement that stores the rows of a query under a name."""

    def first_by(self, value: str, order: str, where: str | None) -> str:
        """Return the aggregate that gives the value, null or not, of the row that is first in an order."""

    def last_by(self, value: str, order: str, where: str | None) -> str:
        """Return the aggregate that gives the value, null or not, of the row that is last in an order."""

    def neighbour(self, value: str, distance: int, over: str) -> str:
        """Return the known value so many known values before (positive) or after (negative) the row's own."""

    def unpacked(self, values: str) -> str:
        """Return a list as one row per element."""

    def smallest_of(self, value: str, count: int, where: str) -> str:
        """Return the aggregate that lists the smallest of values that are such pairs."""

    def smallest(self, key: str, row: str, count: int, where: str) -> str:
        """Return the aggregate that lists the smallest (key, row) pairs, keys that are null last."""

    def text_of(self, value: str, type_: Type) -> str:
        """Return a value as text, the form by which keys are sorted and shown."""

    def millionths(self, number: str) -> str:
        """Return a number as a whole number of millionths, halves away from zero."""

    def whole(self, value: str) -> str:
        """Return an integer as one wide enough to be squared and summed."""

    def double(self, value: str) -> str:
        """Return a number as a double."""

    def neighbours_of(self, value: str, q: float, where: str) -> str:
        """Return the aggregate that gives (n, lower, upper): the order statistics around (n - 1) * q."""
