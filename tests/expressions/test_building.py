from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import yaml

from govcode.expressions import BadFormat, apply, case, compile_expression, format_of, to_boolean
from govcode.expressions.build import boolean, day, duration, integer, moment, null, number, promote, text
from govcode.ir.expression import Apply, Column, Expr, Literal, Type, Value

FEED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "feed_values.yaml").read_text("utf-8"))
READINGS = [(group["op"], group["args"], value, gives) for group in FEED for value, gives in group["cases"]]
N, X, T = Column("n", Type.INTEGER), Column("x", Type.NUMBER), Column("t", Type.TEXT)


def reading(op: str, args: list[str], value: object) -> Expr:
    column = Column("c", Type.TIMESTAMP if isinstance(value, datetime) else Type.TEXT)
    return apply(op, column, *map(text, args))


@pytest.mark.parametrize(("op", "args", "value", "gives"), READINGS)
def test_reading_a_feed(op: str, args: list[str], value: Value, gives: Value) -> None:
    found = compile_expression(reading(op, args, value))({"c": value})
    assert found == gives
    assert type(found) is type(gives)


@pytest.mark.parametrize(
    ("op", "args", "expected"),
    [
        ("=", (N, X), Apply("=", (Apply("as_number", (N,), Type.NUMBER), X), Type.BOOLEAN)),
        ("=", (N, integer(5)), Apply("=", (N, integer(5)), Type.BOOLEAN)),
        ("+", (N, integer(5)), Apply("+", (Apply("as_number", (N,), Type.NUMBER), number(5)), Type.NUMBER)),
        ("negate", (integer(5),), integer(-5)),
        ("negate", (duration(5),), duration(-5)),
        ("and", (boolean(value=True),), boolean(value=True)),
        ("coalesce", (null(Type.NULL), T), Apply("coalesce", (null(Type.TEXT), T), Type.TEXT)),
    ],
)
def test_types_and_promotions(op: str, args: tuple[Expr, ...], expected: Expr) -> None:
    assert apply(op, *args) == expected


def test_chains_are_flat() -> None:
    a, b, c = (Column(name, Type.BOOLEAN) for name in "abc")
    assert apply("and", a, apply("and", b, c)) == Apply("and", (a, b, c), Type.BOOLEAN)
    assert apply("or", a, apply("and", b, c)).type is Type.BOOLEAN


@pytest.mark.parametrize("args", [(T, N), (T,), (T, T, T)])
def test_what_does_not_fit_is_a_bug_of_the_caller(args: tuple[Expr, ...]) -> None:
    with pytest.raises(TypeError):
        apply("=", *args)


def test_constants() -> None:
    assert day(date(2026, 1, 1)) == Literal(date(2026, 1, 1), Type.DATE)
    assert promote(day(date(2026, 1, 1)), Type.TIMESTAMP) == moment(datetime.combine(date(2026, 1, 1), time()))
    with pytest.raises(TypeError):
        promote(T, Type.NUMBER)


def test_case_unites_the_types_of_its_results() -> None:
    condition = Column("ok", Type.BOOLEAN)
    assert case([(condition, integer(1))], X).branches == ((condition, number(1)),)
    assert case([(condition, integer(1))]).otherwise == null(Type.INTEGER)
    with pytest.raises(TypeError):
        case([(condition, integer(1))], T)


@pytest.mark.parametrize(
    ("value", "gives"), [("Yes", True), (" y ", True), ("no", False), ("", None), ("maybe", None), (None, None)]
)
def test_words_for_true_and_false(value: str | None, gives: bool | None) -> None:
    assert compile_expression(to_boolean(T, ["yes", "y"], ["no"]))({"t": value}) is gives


@pytest.mark.parametrize(
    "source",
    [
        "",
        "%Y",
        "%Y-%m",
        "%Y-%m-%d %Z",
        "%Y-%m-%d %I:%M",
        "%Y-%m-%d %H %p",
        "%Y-%y-%m-%d",
        "%m-%b-%Y",
        "%Y-%m-%d %m",
        "%Y-%m-%d%",
        " %Y-%m-%d",
        "%Y-%m-%d at %H",
        "%Y-%m-%dé",
        "%%Y-%m-%d",
        "%Y-%m-%d %H:%I %p",
    ],
)
def test_bad_formats(source: str) -> None:
    with pytest.raises(BadFormat):
        format_of(source)
