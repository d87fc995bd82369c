"""Rows of the database as links, and links as rows."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from govcode.history.entry import Entry, Headline, Signature
from govcode.history.link import Head, Link, headline_of
from govcode.history.record import Record
from govcode.history.tables import RECORDS

HEADLINE = [column for column in RECORDS.columns if column.name not in {"chain", "body"}]
NEVER = datetime(1, 1, 1)  # noqa: DTZ001 - moments inside are naive and UTC
LINK = [*HEADLINE, RECORDS.c.body]


def row_of(chain: str, entry: Entry, record: Record, body: bytes) -> dict[str, Any]:
    """Return a link as a row."""
    told = asdict(headline_of(entry, record))
    del told["entry"]
    return told | {
        "chain": chain,
        "position": entry.position,
        "record": entry.record,
        "previous": entry.previous,
        "hash": entry.hash,
        "key": entry.signature.key if entry.signature else None,
        "signature": entry.signature.value if entry.signature else None,
        "recorded_at": record.recorded_at.isoformat(),
        "as_of": record.as_of.isoformat(),
        "body": body.decode("utf-8"),
    }


def link_in(row: Row[Any]) -> Link:
    """Return the link of a row."""
    return Link(entry_in(row), _text(row.body).encode("utf-8", "surrogateescape"), headline_in(row))


def headline_in(row: Row[Any]) -> Headline:
    """Return what a row tells of a run."""
    return Headline(
        entry_in(row),
        _text(row.run),
        _text(row.project),
        _moment(row.recorded_at),
        _moment(row.as_of),
        _text(row.outcome),
        _text(row.sentence),
        None if row.revision is None else _text(row.revision),
        None if row.vendor is None else _text(row.vendor),
    )


def entry_in(row: Row[Any]) -> Entry:
    """Return the entry of a row."""
    unsigned = row.key is None and row.signature is None
    signature = None if unsigned else Signature(_text(row.key), _text(row.signature))
    return Entry(number(row.position), _text(row.record), _text(row.previous), _text(row.hash), signature)


def head_in(length: object, head: object) -> Head:
    """Return the head that two columns tell."""
    return Head(number(length), _text(head))


def number(value: object) -> int:
    """Return a whole number, or one that no link has: SQLite keeps anything in any column."""
    return value if isinstance(value, int) else -1


def _text(value: object) -> str:
    return value if isinstance(value, str) else repr(value)


def _moment(value: object) -> datetime:
    """Return a moment, or one at which nothing was ever recorded."""
    try:
        return datetime.fromisoformat(_text(value)).replace(tzinfo=None)
    except ValueError:
        return NEVER
