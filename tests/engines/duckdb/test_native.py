"""Expressions over the texts of a stored column become expressions over its values."""

from __future__ import annotations

import pytest

from govcode.engines.duckdb.native import native
from govcode.expressions.build import apply
from govcode.ir.expression import Apply, Column, Expr, Literal, Type

RAW, TEXT, STORED = Column("n", Type.TEXT), Column("note", Type.TEXT), Column("n", Type.INTEGER)
FALSE = Literal(value=False, type=Type.BOOLEAN)


def _is_null(expr: Expr) -> Expr:
    return Apply("is_null", (expr,), Type.BOOLEAN)


def _unreadable(raw: Expr, value: Expr) -> Expr:
    return Apply("and", (Apply("not", (_is_null(raw),), Type.BOOLEAN), _is_null(value)), Type.BOOLEAN)


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        (apply("to_integer", RAW), STORED),
        (_is_null(RAW), _is_null(STORED)),
        (_unreadable(RAW, apply("to_integer", RAW)), FALSE),
        (_unreadable(TEXT, apply("to_integer", TEXT)), _unreadable(TEXT, apply("to_integer", TEXT))),
        (Apply("or", (_is_null(RAW),), Type.BOOLEAN), Apply("or", (_is_null(STORED),), Type.BOOLEAN)),
    ],
)
def test_a_stored_column_needs_no_text(written: Expr, becomes: Expr) -> None:
    assert native(written, {"n": Type.INTEGER}) == becomes


def test_a_number_can_be_stored_and_still_be_unreadable() -> None:
    written = _unreadable(RAW, apply("to_number", RAW, Literal(".", Type.TEXT)))
    assert native(written, {"n": Type.NUMBER}) != FALSE
