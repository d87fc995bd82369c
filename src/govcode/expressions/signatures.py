"""What an operation or function is: how it is written, what it takes and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from govcode.ir.expression import Type


class Same(StrEnum):
    """A parameter of any type, as long as all such parameters of one call agree."""

    ANY = "any"
    ORDERED = "ordered"


Param: TypeAlias = Type | Same


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call an operation.

    `rest` is the type of further arguments; `literal` are the positions that have to be constants; `op` is the name
    in the tree where it differs from the written one; `swapped` turns two arguments round; `then` is what is added
    to the arguments.
    """

    params: tuple[Param, ...]
    result: Param
    rest: Param | None = None
    literal: frozenset[int] = frozenset()
    op: str = ""
    swapped: bool = False
    then: str | None = None

    def takes(self, count: int) -> bool:
        """Return whether it can be called with so many arguments."""
        return count == len(self.params) or (self.rest is not None and count > len(self.params))

    def params_for(self, count: int) -> tuple[Param, ...]:
        """Return the types of so many parameters."""
        extra = count - len(self.params)
        return self.params + ((self.rest,) * extra if self.rest is not None else ())


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator or function; `usage` shows how it is written, `doc` says what it gives."""

    name: str
    signatures: tuple[Signature, ...]
    usage: str
    doc: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A signature with its types filled in."""

    op: str
    params: tuple[Type, ...]
    result: Type
    literal: frozenset[int]
    swapped: bool
    then: str | None = None


def one(result: Param, *params: Param, rest: Param | None = None, literal: frozenset[int] = frozenset()) -> Signature:
    """Return a way to call an operation."""
    return Signature(params, result, rest, literal)


def spelled(op: str, result: Type, *params: Type, swapped: bool = False) -> Signature:
    """Return a way to call an operation that has another name in the tree."""
    return Signature(params, result, op=op, swapped=swapped)


def table(*operations: Operation) -> dict[str, Operation]:
    """Return operations by their names."""
    return {operation.name: operation for operation in operations}
