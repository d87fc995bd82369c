"""A link as it is kept: the entry, the record's bytes, and what a list tells of it."""

from __future__ import annotations

from dataclasses import dataclass

from govcode.history.entry import GENESIS, Entry, Headline
from govcode.history.record import Record


@dataclass(frozen=True, slots=True)
class Link:
    """An entry and the bytes of its record; `headline` is what is kept beside them, where there is such a thing."""

    entry: Entry
    body: bytes
    headline: Headline | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """How long a chain is said to be, and the hash of its last link."""

    length: int = 0
    hash: str = GENESIS


def headline_of(entry: Entry, record: Record) -> Headline:
    """Return what a list tells of a run."""
    return Headline(
        entry,
        record.run,
        record.project,
        record.recorded_at,
        record.as_of,
        record.outcome,
        record.sentence,
        record.revision,
        record.vendor,
    )
