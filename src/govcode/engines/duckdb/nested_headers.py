"""Which names nested files have, and how many records: one look before the rows are read."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from govcode.core.nested import ELEMENT, RECORD
from govcode.drops.delivery import Files
from govcode.drops.opening import UnreadableError
from govcode.engines.duckdb.nested import (
    LARGEST,
    Inside,
    elements_query,
    inside,
    level_name,
    located,
    rows_path,
    size_of,
    wholes,
)
from govcode.engines.duckdb.reading import REJECTED
from govcode.engines.sql.duckdb_constants import text


def nested_names(path: str, files: Files) -> tuple[str, ...]:
    """Return the names a nested file has: of its rows, of the records around them, and those that lead inside."""
    file = replace(files, paths=(path,))
    try:
        with duckdb.connect() as connection:
            if file.format == "json":
                _whole(connection, file)
            return tuple(dict.fromkeys(_names(connection, file)))
    except duckdb.Error as error:
        raise UnreadableError(_why(path, file, error)) from None


def records_of_files(files: Files) -> int:
    """Return how many records files have; raise `UnreadableError` if they cannot be read."""
    try:
        with duckdb.connect() as connection:
            rows = connection.execute(f"select count(*) from ({elements_query(files, 0)}) where not {REJECTED}")
            return int(rows.fetchall()[0][0])
    except duckdb.Error as error:
        raise UnreadableError(_why(files.paths[0], files, error)) from None


def _names(connection: duckdb.DuckDBPyConnection, files: Files) -> Iterator[str]:
    nesting = files.nesting
    innermost = len(nesting.each)
    own = _keys(connection, files, innermost)
    yield from own
    for level in range(innermost):
        before = "".join(f"{name}." for name in nesting.each[:level])
        for key in _keys(connection, files, level):
            yield f"{RECORD}{before}{key}"
    for level in range(innermost + 1):
        places = [(name, inside(name, nesting)) for name in nesting.paths]
        here = [(name, place) for name, place in places if place.level == level]
        yield from _leading_inside(connection, files, level, here, {*own})


def _keys(connection: duckdb.DuckDBPyConnection, files: Files, level: int) -> list[str]:
    names = f"select distinct unnest(json_keys({level_name(level)})) as name"
    return _column(connection, f"{names} from ({_elements(files, level)}) where not {REJECTED} order by name")


def _elements(files: Files, level: int) -> str:
    return elements_query(files, level, scalars=ELEMENT in files.nesting.paths)


def _column(connection: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    return [str(row[0]) for row in connection.execute(query).fetchall()]


def _leading_inside(
    connection: duckdb.DuckDBPyConnection,
    files: Files,
    level: int,
    places: Sequence[tuple[str, Inside]],
    own: set[str],
) -> Iterator[str]:
    """Yield the names of a level that lead to something in some row, or into what is empty in every row."""
    asked = list(
        dict.fromkeys(
            located(level_name(level), place.steps[:i]) for _, place in places for i in range(len(place.steps) + 1)
        )
    )
    if not places:
        return
    values = (f"json_extract({base}, {text(path)})" for base, path in asked)
    tests = [test for value in values for test in (f"bool_or({value} is not null)", f"bool_or({_holds(value)})")]
    query = f"select {', '.join(tests)} from ({_elements(files, level)}) where not {REJECTED}"
    found = connection.execute(query).fetchall()[0]
    there = {place: (found[2 * i], found[2 * i + 1]) for i, place in enumerate(asked)}
    for name, place in places:
        ways = [there[located(level_name(level), place.steps[:i])] for i in range(len(place.steps) + 1)]
        furthest = max((i for i, (exists, _) in enumerate(ways) if exists), default=None)
        reached = furthest == len(place.steps) or (bool(furthest) and not ways[furthest or 0][1])
        if (furthest is not None and reached) or (place.literal in own):
            yield name


def _holds(value: str) -> str:
    """Return the test that a value is something: neither null nor a list without elements."""
    return f"json_type({value}) <> 'NULL' and (json_type({value}) <> 'ARRAY' or json_array_length({value}) > 0)"


def _whole(connection: duckdb.DuckDBPyConnection, files: Files) -> None:
    """Raise `UnreadableError` for a JSON file that is empty, too large, or has no list where the records should be."""
    path, nesting = files.paths[0], files.nesting
    if Path(path).stat().st_size == 0:
        raise UnreadableError("a file is empty, which is no JSON")
    if not nesting.rows:
        return
    if size_of(path) > LARGEST:
        message = f"a file with `rows` is read as a whole, and one may have more than {LARGEST // 1_000_000} MB"
        raise UnreadableError(f"{message}; deliver it in parts, or as JSON lines")
    kinds = _column(connection, f"select json_type(json, {text(rows_path(files))}) from {wholes(files)}")
    if kinds not in (["ARRAY"], ["NULL"]):
        raise UnreadableError(f"a file has no list under `{'.'.join(nesting.rows)}`")


def _why(path: str, files: Files, error: duckdb.Error) -> str:
    """Return why a file cannot be read, with the place of the mistake and none of the content."""
    located_ = _json_problem(path, files) if files.format == "json" and size_of(path) <= LARGEST else None
    return located_ or f"a file cannot be read as {files.format} ({type(error).__name__})"


def _json_problem(path: str, files: Files) -> str | None:
    opener = gzip.open if path.lower().endswith(".gz") else open
    try:
        with opener(path, "rt", encoding="utf-8-sig") as stream:
            found = json.load(stream)
    except json.JSONDecodeError as problem:
        return f"a file is not valid JSON: line {problem.lineno}, character {problem.colno}"
    except UnicodeDecodeError:
        return "a file is not UTF-8, as JSON has to be"
    except (OSError, EOFError, RecursionError):
        return None
    if isinstance(found, dict) and not files.nesting.rows:
        return "a file is one object: write with `rows` which list in it holds the records"
    return None
