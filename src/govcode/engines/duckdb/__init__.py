"""The DuckDB engine: in process, bounded in memory, a few statements for a whole set of rules."""

from __future__ import annotations

from govcode.engines.duckdb.engine import DuckDb, over_files, over_rows
from govcode.engines.duckdb.headers import columns_of_files
from govcode.engines.duckdb.nested_headers import records_of_files

__all__ = ["DuckDb", "columns_of_files", "over_files", "over_rows", "records_of_files"]
