"""Tables as files: CSV, JSON Lines for messages, and the manifest that counts and hashes them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from hashlib import sha256
from io import StringIO
from operator import itemgetter

from govcode.sample.clock import HOUR, Period, stamp
from govcode.sample.planting import Label
from govcode.sample.row import Drop, Row, Table

JSON_LINES = frozenset({"messages"})
MANIFEST = (
    *(
        "drop_id",
        "table",
        "file",
        "source_system",
        "grain",
        "period_start",
        "period_end",
        "extracted_at",
        "received_at",
    ),
    *("watermark", "timezone", "row_count", "sha256", "schema_version", "mode"),
)
_LABELS = ("rule", "table", "key", "note")
_EVENT_GRAIN = frozenset({"ticket_events", "messages", "handoffs", "access_log", "export_log"})


def file_name(table: str) -> str:
    """Return the name of the file a table is delivered in."""
    return f"{table}.jsonl" if table in JSON_LINES else f"{table}.csv"


def content(name: str, table: Table) -> bytes:
    """Return a table as the bytes of its file."""
    return _json_lines(table) if name in JSON_LINES else csv_file(table.columns, table.rows)


def csv_file(columns: tuple[str, ...], rows: Iterable[Row]) -> bytes:
    """Return rows as CSV: UTF-8, a header, line feeds, empty for nothing."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(map(itemgetter(*columns), rows))
    return out.getvalue().encode()


def _json_lines(table: Table) -> bytes:
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    return "".join(f"{encode(row)}\n" for row in table.rows).encode()


def manifest(drop: Drop, contents: dict[str, bytes], period: Period) -> list[Row]:
    """Return one row per delivered file."""
    return [
        {
            "drop_id": f"drop-{stamp(period.end - 1)[:10]}",
            "table": name,
            "file": file_name(name),
            "source_system": "helpdesk",
            "grain": "event" if name in _EVENT_GRAIN else "row",
            "period_start": stamp(period.start),
            "period_end": stamp(period.end),
            "extracted_at": stamp(period.end + HOUR),
            "received_at": stamp(period.end + 2 * HOUR),
            "watermark": stamp(period.end),
            "timezone": "UTC",
            "row_count": len(table.rows),
            "sha256": sha256(contents[name]).hexdigest(),
            "schema_version": "1",
            "mode": "full",
        }
        for name, table in sorted(drop.items())
    ]


def label_file(labels: Iterable[Label]) -> bytes:
    """Return the planted defects as CSV, in order of rule and key."""
    rows: list[Row] = [{"rule": x.rule, "table": x.table, "key": x.key, "note": x.note} for x in sorted(labels)]
    return csv_file(_LABELS, rows)
