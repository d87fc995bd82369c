"""What the sender says a drop holds: a file with an entry per table or per file."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from govcode.core.nested import names_of
from govcode.documents.kinds.feed import Manifest as ManifestSpec
from govcode.documents.kinds.feed import ManifestField
from govcode.expressions import evaluate
from govcode.expressions.phrases import in_utc, read_integer, read_timestamp
from govcode.ir.expression import Column, Type, Value

MOST = 50_000_000  # the most bytes a manifest may have
_TEXT = Column("text", Type.TEXT)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of one table or file; `unreadable` are its fields that say something nobody can read."""

    table: str | None = None
    file: str | None = None
    grain: str | None = None
    period_start: datetime | None = None
    period_end: datetime | None = None
    watermark: datetime | None = None
    extracted_at: datetime | None = None
    row_count: int | None = None
    sha256: str | None = None
    schema_version: str | None = None
    mode: str | None = None
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """The entries of a manifest in order; `missing` says why there is none."""

    entries: tuple[Entry, ...]
    missing: str | None = None


class _NoManifestError(Exception):
    """A manifest that cannot be read; the message tells no content."""


def manifest_of(drop: Path, spec: ManifestSpec, zone: str) -> Manifest:
    """Return the manifest of a drop; `zone` is that of its moments that carry none."""
    path = drop / spec.file
    if drop.is_file() or not path.is_file() or not path.resolve().is_relative_to(drop.resolve()):
        return Manifest((), f"the drop has no {spec.file}")
    if path.stat().st_size > MOST:
        return Manifest((), f"{spec.file} is larger than {MOST // 1_000_000} MB")
    try:
        rows = _csv_rows(path, spec) if path.suffix.lower() == ".csv" else _json_rows(path, spec)
        return Manifest(tuple(_entry(row, spec, zone) for row in rows))
    except _NoManifestError as error:
        return Manifest((), f"{spec.file} {error}")
    except (OSError, UnicodeError, csv.Error) as error:
        return Manifest((), f"{spec.file} cannot be read ({type(error).__name__})")


def _csv_rows(path: Path, spec: ManifestSpec) -> list[Mapping[str, Any]]:
    encoding = "utf-8-sig" if spec.csv.encoding == "utf-8" else spec.csv.encoding
    with path.open(encoding=encoding, newline="") as stream:
        return list(
            csv.DictReader(
                stream,
                delimiter=spec.csv.delimiter,
                quotechar=spec.csv.quote or None,
                quoting=csv.QUOTE_MINIMAL if spec.csv.quote else csv.QUOTE_NONE,
            )
        )


def _json_rows(path: Path, spec: ManifestSpec) -> Iterator[Mapping[str, Any]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise _NoManifestError(f"is not valid JSON: line {error.lineno}, character {error.colno}") from None
    except RecursionError:
        raise _NoManifestError("is nested too deeply") from None
    for name in names_of(spec.rows) if spec.rows else ():
        found = found.get(name) if isinstance(found, dict) else None
    if not isinstance(found, list):
        raise _NoManifestError(f"has no list of entries{f' under `{spec.rows}`' if spec.rows else ''}")
    return (row if isinstance(row, dict) else {} for row in found)


def _entry(row: Mapping[str, Any], spec: ManifestSpec, zone: str) -> Entry:
    unreadable: list[str] = []

    def text(field: ManifestField) -> str | None:
        value = row.get(spec.fields.get(field, field))
        if value is None or isinstance(value, bool | list | dict):
            unreadable.extend([field] if value is not None else [])
            return None
        return str(value).strip() or None

    def read(field: ManifestField, given: Value) -> Value:
        if given is None and text(field) is not None:
            unreadable.append(field)
        return given

    def moment(field: ManifestField) -> datetime | None:
        expr = in_utc(_TEXT, read_timestamp(_TEXT, spec.format_of_dates), zone, spec.format_of_dates)
        found = read(field, evaluate(expr, {"text": text(field)}))
        return found if isinstance(found, datetime) else None

    count = read("row_count", evaluate(read_integer(_TEXT), {"text": text("row_count")}))
    return Entry(
        table=text("table"),
        file=text("file"),
        grain=text("grain"),
        period_start=moment("period_start"),
        period_end=moment("period_end"),
        watermark=moment("watermark"),
        extracted_at=moment("extracted_at"),
        row_count=count if isinstance(count, int) else None,
        sha256=text("sha256"),
        schema_version=text("schema_version"),
        mode=text("mode"),
        unreadable=tuple(dict.fromkeys(unreadable)),
    )
