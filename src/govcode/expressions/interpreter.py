"""A typed expression as a Python function: the engine of `govcode test`, and the reference for all others.

Three-valued logic throughout: None is null.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from govcode.expressions.formats import BLANK
from govcode.expressions.meanings import CLOCKED, PREPARED, STRICT
from govcode.ir.clock import Clock
from govcode.ir.expression import Apply, Case, Column, Expr, Literal, Type, Value

Row: TypeAlias = Mapping[str, Value]
Evaluation: TypeAlias = Callable[[Row], Any]


def compile_expression(expr: Expr) -> Callable[[Row], Value]:
    """Return the function from a row to the value of an expression; a column the row lacks is null.

    Values have the Python type of their column: `datetime` naive in UTC, a duration as an int of microseconds.
    """
    return _compiled(expr)


def evaluate(expr: Expr, row: Row) -> Value:
    """Return the value of an expression for one row."""
    return compile_expression(expr)(row)


def _compiled(expr: Expr) -> Evaluation:
    match expr:
        case Literal(value):
            return lambda _row: value
        case Column(name, type_):
            return _number_column(name) if type_ is Type.NUMBER else lambda row: row.get(name)
        case Case(branches, otherwise):
            return _case([(_compiled(when), _compiled(then)) for when, then in branches], _compiled(otherwise))
        case Apply(op, args):
            return _apply(op, args)


def _number_column(name: str) -> Evaluation:
    def column(row: Row) -> Any:  # noqa: ANN401 - values are of any type
        value = row.get(name)
        return float(value) if type(value) is int else value

    return column


def _case(branches: Sequence[tuple[Evaluation, Evaluation]], otherwise: Evaluation) -> Evaluation:
    def case(row: Row) -> Any:  # noqa: ANN401
        for when, then in branches:
            if when(row):
                return then(row)
        return otherwise(row)

    return case


def _apply(op: str, args: Sequence[Expr]) -> Evaluation:
    if op in PREPARED:
        constant = args[1]
        if not isinstance(constant, Literal):
            message = f"the second argument of `{op}` is not a constant"
            raise TypeError(message)
        return _unary(PREPARED[op](str(constant.value)), _compiled(args[0]))
    if op in CLOCKED:
        calendar, *others = args
        if not isinstance(calendar, Literal) or not isinstance(calendar.value, Clock):
            message = f"the first argument of `{op}` is not a calendar"
            raise TypeError(message)
        return _strict(CLOCKED[op](calendar.value), others)
    if op in LAZY:
        return LAZY[op]([_compiled(arg) for arg in args])
    return _strict(STRICT[op], args)


def _strict(function: Callable[..., Any], args: Sequence[Expr]) -> Evaluation:
    parts = [_compiled(arg) for arg in args]
    match parts:
        case [arg]:
            return _unary(function, arg)
        case [left, right]:
            return _binary(function, left, right)
        case _:
            return _many(function, parts)


def _unary(function: Callable[[Any], Any], arg: Evaluation) -> Evaluation:
    def unary(row: Row) -> Any:  # noqa: ANN401
        value = arg(row)
        return None if value is None else function(value)

    return unary


def _binary(function: Callable[[Any, Any], Any], left: Evaluation, right: Evaluation) -> Evaluation:
    def binary(row: Row) -> Any:  # noqa: ANN401
        a = left(row)
        if a is None:
            return None
        b = right(row)
        return None if b is None else function(a, b)

    return binary


def _many(function: Callable[..., Any], parts: Sequence[Evaluation]) -> Evaluation:
    def many(row: Row) -> Any:  # noqa: ANN401
        values = [part(row) for part in parts]
        return None if None in values else function(*values)

    return many


def _and(parts: Sequence[Evaluation]) -> Evaluation:
    def conjunction(row: Row) -> bool | None:
        result: bool | None = True
        for part in parts:
            value = part(row)
            if value is None:
                result = None
            elif not value:
                return False
        return result

    return conjunction


def _or(parts: Sequence[Evaluation]) -> Evaluation:
    def disjunction(row: Row) -> bool | None:
        result: bool | None = False
        for part in parts:
            value = part(row)
            if value is None:
                result = None
            elif value:
                return True
        return result

    return disjunction


def _in(parts: Sequence[Evaluation]) -> Evaluation:
    operand, items = parts[0], parts[1:]

    def membership(row: Row) -> bool | None:
        value = operand(row)
        if value is None:
            return None
        found = [item(row) for item in items]
        if value in found:
            return True
        return None if None in found else False

    return membership


def _is(wanted: Value) -> Callable[[Sequence[Evaluation]], Evaluation]:
    def build(parts: Sequence[Evaluation]) -> Evaluation:
        arg = parts[0]
        return lambda row: arg(row) is wanted

    return build


def _coalesce(parts: Sequence[Evaluation]) -> Evaluation:
    return lambda row: next((value for part in parts if (value := part(row)) is not None), None)


def _extreme(choose: Callable[[Any], Any]) -> Callable[[Sequence[Evaluation]], Evaluation]:
    def build(parts: Sequence[Evaluation]) -> Evaluation:
        def extreme(row: Row) -> Any:  # noqa: ANN401
            values = [value for part in parts if (value := part(row)) is not None]
            return choose(values) if values else None

        return extreme

    return build


def _null_if_in(parts: Sequence[Evaluation]) -> Evaluation:
    operand, items = parts[0], parts[1:]

    def null_if_in(row: Row) -> Any:  # noqa: ANN401
        value = operand(row)
        return None if value is None or any(item(row) == value for item in items) else value

    return null_if_in


def _is_blank(parts: Sequence[Evaluation]) -> Evaluation:
    arg = parts[0]

    def is_blank(row: Row) -> bool:
        value = arg(row)
        return value is None or not value.strip(BLANK)

    return is_blank


# Operations that do not answer null merely because one argument is null.
LAZY: dict[str, Callable[[Sequence[Evaluation]], Evaluation]] = {
    "and": _and,
    "or": _or,
    "in": _in,
    "is_null": _is(None),
    "is_true": _is(True),  # noqa: FBT003 - the value that is looked for
    "is_false": _is(False),  # noqa: FBT003
    "coalesce": _coalesce,
    "greatest": _extreme(max),
    "least": _extreme(min),
    "nullif": _null_if_in,
    "null_if_in": _null_if_in,
    "is_blank": _is_blank,
}
