"""What a checker notes down about one expression while it goes through it."""

from __future__ import annotations

from collections.abc import Sequence

from govcode.core.diagnostic import closest
from govcode.core.spoken import possible_dates
from govcode.expressions import wording
from govcode.expressions.moments import date_of, timestamp_of
from govcode.expressions.problem import Problem
from govcode.expressions.scope import Scope
from govcode.expressions.syntax import Call, Constant, Name, Syntax
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

    def no_column(self, node: Name, beside: Sequence[Syntax]) -> None:
        """Note a name that is no column; among those beside it may be one that it is a value of."""
        message = f"unknown column '{node.name}' in {self.scope.described}"
        near = closest(node.name, self.scope.columns)
        suggestion = wording.column_name(near) if near else None
        value = self.value_of(node, beside, near)
        if value is not None:
            message += "; text is written between single quotes"
            suggestion = wording.quoted_text(value)
        elif node.name in self.scope.constants:
            suggestion = f"{node.name}()"
        self.report("GC114", message, node, suggestion)

    def value_of(self, node: Name, beside: Sequence[Syntax], near: str | None) -> str | None:
        """Return the text that is meant by a name: a declared value beside it, or what is likely no column."""
        texts = [n.name for n in beside if isinstance(n, Name) and self.scope.columns.get(n.name) is Type.TEXT]
        for column in texts:
            for value in sorted(self.scope.values.get(column, ())):
                if value.lower() == node.name.lower():
                    return value
        if node.quoted:
            return None if near and wording.is_likely(near, node.name) else node.name
        open_ended = any(column not in self.scope.values for column in texts)
        return node.name if open_ended and near is None and node.name not in self.scope.constants else None

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
        numbers = (Type.INTEGER, Type.NUMBER)
        suggestion = wording.other_spelling(self.source(where), constant, beside.type)
        if beside.type is Type.DURATION and constant.type in numbers:
            message += "; a duration has a unit, as in `4h`"
        elif beside.type in numbers and constant.type is Type.DURATION:
            more, suggestion = wording.counted(first if where is second else second, constant)
            message += more
        elif beside.type in MOMENTS or constant.type in MOMENTS:
            for node in (second, first):
                if days := possible_dates(self.source(node)):
                    more, suggestion = wording.date_written(days)
                    message, where = f"{message}; a date is written year-month-day{more}", node
                    break
        self.report("GC205", message, where, suggestion)

    def read_moments(
        self, nodes: Sequence[Syntax], exprs: Sequence[Expr], *, wanting: bool, but: frozenset[int] = frozenset()
    ) -> list[Expr] | None:
        """Read text constants as dates or timestamps where one of the others is one, or one is wanted.

        The positions of `but` stay texts.
        """
        if not wanting and not any(expr.type in MOMENTS for expr in exprs):
            return list(exprs)
        read: list[Expr] = []
        for place, (node, expr) in enumerate(zip(nodes, exprs, strict=True)):
            moment = self.as_moment(node, expr, None) if _is_text_constant(expr) and place not in but else expr
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

    def calendar(self, name: str, node: Syntax) -> Expr | None:
        """Return the clock of the calendar that is named between quotes; note it if none is."""
        known = self.scope.calendars
        if isinstance(node, Constant) and isinstance(node.value, str) and node.value in known:
            return Literal(known[node.value], Type.CALENDAR)
        written = node.value if isinstance(node, Constant) and isinstance(node.value, str) else None
        near = closest(self.source(node) if written is None else written, known)
        suggestion = wording.quoted_text(near) if near else None
        if written is None:
            message = f"the first argument of `{name}` is the name of a calendar, between single quotes"
            self.report("GC205", message, node, suggestion)
        else:
            self.report("GC118", wording.unknown_calendar(written, known, known=near is not None), node, suggestion)
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
