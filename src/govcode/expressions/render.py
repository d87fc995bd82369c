"""Typed expression to canonical text: what plans show and definition hashes are made of."""

from __future__ import annotations

from datetime import date, datetime

from govcode.expressions.moments import duration_text
from govcode.expressions.wording import column_name, quoted_text
from govcode.ir.clock import Clock
from govcode.ir.expression import Apply, Case, Column, Expr, Literal, Type

_OR, _AND, _NOT, _PREDICATE, _SUM, _PRODUCT, _SIGN, _ATOM = range(1, 9)
_SYMBOLS = {
    "+": "+",
    "-": "-",
    "*": "*",
    "/": "/",
    "duration_plus": "+",
    "later": "+",
    "duration_minus": "-",
    "elapsed": "-",
    "earlier": "-",
    "duration_times": "*",
    "duration_over": "/",
    "duration_ratio": "/",
}
_IS = {"is_null": "null", "is_true": "true", "is_false": "false"}
_WRITTEN = {
    "duration_abs": "abs",
    "nearest_integer": "integer",
    "to_duration": "duration",
    "to_integer": "integer",
    "to_number": "number",
    "to_timestamp": "timestamp",
    "to_zone": "local_time",
}
_COMPARISONS = frozenset({"=", "<>", "<", "<=", ">", ">="})
_PROMOTIONS = frozenset({"as_number", "as_timestamp"})


def render(expr: Expr) -> str:
    """Return the one canonical text of an expression.

    What an author can write reads back as the same tree; operations only plans build are shown as function calls.
    """
    return _Writer().write(expr, 0)


def _constant(literal: Literal) -> str:
    match literal.value:
        case None:
            return "null"
        case bool(value):
            return "true" if value else "false"
        case str(value):
            return quoted_text(value)
        case Clock(name=name):
            return quoted_text(name)
        case datetime() as value:
            return f"timestamp '{value.isoformat(' ')}'"
        case date() as value:
            return f"date '{value.isoformat()}'"
        case int(value) if literal.type is Type.DURATION:
            return duration_text(value)
        case value:
            return repr(value)


class _Writer:
    """Writes nodes; parentheses go where the surroundings bind at least as tightly."""

    def write(self, expr: Expr, around: int) -> str:
        while isinstance(expr, Apply) and expr.op in _PROMOTIONS:
            expr = expr.args[0]
        text, level = self.node(expr)
        return f"({text})" if level < around else text

    def node(self, expr: Expr) -> tuple[str, int]:
        match expr:
            case Literal():
                text = _constant(expr)
                return text, _SIGN if text.startswith("-") else _ATOM
            case Column(name):
                return column_name(name), _ATOM
            case Case():
                return self.case(expr), _ATOM
            case Apply():
                return self.apply(expr)

    def apply(self, expr: Apply) -> tuple[str, int]:
        op, args = expr.op, expr.args
        if op in ("and", "or"):
            level = _AND if op == "and" else _OR
            return f" {op} ".join(self.write(arg, level + 1) for arg in args), level
        if op == "not":
            return self.negation(args[0])
        if op in ("negate", "duration_negate"):
            return f"-{self.write(args[0], _ATOM)}", _SIGN
        if op in _SYMBOLS:
            level = _PRODUCT if _SYMBOLS[op] in "*/" else _SUM
            return f"{self.write(args[0], level)} {_SYMBOLS[op]} {self.write(args[1], level + 1)}", level
        predicate = self.predicate(expr, "")
        if predicate is not None:
            return predicate, _PREDICATE
        return f"{_WRITTEN.get(op, op)}({', '.join(self.write(arg, 0) for arg in args)})", _ATOM

    def negation(self, arg: Expr) -> tuple[str, int]:
        inside = self.predicate(arg, "not ") if isinstance(arg, Apply) and arg.op not in _COMPARISONS else None
        if inside is not None:
            return inside, _PREDICATE
        return f"not {self.write(arg, _NOT)}", _NOT

    def predicate(self, expr: Apply, negation: str) -> str | None:
        left = self.write(expr.args[0], _SUM) if expr.args else ""
        if expr.op in _COMPARISONS:
            return f"{left} {expr.op} {self.write(expr.args[1], _SUM)}"
        if expr.op == "in":
            return f"{left} {negation}in ({', '.join(self.write(arg, 0) for arg in expr.args[1:])})"
        if expr.op == "like":
            return f"{left} {negation}like {self.write(expr.args[1], _SUM)}"
        if expr.op in _IS:
            return f"{left} is {negation}{_IS[expr.op]}"
        return None

    def case(self, expr: Case) -> str:
        parts = [f"when {self.write(when, 0)} then {self.write(then, 0)}" for when, then in expr.branches]
        if not (isinstance(expr.otherwise, Literal) and expr.otherwise.value is None):
            parts.append(f"else {self.write(expr.otherwise, 0)}")
        return f"case {' '.join(parts)} end"
