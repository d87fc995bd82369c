"""Typed trees from code: what a plan writes, with the same types and promotions as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from govcode.expressions.formats import UNIX
from govcode.expressions.moments import INT64
from govcode.expressions.operations import promotes, resolve, unify
from govcode.expressions.signatures import Resolved
from govcode.ir.expression import Apply, Case, Expr, Literal, Type


def text(value: str) -> Literal:
    """Return a text constant."""
    return Literal(value, Type.TEXT)


def integer(value: int) -> Literal:
    """Return an integer constant."""
    return Literal(value, Type.INTEGER)


def number(value: float) -> Literal:
    """Return a number constant."""
    return Literal(float(value), Type.NUMBER)


def boolean(*, value: bool) -> Literal:
    """Return a truth constant."""
    return Literal(value, Type.BOOLEAN)


def day(value: date) -> Literal:
    """Return a date constant."""
    return Literal(value, Type.DATE)


def moment(value: datetime) -> Literal:
    """Return a timestamp constant; the value is naive, in UTC."""
    return Literal(value, Type.TIMESTAMP)


def duration(microseconds: int) -> Literal:
    """Return a duration constant."""
    return Literal(microseconds, Type.DURATION)


def null(type_: Type) -> Literal:
    """Return the null of a type."""
    return Literal(None, type_)


def apply(op: str, *args: Expr) -> Expr:
    """Return an operation on its arguments, with the types and promotions its signature asks for.

    `and` and `or` of one condition are that condition, and nested ones are flattened. Raise TypeError where no
    signature fits: the caller has a bug.
    """
    if op in ("and", "or"):
        args = tuple(part for arg in args for part in parts_of(op, arg))
        if len(args) == 1:
            return args[0]
    resolved = resolve(op, [arg.type for arg in args])
    if resolved is None:
        types = ", ".join(arg.type for arg in args)
        message = f"`{op}` does not take ({types})"
        raise TypeError(message)
    return applied(resolved, args)


def applied(resolved: Resolved, args: Sequence[Expr]) -> Expr:
    """Return the node of a resolved operation; the negation of a constant is a constant of its own type."""
    if resolved.op in ("negate", "duration_negate"):
        opposite = negated(args[0])
        if opposite is not None:
            return opposite
    promoted = tuple(map(promote, args, resolved.params))
    if resolved.then is not None:
        promoted = (*promoted, text(resolved.then))
    if resolved.op in ("to_date", "to_timestamp") and isinstance(promoted[1], Literal) and promoted[1].value in UNIX:
        moment_read = _since_epoch(promoted[0], UNIX[str(promoted[1].value)])
        return moment_read if resolved.op == "to_timestamp" else apply("date", moment_read)
    return Apply(resolved.op, promoted[::-1] if resolved.swapped else promoted, resolved.result)


def _since_epoch(written: Expr, unit: int) -> Expr:
    """Return the moment of a text that counts units of so many microseconds from the start of 1970 in UTC."""
    elapsed = apply("*", duration(unit), apply("to_number", written, text(".")))
    return apply("+", moment(datetime(1970, 1, 1)), elapsed)  # noqa: DTZ001 - timestamps are naive and UTC


def negated(expr: Expr) -> Literal | None:
    """Return the opposite of a constant number or duration, or None for anything else."""
    if not isinstance(expr, Literal) or not isinstance(expr.value, int | float) or expr.value < -INT64:
        return None
    return Literal(-expr.value, expr.type)


def promote(expr: Expr, to: Type) -> Expr:
    """Return the expression as a value of another type that it promotes to: constants at once, others by a node."""
    if expr.type is to:
        return expr
    if not promotes(expr.type, to):
        message = f"{expr.type} is not {to}"
        raise TypeError(message)
    if isinstance(expr, Literal):
        return Literal(_promoted(expr, to), to)
    if expr.type is Type.NULL:
        return Literal(None, to)
    return Apply("as_number" if to is Type.NUMBER else "as_timestamp", (expr,), to)


def _promoted(constant: Literal, to: Type) -> float | datetime | None:
    match constant.value:
        case int(value) if to is Type.NUMBER:
            return float(value)
        case date() as value if to is Type.TIMESTAMP:
            return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - timestamps are naive and UTC
        case _:
            return None


def parts_of(op: str, expr: Expr) -> tuple[Expr, ...]:
    """Return the operands of a chain of this operator, or the expression alone."""
    if isinstance(expr, Apply) and expr.op == op:
        return expr.args
    return (expr,)


def case(branches: Iterable[tuple[Expr, Expr]], otherwise: Expr | None = None) -> Case:
    """Return the first result whose condition is true, else `otherwise` (null if it is not given)."""
    pairs = tuple(branches)
    last = otherwise or Literal(None, Type.NULL)
    type_ = unify([result.type for _, result in pairs] + [last.type])
    if type_ is None:
        message = "the results of a case have different types"
        raise TypeError(message)
    kept = tuple((promote(condition, Type.BOOLEAN), promote(result, type_)) for condition, result in pairs)
    return Case(kept, promote(last, type_), type_)


def to_boolean(expr: Expr, true_words: Iterable[str], false_words: Iterable[str]) -> Case:
    """Return true or false for the words that mean it (small letters, trimmed), else null."""
    word = apply("lower", apply("trim", expr))
    meanings = ((tuple(true_words), True), (tuple(false_words), False))
    return case((apply("in", word, *map(text, words)), boolean(value=value)) for words, value in meanings if words)
