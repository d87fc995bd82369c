"""Values that lie inside others: JSON files, JSON lines and nested Parquet as rows of text columns.

A record is level 0; each list that the feed unfolds adds a level, whose elements stand in `:1`, `:2` and so on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from govcode.core.nested import ELEMENT, Field, Matching, Position, Step, path_of
from govcode.drops.delivery import Files, Nesting
from govcode.engines.duckdb.reading import REJECTED, listed, parquet_files
from govcode.engines.sql.duckdb_constants import identifier, text

RECORD = identifier(":record")
LARGEST = 256_000_000  # the most bytes of a file that has to be held as a whole
_USUAL = 16_777_216  # the most bytes of one value otherwise
_PACKED_BY = 20
_STORED_MOMENT = r"^([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]+)\+00$"


@dataclass(frozen=True, slots=True)
class Inside:
    """Where a delivered name leads: steps from the element of a level; `literal` is a field that may have the name."""

    level: int
    steps: tuple[Step, ...]
    literal: str | None = None


def level_name(level: int) -> str:
    """Return the column in which the elements of a level stand."""
    return identifier(f":{level}")


def inside(name: str, nesting: Nesting) -> Inside:
    """Return where a delivered name leads."""
    innermost = len(nesting.each)
    if name not in nesting.paths:
        return Inside(innermost, (Field(name),))
    path = path_of(name)
    if not path.absolute:
        return Inside(innermost, path.steps, name if len(path.steps) > 1 else None)
    level, steps = 0, path.steps
    for unfolded in nesting.each:
        if len(steps) < 2 or steps[0] != Field(unfolded) or not isinstance(steps[1], Field):
            break
        level, steps = level + 1, steps[1:]
    return Inside(level, steps)


def located(value: str, steps: Iterable[Step]) -> tuple[str, str]:
    """Return a JSON value and the path inside it that together are where the steps lead."""
    path = "$"
    for step in steps:
        match step:
            case Field(name):
                path += _field(name)
            case Position(at):
                path += f"[{at}]" if at >= 0 else f"[#{at}]"
            case Matching(field, wanted):
                elements = f"json_extract({value}, {text(f'{path}[*]')})"
                test = f"json_extract_string(e, {text(f'${_field(field)}')}) = {text(wanted)}"
                value, path = f"list_filter({elements}, lambda e: {test})[1]", "$"
    return value, path


def _field(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'."{escaped}"'


def elements_query(files: Files, depth: int, *, scalars: bool = False) -> str:
    """Return the query of the elements of a level and of all above it, and which of them are no rows.

    Rows come in the order of the records, then of the elements. An element is an object; at the innermost level other
    values do too if `scalars`. Where a list is missing or empty there are no elements; what is no list is itself one.
    """
    number = f", row_number() over () as {RECORD}" if depth else ""
    rows = f"select {level_name(0)}{number} from ({_records(files)})"
    query = f"select *, {_no_object(level_name(0))} as {REJECTED} from ({rows})"
    for level, name in enumerate(files.nesting.each[:depth], start=1):
        value, found = f"json_extract({level_name(level - 1)}, {text(f'${_field(name)}')})", identifier(":list")
        carried = ", ".join(map(level_name, range(level)))
        unfolded = (
            f"case when {REJECTED} then [cast(null as json)] when json_type({found}) = 'ARRAY' "
            f"then json_extract({found}, '$[*]') when coalesce(json_type({found}), 'NULL') = 'NULL' "
            f"then cast([] as json[]) else [{found}] end"
        )
        bad = _nothing if scalars and level == len(files.nesting.each) else _no_object
        query = (
            f"select *, {bad(level_name(level))} as {REJECTED} from (select {carried}, {RECORD}, "
            f"unnest({unfolded}) as {level_name(level)} from (select *, {value} as {found} from ({query})))"
        )
    return query


def _no_object(value: str) -> str:
    return f"coalesce(json_type({value}), 'NULL') <> 'OBJECT'"


def _nothing(value: str) -> str:
    return f"coalesce(json_type({value}), 'NULL') = 'NULL'"


def _records(files: Files) -> str:
    record, paths = level_name(0), listed(files.paths)
    match files.format:
        case "parquet":
            return f"select to_json(t) as {record} from {parquet_files(files, numbered=False)} t"
        case "json" if not files.nesting.rows:
            return f"select json as {record} from read_json_objects([{paths}], format = 'array')"
        case "json":
            found = f"json_extract(json, {text(rows_path(files) + '[*]')})"
            return f"select unnest({found}) as {record} from {wholes(files)}"
        case _:
            options = "format = 'newline_delimited', ignore_errors = true"
            return f"select json as {record} from read_json_objects([{paths}], {options})"


def rows_path(files: Files) -> str:
    """Return the JSON path of the list of records in a file."""
    return "$" + "".join(map(_field, files.nesting.rows))


def wholes(files: Files) -> str:
    """Return the table of JSON files as one value each."""
    largest = max(map(size_of, files.paths), default=0)
    options = f"format = 'unstructured', maximum_object_size = {max(_USUAL, min(largest, LARGEST) + 1_024)}"
    return f"read_json_objects([{listed(files.paths)}], {options})"


def size_of(path: str) -> int:
    """Return how many bytes a file has, or may have once it is unpacked."""
    packed = path.lower().endswith((".gz", ".zst"))
    return Path(path).stat().st_size * (_PACKED_BY if packed else 1)


def nested_query(files: Files, wanted: Sequence[str]) -> str:
    """Return the query of the rows of nested files: the wanted names as texts, whether it is no row, its record.

    A text is the content of a JSON string, and any other value as JSON writes it; null and what is missing are null.
    """
    nesting = files.nesting
    places = [inside(name, nesting) for name in wanted]
    paths: dict[tuple[str, str], None] = {}
    columns = []
    for name, place in zip(wanted, places, strict=True):
        found = [located(level_name(place.level), place.steps)]
        if place.literal is not None:
            found.insert(0, located(level_name(place.level), (Field(place.literal),)))
        paths |= dict.fromkeys(found)
        columns.append((name, found))
    values = _together(paths)
    extracted = [f"{_texts_at(files, base, ways)} as {alias}" for base, (alias, ways) in values.items()]
    rows = elements_query(files, len(nesting.each), scalars=ELEMENT in nesting.paths)
    said = [f"{_first_of(found, values)} as {identifier(name)}" for name, found in columns]
    record = [RECORD] if nesting.each else []
    inner = ", ".join([*extracted, REJECTED, *record])
    return f"select {', '.join([*said, REJECTED, *record])} from (select {inner} from ({rows}))"


def _together(paths: Iterable[tuple[str, str]]) -> dict[str, tuple[str, list[str]]]:
    """Return per JSON value the column and the paths that are looked up in it at once."""
    values: dict[str, tuple[str, list[str]]] = {}
    for base, path in paths:
        values.setdefault(base, (identifier(f":v{len(values)}"), []))[1].append(path)
    return values


def _texts_at(files: Files, base: str, paths: Iterable[str]) -> str:
    found = f"json_extract_string({base}, [{', '.join(map(text, paths))}])"
    # DuckDB writes the zone of a stored moment as +00, which is no zone elsewhere.
    moment = f"regexp_replace(x, {text(_STORED_MOMENT)}, {text(chr(92) + '1Z')})"
    return f"list_transform({found}, lambda x: {moment})" if files.format == "parquet" else found


def _first_of(found: Sequence[tuple[str, str]], values: dict[str, tuple[str, list[str]]]) -> str:
    ways = [f"{values[base][0]}[{values[base][1].index(path) + 1}]" for base, path in found]
    return ways[0] if len(ways) == 1 else f"coalesce({', '.join(ways)})"
