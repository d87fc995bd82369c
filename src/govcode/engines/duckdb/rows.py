"""Rows in memory as a DuckDB table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from govcode.engines.sql.duckdb_constants import identifier
from govcode.ir.expression import Type, Value
from govcode.ir.relation import ROW

_TYPES = {
    Type.TEXT: "varchar",
    Type.INTEGER: "bigint",
    Type.NUMBER: "double",
    Type.BOOLEAN: "boolean",
    Type.DATE: "date",
    Type.TIMESTAMP: "timestamp",
    Type.DURATION: "bigint",
}


def table_of_rows(
    connection: duckdb.DuckDBPyConnection,
    number: int,
    rows: Sequence[Mapping[str, Value]],
    types: Mapping[str, Type],
) -> str:
    """Store rows with their types and positions, and return the name of the table."""
    name = f"rows_{number}"
    columns = [f"{identifier(column)} {_TYPES[type_]}" for column, type_ in types.items()]
    connection.execute(f"create temp table {name} ({', '.join([*columns, f'{identifier(ROW)} bigint'])})")
    if rows:
        marks = ", ".join("?" for _ in range(len(types) + 1))
        values = [[*(row.get(column) for column in types), i] for i, row in enumerate(rows, start=1)]
        connection.executemany(f"insert into {name} values ({marks})", values)
    return name
