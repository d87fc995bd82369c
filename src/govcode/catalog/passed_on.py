"""The texts that a computed column can hold, where it only passes on declared ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from govcode.ir.expression import Apply, Case, Column, Expr, Literal

_CHOOSING = frozenset({"coalesce", "least", "greatest"})  # what gives one of its arguments, as it is


def passed_on(expr: Expr, values: Mapping[str, frozenset[str]]) -> frozenset[str] | None:
    """Return every text an expression can give, by the declared texts of columns; None if it may give another."""
    match expr:
        case Literal(value=None):
            return frozenset()
        case Literal(value=str(text)):
            return frozenset({text})
        case Column(name):
            return values.get(name)
        case Apply(op, args) if op in _CHOOSING:
            return _all_of(passed_on(arg, values) for arg in args)
        case Case(branches, otherwise):
            return _all_of(passed_on(result, values) for result in (*(r for _, r in branches), otherwise))
        case _:
            return None


def _all_of(parts: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    told = list(parts)
    known = [part for part in told if part is not None]
    return frozenset().union(*known) if len(known) == len(told) else None
