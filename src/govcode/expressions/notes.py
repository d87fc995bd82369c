"""What a checker notes down about one expression while it goes through it."""

from __future__ import annotations

from collections.abc import Sequence

from govcode.core.diagnostic import closest
from govcode.expressions import wording
from govcode.expressions.moments import date_of, timestamp_of
from govcode.expressions.problem import Problem
from govcode.expressions.scope import Scope
from govcode.expressions.syntax import Call, Syntax
from govcode.ir.expression import Column, Expr, Literal, Type

MOMENTS = (Type.DATE, Type.TIMESTAMP)


class Notes:
    """The problems found so far, and the words to tell them."""

    def __init__(self, text: str, scope: Scope) -> None:
        """Start without problems."""
        self.text = text
        self.scope = scope
        self.problems: list[Problem] = []

    def report(self, code: str, message: str, where: Syntax, suggestion: str | None = None) -> None:
        """Note a problem of a node."""
        self.problems.append(Problem(code, message, where.start, where.end, suggestion))

    def source(self, node: Syntax) -> str:
        """Return what the author wrote."""
        return self.text[node.start : node.end]

    def says(self, node: Syntax, expr: Expr) -> str:
        """Return what a node is, in words."""
        return wording.described(self.source(node), expr.type)

    def misfit(self, usage: str, node: Call, args: Sequence[Expr], *, reported: bool) -> None:
        """Note that a function does not take its arguments, unless something about them is noted already."""
        if not reported:
            found = ", ".join(self.says(n, e) for n, e in zip(node.args, args, strict=True))
            self.report("GC205", f"`{usage}` does not take what it is given: {found}", node)

    def mismatch(self, first: Syntax, one: Expr, second: Syntax, other: Expr) -> None:
        """Note that two nodes have to be of one type and are not."""
        where = first if isinstance(one, Literal) and not isinstance(other, Literal) else second
        constant, beside = (one, other) if where is first else (other, one)
        message = f"{self.says(first, one)}, {self.says(second, other)}"
        if beside.type is Type.DURATION and constant.type in (Type.INTEGER, Type.NUMBER):
            message += "; a duration has a unit, as in `4h`"
        suggestion = wording.other_spelling(self.source(where), constant, beside.type)
        self.report("GC205", message, where, suggestion)

    def read_moments(self, nodes: Sequence[Syntax], exprs: Sequence[Expr], *, wanting: bool) -> list[Expr] | None:
        """Read text constants as dates or timestamps where one of the others is one, or one is wanted."""
        if not wanting and not any(expr.type in MOMENTS for expr in exprs):
            return list(exprs)
        read: list[Expr] = []
        for node, expr in zip(nodes, exprs, strict=True):
            moment = self.as_moment(node, expr, None) if _is_text_constant(expr) else expr
            if moment is None:
                return None
            read.append(moment)
        return read

    def as_moment(self, node: Syntax, expr: Expr, expect: Type | None) -> Expr | None:
        """Return a text constant as the date or timestamp it spells; note it if it spells none."""
        if not _is_text_constant(expr):
            return None
        text = str(expr.value) if isinstance(expr, Literal) else ""
        day, moment = date_of(text), timestamp_of(text)
        if day is not None and expect is not Type.TIMESTAMP:
            return Literal(day, Type.DATE)
        if moment is not None and expect is not Type.DATE:
            return Literal(moment, Type.TIMESTAMP)
        message = f"{self.source(node)} is not a date; write '2026-01-31' or '2026-01-31 17:30'"
        self.report("GC212", message, node)
        return None

    def declared(self, column: Syntax, expr: Expr, node: Syntax, constant: Expr) -> None:
        """Report a text that a column never holds by its declaration."""
        if not isinstance(expr, Column) or not isinstance(constant, Literal) or expr.type is not Type.TEXT:
            return
        values = self.scope.values.get(expr.name)
        if values is None or constant.value in values or not isinstance(constant.value, str):
            return
        near = closest(constant.value, sorted(values))
        message = wording.undeclared(self.source(column), constant.value, values, known=near is not None)
        self.report("GC211", message, node, wording.quoted_text(near) if near is not None else None)


def _is_text_constant(expr: Expr) -> bool:
    return isinstance(expr, Literal) and expr.type is Type.TEXT
