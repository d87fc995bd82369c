"""Delivered tables as queries of text columns; nothing about them is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable

import duckdb

from govcode.drops.delivery import Files
from govcode.engines.duckdb.native import as_text
from govcode.engines.sql.duckdb_constants import identifier, text
from govcode.ir.expression import Type
from govcode.ir.relation import ROW

REJECTED = identifier(":rejected")  # whether a delivered line is no row; no delivered column has such a name
_TYPES = {
    "BOOLEAN": Type.BOOLEAN,
    "TINYINT": Type.INTEGER,
    "SMALLINT": Type.INTEGER,
    "INTEGER": Type.INTEGER,
    "BIGINT": Type.INTEGER,
    "UTINYINT": Type.INTEGER,
    "USMALLINT": Type.INTEGER,
    "UINTEGER": Type.INTEGER,
    "FLOAT": Type.NUMBER,
    "DOUBLE": Type.NUMBER,
    "DATE": Type.DATE,
    "TIMESTAMP": Type.TIMESTAMP,
    "TIMESTAMP_NS": Type.TIMESTAMP,
    "TIMESTAMP_MS": Type.TIMESTAMP,
    "TIMESTAMP_S": Type.TIMESTAMP,
    "TIMESTAMP WITH TIME ZONE": Type.TIMESTAMP,
}
_CASTS = {
    Type.INTEGER: "cast({0} as bigint)",
    Type.NUMBER: "cast({0} as double)",
    Type.BOOLEAN: "{0}",
    Type.DATE: "{0}",
    Type.TIMESTAMP: "cast({0} as timestamp)",
}


def unglobbed(path: str) -> str:
    """Return the pattern that finds this one file, whatever characters are in its name."""
    return re.sub(r"[\[*?]", r"[\g<0>]", path)


def listed(paths: Iterable[str]) -> str:
    """Return the files as a list of text constants."""
    return ", ".join(text(unglobbed(path)) for path in paths)


def csv_queries(files: Files, columns: tuple[tuple[str, ...], ...], wanted: tuple[str, ...], rejects: str) -> list[str]:
    """Return a query per run of files with the same header, so that a moved column is never taken for another."""
    runs: list[tuple[tuple[str, ...], list[str]]] = []
    for path, header in zip(files.paths, columns, strict=True):
        if runs and runs[-1][0] == header:
            runs[-1][1].append(path)
        else:
            runs.append((header, [path]))
    return [_csv(files, header, paths, wanted, f"{rejects}_{i}") for i, (header, paths) in enumerate(runs)]


def _csv(files: Files, header: tuple[str, ...], paths: list[str], wanted: tuple[str, ...], rejects: str) -> str:
    dialect = files.dialect
    types = ", ".join(f"{text(name)}: 'VARCHAR'" for name in header)
    options = {
        "columns": f"{{{types}}}",
        "header": "true",
        "auto_detect": "false",
        "delim": text(dialect.delimiter),
        "quote": text(dialect.quote),
        "escape": text(dialect.escape if dialect.quote else ""),
        "encoding": text(dialect.encoding),
        "nullstr": "''",
        "ignore_errors": "true",
        "store_rejects": "true",
        "rejects_table": text(rejects),
        "rejects_scan": text(f"{rejects}_scan"),
        "rejects_limit": "0",
    }
    said = ", ".join(f"{name} = {value}" for name, value in options.items())
    there = ", ".join(
        identifier(name) if name in header else f"cast(null as varchar) as {identifier(name)}" for name in wanted
    )
    return f"select {there + ', ' if there else ''}false as {REJECTED} from read_csv([{listed(paths)}], {said})"


def parquet_files(files: Files, *, numbered: bool) -> str:
    """Return the table of Parquet files, with the numbers of the rows in their files if they are asked for."""
    number = ", file_row_number = true" if numbered else ""
    return f"read_parquet([{listed(files.paths)}], union_by_name = true{number})"


def stored_types(connection: duckdb.DuckDBPyConnection, files: Files) -> dict[str, Type]:
    """Return the type of each column as it is stored; everything else is read as text."""
    rows = connection.execute(
        f"describe select * exclude (file_row_number) from {parquet_files(files, numbered=True)}"
    ).fetchall()
    return {str(row[0]): _stored(str(row[1])) for row in rows}


def _stored(name: str) -> Type:
    return Type.NUMBER if name.startswith("DECIMAL") else _TYPES.get(name, Type.TEXT)


def parquet_query(files: Files, types: dict[str, Type], wanted: tuple[str, ...], used: frozenset[str]) -> str:
    """Return the query of Parquet files: stored columns with their type, and as text where that is asked for."""
    columns = []
    for name in wanted:
        raw = identifier(name)
        kind = types.get(name)
        if kind is None or kind is Type.TEXT:
            value = f"cast({raw} as varchar)" if kind else "cast(null as varchar)"
            columns.append(f"{value} as {raw}")
            continue
        if name in used:
            columns.append(f"{_CASTS[kind].format(raw)} as {raw}")
        if as_text(name) in used:
            columns.append(f"cast({raw} as varchar) as {identifier(as_text(name))}")
    columns.append(f"file_row_number + 1 as {identifier(ROW)}")
    return f"select {', '.join(columns)} from {parquet_files(files, numbered=True)}"
