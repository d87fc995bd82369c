"""Rows as files of each format, and the ways in which files come out wrong."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import duckdb

from tests.canary.cells import Table


def csv_text(table: Table, *, header: bool = True) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, fieldnames=list(table[0]), lineterminator="\n")
    if header:
        writer.writeheader()
    writer.writerows(table)
    return stream.getvalue()


def jsonl_text(table: Table) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table)


def parquet_bytes(table: Table, folder: Path) -> bytes:
    path = folder / "made.parquet"
    columns = ", ".join(f'"{name}" varchar' for name in table[0])
    with duckdb.connect() as connection:
        connection.execute(f"create table t ({columns})")
        marks = ", ".join("?" for _ in table[0])
        connection.executemany(f"insert into t values ({marks})", [list(row.values()) for row in table])
        connection.execute(f"copy t to '{path}' (format parquet)")
    written = path.read_bytes()
    path.unlink()
    return written


def encoded(table: Table, ending: str, folder: Path) -> bytes:
    """Return a table as a file of a format."""
    match ending:
        case "csv":
            return csv_text(table).encode()
        case "csv.gz":
            return gzip.compress(csv_text(table).encode(), mtime=0)
        case "jsonl":
            return jsonl_text(table).encode()
        case "jsonl.gz":
            return gzip.compress(jsonl_text(table).encode(), mtime=0)
        case _:
            return parquet_bytes(table, folder)


Damage = Callable[[Table], bytes]


def _headerless(table: Table) -> bytes:
    return csv_text(table, header=False).encode()


def _wrong_header(table: Table) -> bytes:
    names = list(table[0])
    renamed: Table = [dict(zip((f"field {i}" for i in range(len(names))), row.values(), strict=True)) for row in table]
    return csv_text(renamed).encode()


def _missing_columns(table: Table) -> bytes:
    gone = {"amount", "created_at", "vendor", "ticket_id"}
    return csv_text([{name: cell for name, cell in row.items() if name not in gone} for row in table]).encode()


def _shifted(table: Table) -> bytes:
    lines = csv_text(table).splitlines()
    return "\n".join(f"extra,{line}" if i % 2 else line for i, line in enumerate(lines)).encode()


def _moved(table: Table) -> bytes:
    """Every cell under the name of its neighbour."""
    names = list(table[0])
    moved = [dict(zip(names, [*list(row.values())[1:], ""], strict=True)) for row in table]
    return csv_text(moved).encode()


def _broken_quoting(table: Table) -> bytes:
    return csv_text(table).replace('"', "", 7).replace('""', '"', 9).encode()


def _no_quotes_closed(table: Table) -> bytes:
    half = len(table) // 2
    return (csv_text(table[:half]) + '"' + csv_text(table[half:], header=False)).encode()


def _invalid_utf8(table: Table) -> bytes:
    return csv_text(table).encode().replace("ë".encode(), b"\xff\xfe", 5)


def _latin(table: Table) -> bytes:
    return csv_text(table).encode("latin-1")


def _utf16(table: Table) -> bytes:
    return csv_text(table).encode("utf-16")


def _truncated_gzip(table: Table) -> bytes:
    packed = gzip.compress(csv_text(table).encode(), mtime=0)
    return packed[: len(packed) // 2]


def _bad_gzip(table: Table) -> bytes:
    packed = bytearray(gzip.compress(csv_text(table).encode(), mtime=0))
    packed[len(packed) // 2] ^= 0xFF
    return bytes(packed)


def _not_gzip(table: Table) -> bytes:
    return csv_text(table).encode()


def _broken_json(table: Table) -> bytes:
    lines = jsonl_text(table).splitlines()
    return "\n".join(line[: len(line) // 2] if i % 2 else line for i, line in enumerate(lines)).encode()


def _odd_json(table: Table) -> bytes:
    """Lines that are lists, texts, and objects whose names are cells."""
    rows: list[object] = [
        [*row.values()] if i % 3 == 0 else dict.fromkeys(row.values(), 1) for i, row in enumerate(table)
    ]
    return "\n".join(json.dumps(row) for row in [*rows, *(row["note"] for row in table), *table]).encode()


DAMAGES: dict[str, tuple[str, Damage]] = {
    "headerless": ("csv", _headerless),
    "wrong header": ("csv", _wrong_header),
    "missing columns": ("csv", _missing_columns),
    "shifted": ("csv", _shifted),
    "moved": ("csv", _moved),
    "broken quoting": ("csv", _broken_quoting),
    "quotes never closed": ("csv", _no_quotes_closed),
    "invalid utf-8": ("csv", _invalid_utf8),
    "latin-1 read as utf-8": ("csv", _latin),
    "utf-16 read as utf-8": ("csv", _utf16),
    "truncated gzip": ("csv.gz", _truncated_gzip),
    "corrupted gzip": ("csv.gz", _bad_gzip),
    "csv called gzip": ("csv.gz", _not_gzip),
    "csv called parquet": ("parquet", _not_gzip),
    "csv called jsonl": ("jsonl", _not_gzip),
    "broken json": ("jsonl", _broken_json),
    "odd json": ("jsonl", _odd_json),
    "empty": ("csv", lambda _: b""),
    "empty jsonl": ("jsonl", lambda _: b""),
    "empty parquet": ("parquet", lambda _: b""),
}


def corrupted_parquet(table: Table, folder: Path) -> bytes:
    """Return a Parquet file whose pages are damaged while its footer is whole."""
    written = bytearray(parquet_bytes(table, folder))
    for place in range(40, len(written) // 2, 7):
        written[place] ^= 0x5A
    return bytes(written)
