"""The column names of delivered files, read without reading the rows where the format allows it."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from functools import cache
from pathlib import Path

import duckdb

from govcode.core.nested import RECORD
from govcode.documents.kinds.feed import Dialect
from govcode.drops.delivery import Files
from govcode.drops.opening import UnreadableError
from govcode.engines.duckdb.nested_headers import nested_names
from govcode.engines.duckdb.reading import unglobbed
from govcode.engines.sql.duckdb_constants import text

FIRST = 1_000_000  # the most bytes a first line may have


def columns_of_files(files: Files) -> tuple[tuple[str, ...], ...]:
    """Return the column names of each file; raise `UnreadableError` if a file is not of its format."""
    found = []
    for number, path in enumerate(files.paths, start=1):
        try:
            found.append(_columns(path, files))
        except UnreadableError as error:
            raise UnreadableError(f"file {number}: {error}" if len(files.paths) > 1 else str(error)) from None
    _unfolds({name for names in found for name in names}, files)
    return tuple(found)


def _unfolds(names: set[str], files: Files) -> None:
    """Raise `UnreadableError` if no record has a list that the feed unfolds, although there are records."""
    around = RECORD
    for name in files.nesting.each:
        if around + name not in names and any(other.startswith(around) for other in names):
            raise UnreadableError(f"no record has `{'.'.join(files.nesting.each)}`, the list whose elements are rows")
        around += f"{name}."


def _columns(path: str, files: Files) -> tuple[str, ...]:
    if files.format == "csv":
        return _header(path, files)
    if files.format != "parquet":
        _not_a_list(path, files)
        return nested_names(path, files)
    query = f"select column_name from (describe select * from read_parquet({text(unglobbed(path))}))"
    try:
        names = tuple(str(row[0]) for row in _duckdb().execute(query).fetchall())
    except duckdb.Error as error:
        message = f"a file cannot be read as {files.format} ({type(error).__name__})"
        raise UnreadableError(message) from None
    nested = files.nesting.each or {*files.nesting.paths} - {*names}
    return (
        tuple(dict.fromkeys((*nested_names(path, files), *(() if files.nesting.each else names)))) if nested else names
    )


@cache
def _duckdb() -> duckdb.DuckDBPyConnection:
    """Return a connection to look into files with: to open one takes ten times as long as to read a header."""
    return duckdb.connect()


def _not_a_list(path: str, files: Files) -> None:
    """Raise `UnreadableError` for JSON lines that are one list: most of them would be no rows."""
    if files.format != "jsonl":
        return
    try:
        line = _first_line(path, "utf-8-sig").strip()
    except (OSError, EOFError, zlib.error, UnicodeError, duckdb.Error):
        return  # what is wrong with the file is told when it is read
    if line in {"[", "[{"} or (line.startswith("[{") and line.endswith((",", "}]"))):
        raise UnreadableError("a file is one list, not a value per line; write `format: json`")


def _header(path: str, files: Files) -> tuple[str, ...]:
    dialect = files.dialect
    try:
        line = _first_line(path, "utf-8-sig" if dialect.encoding == "utf-8" else dialect.encoding)
        cells = _cells(line, dialect)
    except (OSError, EOFError, zlib.error, UnicodeError, csv.Error, duckdb.Error) as error:
        message = f"the first line of a file cannot be read ({type(error).__name__})"
        raise UnreadableError(message) from None
    return _distinct([cell.strip() for cell in cells])


def _cells(line: str, dialect: Dialect) -> list[str]:
    if not dialect.quote:
        return line.split(dialect.delimiter)
    return next(csv.reader([line], delimiter=dialect.delimiter, quotechar=dialect.quote), [])


def _first_line(path: str, encoding: str) -> str:
    if path.endswith(".zst"):
        lines = f"read_csv({text(unglobbed(path))}, columns = {{'line': 'VARCHAR'}}, header = false"
        with duckdb.connect() as connection:
            options = ", auto_detect = false, delim = chr(1), quote = '', escape = '', compression = 'zstd'"
            rows = connection.execute(f"select line from {lines}{options}) limit 1").fetchall()
        return str(rows[0][0]) if rows else ""
    opener = gzip.open if path.endswith(".gz") else Path.open
    with opener(Path(path), "rb") as stream:
        return (
            io.TextIOWrapper(io.BytesIO(stream.read(FIRST)), encoding=encoding, errors="replace")
            .readline()
            .rstrip("\r\n")
        )


def _distinct(names: list[str]) -> tuple[str, ...]:
    """Return the names with an unnamed column called by its position and a repeated name numbered."""
    seen: dict[str, int] = {}
    result = []
    for position, name in enumerate(names, start=1):
        word = name or f"column {position}"
        seen[word.casefold()] = seen.get(word.casefold(), 0) + 1
        times = seen[word.casefold()]
        result.append(word if times == 1 else f"{word} #{times}")
    return tuple(result)
