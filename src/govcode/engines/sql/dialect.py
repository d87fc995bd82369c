"""What differs between SQL engines, besides expressions."""

from __future__ import annotations

from collections.abc import Sequence
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

    def alone(self, relation: Relation, column: str) -> bool:
        """Say whether it is known that no two rows of a relation share a value of a column."""

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

    def order_statistics(self, value: str, q: float, where: str) -> str:
        """Return the aggregate that gives the five numbers of an `Ordered`, as doubles; of nothing none, or n = 0."""

    def sorted_list(self, value: str) -> str:
        """Return the aggregate that lists values, none of them null, in ascending order."""

    def record(self, fields: Sequence[tuple[str, str]]) -> str:
        """Return one value that holds several, each under its name."""

    def nearest_join(self) -> str | None:
        """Return the left join that takes the nearest of the rows its one inequality allows; None if there is none."""

    def days_between(self, start: str, end: str) -> str:
        """Return how many days a date lies after another."""

    def days_later(self, start: str, count: str) -> str:
        """Return the date so many days after a date."""

    def numbers(self, count: str) -> str:
        """Return the list of the numbers from 0 on, so many of them, at least one."""
