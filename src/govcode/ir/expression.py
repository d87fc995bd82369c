"""A typed expression: what a predicate means, without where it was written.

Nodes are frozen and hash by structure, so equal measures merge with `dict.fromkeys`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from govcode.core.remembered import remembered
from govcode.ir.clock import Clock

# A duration is an int of microseconds; timestamps are naive and UTC.
Value: TypeAlias = str | int | float | bool | date | datetime | Clock | None


class Type(StrEnum):
    """The types a value can have in the language."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    TIMESTAMP = "timestamp"
    DURATION = "duration"
    CALENDAR = "calendar"
    NULL = "null"


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant."""

    value: Value
    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class AsOf(Literal):
    """The as-of moment: a constant of a run, and the same in the definitions of all runs."""

    def __repr__(self) -> str:
        """Return it without the day."""
        return "as_of()"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the relation at hand."""

    name: str
    type: Type


@remembered
@dataclass(frozen=True, slots=True)
class Apply:
    """A function or operator, by its one name, on its arguments."""

    op: str
    args: tuple[Expr, ...]
    type: Type
    hashed: int | None = field(default=None, init=False, repr=False, compare=False)


@remembered
@dataclass(frozen=True, slots=True)
class Case:
    """The first branch whose condition is true, else `otherwise`."""

    branches: tuple[tuple[Expr, Expr], ...]
    otherwise: Expr
    type: Type
    hashed: int | None = field(default=None, init=False, repr=False, compare=False)


Expr: TypeAlias = Literal | Column | Apply | Case

TRUE = Literal(value=True, type=Type.BOOLEAN)


def both(*conditions: Expr | None) -> Expr | None:
    """Return the conjunction of the conditions that are there, or None if none is."""
    present = [c for c in conditions if c is not None]
    if not present:
        return None
    if len(present) == 1:
        return present[0]
    return Apply("and", tuple(present), Type.BOOLEAN)


def substitute(expr: Expr, names: Mapping[str, Expr]) -> Expr:
    """Return the expression with columns replaced by what they stand for."""
    match expr:
        case Literal():
            return expr
        case Column(name):
            return names.get(name, expr)
        case Apply(op, args, type_):
            return Apply(op, tuple(substitute(arg, names) for arg in args), type_)
        case Case(branches, otherwise, type_):
            replaced = tuple((substitute(c, names), substitute(e, names)) for c, e in branches)
            return Case(replaced, substitute(otherwise, names), type_)


def clocks_of(expr: Expr) -> frozenset[Clock]:
    """Return the clocks of all calendars an expression names."""
    match expr:
        case Literal(value):
            return frozenset({value}) if isinstance(value, Clock) else frozenset()
        case Column():
            return frozenset()
        case Apply(args=args):
            return frozenset().union(*map(clocks_of, args))
        case Case(branches, otherwise):
            parts = [e for branch in branches for e in branch]
            return clocks_of(otherwise).union(*map(clocks_of, parts))


def replaced(expr: Expr, old: Expr, new: Expr) -> Expr:
    """Return the expression with one part of it replaced wherever it stands."""
    if expr == old:
        return new
    match expr:
        case Apply(op, args, type_):
            return Apply(op, tuple(replaced(arg, old, new) for arg in args), type_)
        case Case(branches, otherwise, type_):
            pairs = tuple((replaced(c, old, new), replaced(e, old, new)) for c, e in branches)
            return Case(pairs, replaced(otherwise, old, new), type_)
        case _:
            return expr


def columns_of(expr: Expr) -> frozenset[str]:
    """Return the names of all columns an expression reads."""
    match expr:
        case Literal():
            return frozenset()
        case Column(name):
            return frozenset({name})
        case Apply(args=args):
            return frozenset().union(*map(columns_of, args))
        case Case(branches, otherwise):
            parts = [e for branch in branches for e in branch]
            return columns_of(otherwise).union(*map(columns_of, parts))
