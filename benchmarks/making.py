"""Writes the tickets, in a process of its own: making.py ROWS FILE (.parquet or .csv)."""

from __future__ import annotations

import sys

import duckdb

from benchmarks.checks import rows_sql


def main(rows: str, file: str) -> None:
    """Write that many rows."""
    quoted = file.replace("'", "''")
    duckdb.execute(f"copy ({rows_sql(int(rows))}) to '{quoted}'")


if __name__ == "__main__":
    main(*sys.argv[1:])
