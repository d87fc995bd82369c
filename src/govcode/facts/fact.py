"""What all kinds of fact share: columns that are worked out from events, with one documented meaning each."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Protocol

from pydantic import Field, StringConstraints

from govcode.core.fields import Expression, Id, Shape
from govcode.expressions.build import apply, duration, promote
from govcode.expressions.operations import unify
from govcode.ir.expression import Expr, Type
from govcode.ir.relation import Relation

_SECOND = 1_000_000
PREFIX = r"^[A-Za-z_][A-Za-z0-9_]*$"
CALENDAR = "The Calendar whose open hours count: adds columns that end in _business"
EventsField = Annotated[Id, Field(description="The dataset of the events")]


@dataclass(frozen=True, slots=True)
class Derived:
    """What a fact makes of a dataset: rows, and the columns it adds as expressions over them.

    `kept` are the columns that the rows still have of the dataset (None: all of them, as they were). `values` are the
    declared texts of added columns.
    """

    relation: Relation
    columns: Mapping[str, Expr]
    kept: Mapping[str, Expr] | None = None
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)


class FactTable(Protocol):
    """A dataset as the catalog offers it to a fact; every method that resolves a word reports what it cannot resolve.

    `field` is where in the fact the word is written. A None answer means a problem has been reported.
    """

    @property
    def name(self) -> str:
        """Return the id of the dataset."""

    @property
    def relation(self) -> Relation:
        """Return the rows."""

    @property
    def columns(self) -> Mapping[str, Expr]:
        """Return the columns, each as an expression over the rows."""

    @property
    def values(self) -> Mapping[str, frozenset[str]]:
        """Return the declared texts of columns."""

    @property
    def key(self) -> Expr | None:
        """Return the column that names a row, if there is one."""

    @property
    def event_time(self) -> Expr | None:
        """Return the moment a row belongs to, if there is one."""

    @property
    def as_of(self) -> Expr:
        """Return the moment from which everything is seen."""

    def condition(self, text: str, *field: str | int) -> Expr | None:
        """Return a condition with its types, or report its mistakes."""

    def value(self, text: str, *field: str | int) -> Expr | None:
        """Return an expression of any type, or report its mistakes."""

    def other(self, dataset: str, *field: str | int) -> FactTable | None:
        """Return another dataset, or report that there is none of that name."""

    def calendar(self, name: str, *field: str | int) -> Expr | None:
        """Return a Calendar as a constant, or report that there is none of that name."""

    def zone(self, name: str, *field: str | int) -> str | None:
        """Return a time zone, or report that there is none of that name."""

    def report(self, code: str, message: str, *field: str | int, suggestion: str | None = None) -> None:
        """Report a problem at a field of the fact."""


class Fact(Shape):
    """Something that the events say of each row."""

    grain: ClassVar[str | None] = None  # what a row becomes, where it does not stay a row of the dataset
    adds: ClassVar[tuple[str, ...]] = ()  # the columns, some of which only come with a field

    kind: str = Field(description="What is worked out")
    prefix: Annotated[str, StringConstraints(pattern=PREFIX, max_length=40)] | None = Field(
        default=None,
        description="Put before the names of the added columns, where a name is taken",
        examples=["seen_"],
    )

    def names(self) -> tuple[str, ...]:
        """Return the names of all columns that the fact may add."""
        return tuple((self.prefix or "") + name for name in self.adds)

    @abstractmethod
    def derive(self, rows: FactTable) -> Derived | None:
        """Return the rows with the columns of the fact, or None after reporting what is wrong with it."""


def of_type(table: FactTable, expr: Expr | None, wanted: Type, *place: str | int) -> Expr | None:
    """Return a value as one of a type, or report that it is none."""
    if expr is None or expr.type is wanted:
        return expr
    if unify((expr.type, wanted)) is not wanted:
        table.report("GC205", f"`{place[-1]}` has to be a {wanted} and is {_a(expr.type)}", *place)
        return None
    return promote(expr, wanted)


def moment(table: FactTable, text: Expression, *place: str | int) -> Expr | None:
    """Return a value as a moment, or report that it is none."""
    return of_type(table, table.value(text, *place), Type.TIMESTAMP, *place)


def length(table: FactTable, text: Expression, *place: str | int) -> Expr | None:
    """Return a number of seconds, or a duration, as a duration; or report that it is neither."""
    expr = table.value(text, *place)
    if expr is None or expr.type is Type.DURATION:
        return expr
    if expr.type not in (Type.INTEGER, Type.NUMBER):
        table.report("GC205", f"`{place[-1]}` has to be seconds or a duration and is {_a(expr.type)}", *place)
        return None
    return apply("*", promote(expr, Type.NUMBER), duration(_SECOND))


def key_of(rows: FactTable) -> Expr | None:
    """Return the column that names a row of the dataset, or report that none is named."""
    if rows.key is None:
        message = f"this fact finds the events of a row by its key, and dataset '{rows.name}' names none"
        rows.report("GC102", message, "kind", suggestion="add `key:` to the dataset")
    return rows.key


def comparable(table: FactTable, here: Expr, there: Expr, *place: str | int) -> bool:
    """Say whether two values can be compared, after reporting that they cannot."""
    if unify((here.type, there.type)) is not None:
        return True
    table.report("GC205", f"`{place[-1]}` is {_a(there.type)}, and it is compared with {_a(here.type)}", *place)
    return False


def _a(type_: Type) -> str:
    return f"an {type_}" if type_ is Type.INTEGER else f"a {type_}"
