from __future__ import annotations

import logging
from collections.abc import Mapping
from itertools import pairwise

import duckdb
import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import expressions as sql

from govcode.engines.sql import duckdb as duckdb_sql
from govcode.engines.sql import spark as spark_sql
from govcode.engines.sql.duckdb_clocks import clock_variables
from govcode.expressions import OPERATIONS, Scope, apply, compile_expression, render, typed
from govcode.expressions.build import text
from govcode.expressions.interpreter import LAZY
from govcode.expressions.meanings import CLOCKED, PREPARED, STRICT
from govcode.ir.expression import Column, Expr, Type, clocks_of, substitute
from tests.engines.sql.random_expressions import CALENDARS, COLUMNS, TYPES, constants, expressions
from tests.expressions.scope import SCOPE
from tests.expressions.test_building import READINGS, reading
from tests.expressions.test_problems import WORDS
from tests.expressions.test_values import CASES, ROW

SQL_TYPES = {Type.INTEGER: "bigint", Type.NUMBER: "double", Type.TEXT: "varchar", Type.DURATION: "bigint"}
ALLOWED = {
    "duckdb": frozenset(
        [
            "abs",
            "ceil",
            "chr",
            "coalesce",
            "concat",
            "contains",
            "date_trunc",
            "ends_with",
            "epoch_us",
            "floor",
            "getvariable",
            "greatest",
            "hour",
            "isfinite",
            "isodow",
            "least",
            "len",
            "length",
            "list_transform",
            "lower",
            "make_timestamp",
            "regexp_extract_all",
            "regexp_full_match",
            "regexp_extract",
            "regexp_matches",
            "replace",
            "round",
            "split_part",
            "starts_with",
            "strlen",
            "timezone",
            "to_days",
            "translate",
            "trim",
            "try_strptime",
            "upper",
        ]
    ),
    "spark": frozenset(
        [
            "abs",
            "array",
            "array_size",
            "ceil",
            "coalesce",
            "concat",
            "contains",
            "date_trunc",
            "endswith",
            "floor",
            "from_utc_timestamp",
            "get",
            "greatest",
            "hour",
            "instr",
            "least",
            "length",
            "lower",
            "lpad",
            "regexp_extract",
            "regexp_extract_all",
            "regexp_replace",
            "replace",
            "rlike",
            "rpad",
            "shiftright",
            "sign",
            "split",
            "split_part",
            "startswith",
            "timestamp_micros",
            "to_utc_timestamp",
            "transform",
            "translate",
            "trim",
            "try_add",
            "try_divide",
            "try_subtract",
            "unix_micros",
            "weekday",
        ]
    ),
}
KEYWORDS = frozenset(
    [
        "case",
        "and",
        "or",
        "not",
        "in",
        "like",
        "is",
        "cast",
        "try_cast",
        "interval",
        "between",
        "when",
        "then",
        "else",
        "from",
        "both",
    ]
)
HARMFUL = (sql.Query, sql.Table, sql.Subquery, sql.Command, sql.DDL, sql.DML, sql.Star, sql.Placeholder, sql.Parameter)
EMITTERS = {"duckdb": duckdb_sql.emit, "spark": spark_sql.emit}


def words_before_brackets(emitted: str, dialect: str) -> set[str]:
    """Return the names that stand before a bracket, quoted names and texts left out."""
    tokens = sqlglot.tokenize(emitted, read=dialect)
    quoted = (sqlglot.TokenType.STRING, sqlglot.TokenType.IDENTIFIER)
    return {
        token.text.lower()
        for token, after in pairwise(tokens)
        if after.text == "(" and token.token_type not in quoted and token.text[0].isalpha()
    }


def judge(expr: Expr) -> None:
    for dialect, emit in EMITTERS.items():
        emitted = emit(expr)
        (tree,) = sqlglot.parse(f"select {emitted} as answer", read=dialect)
        assert isinstance(tree, sql.Select)
        (answer,) = tree.expressions
        assert set(tree.args) - {"kind"} >= {"expressions"}
        assert not tree.find(sql.From)
        assert not list(answer.find_all(*HARMFUL))
        assert words_before_brackets(emitted, dialect) - KEYWORDS <= ALLOWED[dialect], emitted
        names = {column.name for column in answer.find_all(sql.Column)}
        assert {name for name in names if not name.startswith("v")} <= set(COLUMNS) | set(SCOPE.columns)


@pytest.mark.parametrize("type_", TYPES)
@given(data=st.data())
@settings(max_examples=30)
def test_only_listed_functions_reach_an_engine(type_: Type, data: st.DataObject) -> None:
    judge(data.draw(expressions(type_)))


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_whatever_soup_is_accepted_is_harmless(words: list[str]) -> None:
    expr = typed(" ".join(words), SCOPE, None).expr
    if expr is not None:
        judge(expr)


@pytest.mark.parametrize(("op", "args", "value", "gives"), READINGS)
def test_readings_are_harmless(op: str, args: list[str], value: object, gives: object) -> None:
    del gives
    own = Column("topic", Type.TEXT) if isinstance(value, str) else Column("opened", Type.TIMESTAMP)
    judge(substitute(reading(op, args, value), {"c": own}))


@given(st.text(max_size=20))
def test_a_text_stays_a_text(value: str) -> None:
    value = value.encode("utf-8", "ignore").decode()
    expr = text(value)
    assert duckdb.execute(f"select {duckdb_sql.emit(expr)}").fetchall() == [(value,)]
    (tree,) = sqlglot.parse(f"select {spark_sql.emit(expr)}", read="spark")
    assert isinstance(tree, sql.Select)
    assert isinstance(tree.expressions[0], sql.Literal)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20))
def test_a_name_stays_a_name(name: str) -> None:
    expr = Column(name, Type.TEXT)
    (tree,) = sqlglot.parse(f"select {duckdb_sql.emit(expr)}", read="duckdb")
    assert isinstance(tree, sql.Select)
    assert [c.name for c in tree.find_all(sql.Column)] == [name]
    (tree,) = sqlglot.parse(f"select {spark_sql.emit(expr)}", read="spark")
    assert isinstance(tree, sql.Select)
    assert [c.name for c in tree.find_all(sql.Column)] == [name]


@pytest.mark.parametrize("type_", TYPES)
@given(data=st.data())
def test_a_constant_is_what_it_was(type_: Type, data: st.DataObject) -> None:
    expr = data.draw(constants(type_))
    ((found,),) = duckdb.execute(f"select {duckdb_sql.emit(expr)}").fetchall()
    assert found == compile_expression(expr)({})


def test_every_operation_has_one_meaning_and_two_spellings() -> None:
    assert set(STRICT) | set(PREPARED) | set(LAZY) | set(CLOCKED) == OPERATIONS
    assert not set(STRICT) & set(PREPARED) | set(STRICT) & set(LAZY)
    assert set(duckdb_sql.OPERATIONS) == OPERATIONS
    assert set(spark_sql.OPERATIONS) == OPERATIONS


@pytest.mark.parametrize("type_", TYPES)
@given(data=st.data())
@settings(max_examples=60)
def test_canonical_text_reads_back_as_the_same_expression(type_: Type, data: st.DataObject) -> None:
    expr = data.draw(expressions(type_))
    written = render(expr)
    checked = typed(written, Scope(COLUMNS, calendars=CALENDARS), type_)
    if len(written) > 4_000 or any(problem.code == "GC213" for problem in checked.problems):
        return
    assert checked.expr == expr, (written, checked.problems)


@pytest.mark.parametrize(("written", "gives"), CASES, ids=[str(case[0]) for case in CASES])
def test_duckdb_gives_the_values_of_the_table(written: str, gives: object) -> None:
    expr = typed(written, SCOPE, None).expr
    assert expr is not None
    assert answer(expr, {name: ROW.get(name) for name in SCOPE.columns}, SCOPE.columns) == gives


@pytest.mark.parametrize(("op", "args", "value", "gives"), READINGS)
def test_duckdb_reads_a_feed_alike(op: str, args: list[str], value: object, gives: object) -> None:
    expr = reading(op, args, value)
    kind = Type.TEXT if isinstance(value, str) else Type.TIMESTAMP
    assert answer(expr, {"c": value}, {"c": kind}) == gives


def answer(expr: Expr, row: Mapping[str, object], types: Mapping[str, Type]) -> object:
    columns = ", ".join(f'cast(? as {SQL_TYPES.get(types[name], types[name].value)}) as "{name}"' for name in row)
    for statement in (s for clock in clocks_of(expr) for s in clock_variables(clock)):
        duckdb.execute(statement)
    query = f"select {duckdb_sql.emit(expr)} from (select {columns})"
    ((found,),) = duckdb.execute(query, list(row.values())).fetchall()
    return found


@pytest.mark.parametrize(
    "written",
    [
        "+".join(["n"] * 60) + " > 1",
        "n" + " / (n" * 48 + ")" * 48 + " > 1",
        "opened" + " + took" * 60 + " > closed",
        "nullif(" * 48 + "topic" + ", 'a')" * 48 + " = 'b'",
        "lower(" * 48 + "topic" + ")" * 48 + " = 'b'",
        "round(" * 30 + "amount" + " * 1.5)" * 30 + " > 1",
        "abs(" * 48 + "-n" + ")" * 48 + " > 1",
        " or ".join(f"n = {i}" for i in range(300)),
    ],
)
def test_the_deepest_expressions_stay_small_and_run(written: str) -> None:
    expr = typed(written, SCOPE).expr
    assert expr is not None
    row = {name: ROW.get(name) for name in SCOPE.columns}
    assert len(duckdb_sql.emit(expr)) < 60_000
    assert len(spark_sql.emit(expr)) < 400_000
    assert answer(expr, row, SCOPE.columns) == compile_expression(expr)(row)


def test_is_true_is_never_null() -> None:
    expr = typed("none_boolean", SCOPE).expr
    assert expr is not None
    assert duckdb_sql.is_true(expr) == '("none_boolean" is true)'
    assert spark_sql.is_true(expr) == "(`none_boolean` is true)"


def test_an_argument_that_is_no_constant_is_a_bug_of_the_caller() -> None:
    logging.getLogger("sqlglot").setLevel(logging.ERROR)
    column = Column("t", Type.TEXT)
    for emit in EMITTERS.values():
        with pytest.raises(TypeError):
            emit(apply("matches", column, column))
    with pytest.raises(TypeError):
        compile_expression(apply("matches", column, column))
