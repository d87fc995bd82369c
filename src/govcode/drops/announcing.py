"""Entries of a manifest and the delivered files they are about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath, PurePosixPath

from govcode.drops.delivery import Delivered, Drop
from govcode.drops.manifest import Entry

# In a drop of these modes there are rows of any age: only what comes after its end cannot be.
_STANDS = {"full", "snapshot"}


@dataclass(frozen=True, slots=True)
class Announcement:
    """An entry, its number in the manifest, and which of a table's files it is about (none if it did not come)."""

    number: int
    entry: Entry
    files: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """From when (included) to when (left out) the rows of a table are, and the last moment the sender had seen."""

    start: datetime | None
    end: datetime | None
    watermark: datetime | None


def announcements(drop: Drop, table: Delivered) -> tuple[Announcement, ...]:
    """Return the entries that are about a table."""
    return tuple(_announcements(drop, table))


def _announcements(drop: Drop, table: Delivered) -> Iterator[Announcement]:
    names = file_names(drop, table)
    for number, entry in enumerate(drop.manifest.entries if drop.manifest else (), start=1):
        called = entry.table is not None and _is_called(table, entry.table)
        if entry.file is None:
            if called:
                yield Announcement(number, entry, tuple(range(len(names))))
            continue
        files = tuple(i for i, name in enumerate(names) if _same_file(entry.file, name))
        if files or (called if entry.table is not None else _may_be_of(table, entry.file)):
            yield Announcement(number, entry, files)


def file_names(drop: Drop, table: Delivered) -> tuple[str, ...]:
    """Return the files of a table by their names inside the drop."""
    paths = table.files.paths if table.files else ()
    return tuple(PurePath(path).relative_to(drop.folder).as_posix() for path in paths)


def _same_file(written: str, name: str) -> bool:
    path = PurePosixPath(written.replace("\\", "/"))
    return path == PurePosixPath(name) or (len(path.parts) == 1 and path.name == PurePosixPath(name).name)


def _may_be_of(table: Delivered, written: str) -> bool:
    patterns = table.table.files or [f"{own_name(table)}.*"]
    return any(PurePosixPath(written).match(pattern) for pattern in patterns)


def own_name(table: Delivered) -> str:
    """Return what a feed calls a table."""
    return table.name.rpartition(".")[2]


def _is_called(table: Delivered, name: str) -> bool:
    return name.casefold().replace("_", "-") in {own_name(table), table.dataset}


def span_of(entries: tuple[Announcement, ...]) -> Span:
    """Return the stretch of time that all entries together cover; None for an end that one of them leaves open."""
    said = [one.entry for one in entries]
    starts = [None if (entry.mode or "").casefold() in _STANDS else entry.period_start for entry in said]
    return Span(
        _extreme(starts, latest=False),
        _extreme([entry.period_end for entry in said], latest=True),
        _extreme([entry.watermark for entry in said], latest=True),
    )


def _extreme(moments: list[datetime | None], *, latest: bool) -> datetime | None:
    known = [moment for moment in moments if moment is not None]
    if not known or len(known) < len(moments):
        return None
    return max(known) if latest else min(known)
