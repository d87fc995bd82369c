"""The walk over a typed expression that every SQL dialect shares.

Two cares: a spelling may use an argument once only, because nested copies would grow without bound (`let` names an
argument that is needed more often); and numbers stay finite: what an arithmetic operation gives is tested where it
leaves arithmetic, since an infinite or undefined number never becomes finite again on the way, except as a divisor.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from govcode.ir.clock import Clock
from govcode.ir.expression import Apply, Case, Column, Expr, Literal, Type, columns_of

Special: TypeAlias = Callable[["Emitter", tuple[Expr, ...]], str]
Spelling: TypeAlias = str | Special

COPIED_UP_TO = 160
"""Characters of an argument up to which copies of it are cheaper than naming it."""
COMPARED_UP_TO = 24
"""Members of a list up to which each is compared with."""
_ARITHMETIC = frozenset({"+", "-", "*", "/", "duration_ratio"})
_OPEN = _ARITHMETIC | {"negate"}


@dataclass(frozen=True)
class Notation:
    """How an engine spells each operation, constants, names, the naming of a value and the test for finiteness.

    `named` has the places `value`, `name` and `body`; `finite` has the place `0`, which it may use several times.
    """

    operations: Mapping[str, Spelling]
    literal: Callable[[Literal], str]
    identifier: Callable[[str], str]
    named: str
    finite: str
    copied_up_to: int = COPIED_UP_TO


def emitted(expr: Expr, notation: Notation) -> str:
    """Return an expression in a notation; it raises nothing at run time, whatever the data."""
    return Emitter(notation, columns_of(expr)).closed(expr)


class Emitter:
    """Writes one expression."""

    def __init__(self, notation: Notation, columns: frozenset[str]) -> None:
        """Start with names that no column has."""
        self.notation = notation
        self.names = 0
        self.prefix = "v"
        while any(column.lower().startswith(self.prefix) for column in columns):
            self.prefix += "v"

    def closed(self, expr: Expr) -> str:
        """Return the text of an expression, null where a number is not finite."""
        text = self.open(expr)
        return self.let(text, self.notation.finite.format) if _may_overflow(expr) else text

    def open(self, expr: Expr) -> str:
        """Return the text of an expression whose arithmetic may still be infinite or undefined."""
        match expr:
            case Literal():
                return self.notation.literal(expr)
            case Column(name):
                return self.notation.identifier(name)
            case Case():
                return self.case(expr)
            case Apply(op, args):
                spelling = self.notation.operations[op]
                return spelling(self, args) if callable(spelling) else spelling.format(*self.arguments(op, args))

    def arguments(self, op: str, args: tuple[Expr, ...]) -> list[str]:
        """Return the texts of arguments; those of arithmetic stay open, but for a divisor."""
        if op not in _OPEN:
            return [self.closed(arg) for arg in args]
        return [self.closed(arg) if op == "/" and place else self.open(arg) for place, arg in enumerate(args)]

    def case(self, expr: Case) -> str:
        """Return a searched case."""
        branches = " ".join(f"when {self.closed(when)} then {self.closed(then)}" for when, then in expr.branches)
        return f"(case {branches} else {self.closed(expr.otherwise)} end)"

    def let(self, value: str, body: Callable[[str], str]) -> str:
        """Return a text that uses a value several times, by copies while they are short, else by a name."""
        return body(value) if len(value) <= self.notation.copied_up_to else self.named(value, body)

    def named(self, value: str, body: Callable[[str], str]) -> str:
        """Return a text that uses a value several times by a name."""
        self.names += 1
        name = f"{self.prefix}{self.names}"
        return self.notation.named.format(value=value, name=name, body=body(name))


def _may_overflow(expr: Expr) -> bool:
    while isinstance(expr, Apply) and expr.op == "negate":
        expr = expr.args[0]
    return isinstance(expr, Apply) and expr.op in _ARITHMETIC


def call(name: str) -> Special:
    """Return the spelling of a function of any number of arguments."""
    return lambda emitter, args: f"{name}({', '.join(map(emitter.closed, args))})"


def joined(word: str) -> Special:
    """Return the spelling of an operator between any number of operands."""
    return lambda emitter, args: f"({f' {word} '.join(map(emitter.closed, args))})"


def within(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    """Return the spelling of membership."""
    first, *items = map(emitter.closed, args)
    return f"({first} in ({', '.join(items)}))"


def naming(template: str) -> Special:
    """Return a spelling that may use its first argument, place 0, several times."""

    def special(emitter: Emitter, args: tuple[Expr, ...]) -> str:
        first, *others = map(emitter.closed, args)
        return emitter.let(first, lambda name: template.format(name, *others))

    return special


def null_if_in(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    """Return the spelling of a value that is null where it is in a list."""
    first, *items = map(emitter.closed, args)
    listed = ", ".join(items)
    # DuckDB takes twice as long to look into a list of one as to compare.
    test = f"in ({listed})" if len(items) > 1 else f"= {listed}"
    return emitter.let(first, lambda name: f"(case when {name} {test} then null else {name} end)")


def compared(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    """Return the spelling of membership by comparisons, for an engine that is faster at those, if that stays short."""
    first, *items = args
    if not isinstance(first, Column) or first.type is not Type.TEXT or len(items) > COMPARED_UP_TO:
        return within(emitter, args)
    name = emitter.closed(first)
    return f"({' or '.join(f'{name} = {emitter.closed(item)}' for item in items)})"


def constant(expr: Expr) -> str:
    """Return the text of an argument that has to be a constant."""
    if not isinstance(expr, Literal):
        raise TypeError("an argument that is not a constant")
    return str(expr.value)


def clock(expr: Expr) -> Clock:
    """Return the clock of an argument that has to name a calendar."""
    if not isinstance(expr, Literal) or not isinstance(expr.value, Clock):
        raise TypeError("an argument that is no calendar")
    return expr.value
