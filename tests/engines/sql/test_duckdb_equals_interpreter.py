from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcode.engines.sql.duckdb import DUCKDB
from govcode.engines.sql.duckdb_clocks import clock_variables
from govcode.engines.sql.emitter import emitted
from govcode.expressions import compile_expression, render
from govcode.ir.expression import Expr, Type, Value
from tests.engines.sql.random_expressions import CLOCK, COLUMNS, TYPES, expressions, rows

SQL_TYPES = {
    Type.TEXT: "varchar",
    Type.INTEGER: "bigint",
    Type.NUMBER: "double",
    Type.BOOLEAN: "boolean",
    Type.DATE: "date",
    Type.TIMESTAMP: "timestamp",
    Type.DURATION: "bigint",
}
ALWAYS_NAMING = replace(DUCKDB, copied_up_to=0)


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        columns = ", ".join(f'"{name}" {SQL_TYPES[type_]}' for name, type_ in COLUMNS.items())
        connection.execute(f"create table rows ({columns})")
        for statement in clock_variables(CLOCK):
            connection.execute(statement)
        yield connection


def fill(connection: duckdb.DuckDBPyConnection, table: Sequence[dict[str, Value]]) -> None:
    connection.execute("delete from rows")
    marks = ", ".join("?" * len(COLUMNS))
    connection.executemany(f"insert into rows values ({marks})", [[row[name] for name in COLUMNS] for row in table])


def same(a: Value, b: Value) -> bool:
    """Equal in value and type; the sign of a zero means nothing in the language."""
    return a == b and type(a) is type(b) and not (isinstance(a, float) and math.isnan(a))


def check(connection: duckdb.DuckDBPyConnection, expr: Expr, table: Sequence[dict[str, Value]]) -> None:
    function = compile_expression(expr)
    expected = [function(row) for row in table]
    for notation in (DUCKDB, ALWAYS_NAMING):
        sql = emitted(expr, notation)
        found = [answer for (answer,) in connection.execute(f"select {sql} from rows").fetchall()]
        assert all(map(same, found, expected)), (render(expr), sql, found, expected)


@pytest.mark.parametrize("type_", TYPES)
@given(data=st.data())
def test_random_expressions_give_the_same_on_random_rows(
    connection: duckdb.DuckDBPyConnection, type_: Type, data: st.DataObject
) -> None:
    table = data.draw(st.lists(rows(), min_size=1, max_size=4))
    fill(connection, table)
    check(connection, data.draw(expressions(type_)), table)
