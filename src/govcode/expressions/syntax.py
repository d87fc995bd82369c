"""The syntax tree: what was written, and where.

Every node knows its characters (`start` up to but not including `end`) and how deep it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from govcode.ir.expression import Type, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What all nodes share."""

    start: int
    end: int
    depth: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant(Node):
    """A literal; a duration's value is microseconds."""

    value: Value
    type: Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Node):
    """A column."""

    name: str
    quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Node):
    """A function with its arguments; the name ends at `name_end`."""

    name: str
    args: tuple[Syntax, ...]
    name_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unary(Node):
    """`not` or `-` before one operand."""

    op: str
    operand: Syntax


@dataclass(frozen=True, slots=True, kw_only=True)
class Binary(Node):
    """A comparison or an arithmetic operator between two operands."""

    op: str
    left: Syntax
    right: Syntax


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain(Node):
    """Conditions joined by `and`, or by `or`."""

    op: str
    parts: tuple[Syntax, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Node):
    """`operand [not] in (items)`."""

    operand: Syntax
    items: tuple[Syntax, ...]
    negated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Between(Node):
    """`operand [not] between low and high`, both ends included."""

    operand: Syntax
    low: Syntax
    high: Syntax
    negated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Like(Node):
    """`operand [not] like pattern`."""

    operand: Syntax
    pattern: Syntax
    negated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Is(Node):
    """`operand is [not] null`, `true` or `false`; `what` is the last word."""

    operand: Syntax
    what: str
    negated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Node):
    """`case`: searched, or simple where there is a `subject`."""

    subject: Syntax | None
    branches: tuple[tuple[Syntax, Syntax], ...]
    otherwise: Syntax | None


Syntax: TypeAlias = Constant | Name | Call | Unary | Binary | Chain | Membership | Between | Like | Is | Choice
