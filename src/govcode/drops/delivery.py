"""What was delivered, before anyone looks into the rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from govcode.documents.kinds.feed import Dialect, FeedTable
from govcode.drops.manifest import Manifest

_REPEATED = re.compile(r"(.*) #\d+", re.DOTALL)
Format = Literal["csv", "json", "jsonl", "parquet"]


@dataclass(frozen=True, slots=True)
class Nesting:
    """What of a file's values lies inside others.

    `rows` leads to the list of records in a JSON file, `each` to the lists inside a record whose elements are rows;
    `paths` are the delivered names, as the feed writes them, that may lead into a value.
    """

    rows: tuple[str, ...] = ()
    each: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one delivered table, in the order of their names; all of one format and dialect."""

    paths: tuple[str, ...]
    format: Format
    dialect: Dialect
    nesting: Nesting = Nesting()


@dataclass(frozen=True, slots=True)
class Delivered:
    """A table of a drop: its files and the columns each file has; `missing` says why there are none.

    `digests` are the files' SHA-256 in order; `records` is how many records they hold where a row is a part of one.
    """

    name: str
    dataset: str
    table: FeedTable
    timezone: str
    vendor: str | None
    files: Files | None
    columns: tuple[tuple[str, ...], ...] = ()
    sha256: str = ""
    missing: str | None = None
    digests: tuple[str, ...] = ()
    records: int | None = None

    @property
    def history(self) -> Literal["full", "latest"]:
        """Return whether the export knows what happened on the way, or only how things stand now."""
        return self.table.history

    @property
    def doubled(self) -> frozenset[str]:
        """Return the columns, in small letters, that a file has more than once: which one is meant, nobody can tell."""
        found = (_REPEATED.fullmatch(column) for column in self.every_column)
        return frozenset(match[1].casefold() for match in found if match)

    @property
    def every_column(self) -> tuple[str, ...]:
        """Return the columns of all files, once each, in the order of their first appearance."""
        return tuple(dict.fromkeys(column for file in self.columns for column in file))


@dataclass(frozen=True, slots=True)
class Drop:
    """What one vendor delivered for one feed, and what it says of it itself, where the feed asks for that."""

    feed: str
    vendor: str | None
    tables: tuple[Delivered, ...]
    folder: str = ""
    manifest: Manifest | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A drop to read: `FEED=PATH` of the command line, or a line of govcode.yaml."""

    feed: str
    path: str
    vendor: str | None = None
