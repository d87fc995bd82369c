"""Requests become drops: files found, hashed, their columns read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from govcode.core.diagnostic import Diagnostic, Refused
from govcode.core.place import named
from govcode.documents.kinds.feed import FeedSpec, FeedTable
from govcode.drops.delivery import Delivered, Drop, Files, Request
from govcode.drops.finding_files import files_of, together
from govcode.drops.hashing import Hashing, hashing
from govcode.drops.manifest import Manifest, manifest_of

Columns = Callable[[Files], tuple[tuple[str, ...], ...]]
Records = Callable[[Files], int]


@dataclass(frozen=True, slots=True)
class Reader:
    """What looks into files before anyone reads their rows: columns, digests, and how many records there are."""

    columns: Columns
    hashing: Hashing
    records: Records | None = None


class UnreadableError(Exception):
    """A file that is not what its feed says; the message tells no content."""


def opened(
    requests: Iterable[Request],
    feeds: Mapping[str, FeedSpec],
    root: Path,
    columns: Columns,
    records: Records | None = None,
) -> tuple[Drop, ...]:
    """Return the drops; raise `Refused` for an unknown feed or a path that does not exist.

    `columns` reads the column names of each file, and `records` counts the records of files of which a row is only a
    part, where a manifest says how many there are. A table without files is kept, with the reason.
    """
    with hashing() as digests:
        drops = _opened(requests, feeds, root, Reader(columns, digests, records))
        return tuple(replace(drop, tables=tuple(_hashed(table, digests) for table in drop.tables)) for drop in drops)


def _opened(requests: Iterable[Request], feeds: Mapping[str, FeedSpec], root: Path, reader: Reader) -> list[Drop]:
    problems: list[Diagnostic] = []
    drops: list[Drop] = []
    labels: Counter[str] = Counter()
    for number, request in enumerate(requests, start=1):
        path = root / request.path
        place = named(f"drop {number}")
        if request.feed not in feeds:
            known = f"one of {', '.join(sorted(feeds))}" if feeds else "the project has no feed"
            problems.append(Diagnostic("GC402", f"unknown feed '{request.feed}'", place, known))
        elif not path.exists():
            message = f"the drop of feed '{request.feed}' is not there: {request.path}"
            problems.append(Diagnostic("GC401", message, place, "a file or folder is needed"))
        else:
            labels[_label(request)] += 1
            drops.append(_drop(_numbered(request, labels), request, feeds[request.feed], path, reader))
    if problems:
        raise Refused(problems)
    return drops


def _hashed(table: Delivered, digests: Hashing) -> Delivered:
    """Return a table with the digests of its files, which were worked out beside all else."""
    if table.files is None:
        return table
    found = digests.of(table.files)
    return replace(table, sha256=together(found), digests=found)


def _label(request: Request) -> str:
    return request.feed if request.vendor is None else f"{request.feed}[{request.vendor}]"


def _numbered(request: Request, labels: Counter[str]) -> str:
    """Return what the tables of a drop are called; the second drop of a feed and vendor is numbered."""
    label = _label(request)
    return label if labels[label] == 1 else f"{label} #{labels[label]}"


def _drop(label: str, request: Request, feed: FeedSpec, path: Path, reader: Reader) -> Drop:
    tables = []
    for name, table in feed.tables.items():
        if path.is_file() and len(feed.tables) > 1 and not _named(path, table, name):
            tables.append(_missing(label, name, table, feed, request, "the drop is one file, of another table"))
        else:
            tables.append(_table(label, name, feed, request, path, reader))
    return Drop(request.feed, request.vendor, tuple(tables), str(path), _manifest(feed, path))


def _manifest(feed: FeedSpec, path: Path) -> Manifest | None:
    return manifest_of(path, feed.manifest, feed.timezone) if feed.manifest else None


def _named(path: Path, table: FeedTable, name: str) -> bool:
    return any(path.match(pattern) for pattern in table.files or [f"{name}.*"])


def _missing(label: str, name: str, table: FeedTable, feed: FeedSpec, request: Request, why: str) -> Delivered:
    zone = table.timezone or feed.timezone
    return Delivered(f"{label}.{name}", table.dataset, table, zone, request.vendor, None, missing=why)


def _table(label: str, name: str, feed: FeedSpec, request: Request, path: Path, reader: Reader) -> Delivered:
    table = feed.tables[name]
    files, why = files_of(path, table, name)
    if files is None:
        return _missing(label, name, table, feed, request, str(why))
    reader.hashing.start(files)
    try:
        found = reader.columns(files)
        counted = feed.manifest is not None and table.each is not None and reader.records is not None
        records = reader.records(files) if counted and reader.records else None
    except UnreadableError as error:
        return _missing(label, name, table, feed, request, str(error))
    return Delivered(
        name=f"{label}.{name}",
        dataset=table.dataset,
        table=table,
        timezone=table.timezone or feed.timezone,
        vendor=request.vendor,
        files=files,
        columns=found,
        records=records,
    )
