"""A link of the chain: which record, after which link; its hash covers both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from govcode.history.record import Record

GENESIS = "0" * 64  # what the first link follows


@dataclass(frozen=True, slots=True)
class Signature:
    """An Ed25519 signature over a link's hash, in hexadecimal, and the SHA-256 of the public key."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Entry:
    """The `position`-th link (from 1): the SHA-256 of the record's canonical JSON, and the hash of the link before."""

    position: int
    record: str
    previous: str
    hash: str
    signature: Signature | None = None


@dataclass(frozen=True, slots=True)
class Headline:
    """What a list tells of a run without reading its record."""

    entry: Entry
    run: str
    project: str
    recorded_at: datetime
    as_of: datetime
    outcome: str
    sentence: str
    revision: str | None
    vendor: str | None


@dataclass(frozen=True, slots=True)
class Remembered:
    """A run and its place in the chain."""

    entry: Entry
    record: Record


def linked(position: int, record: str, previous: str) -> str:
    """Return the hash of a link: SHA-256 of `position`, `previous` and `record`, each on a line of its own."""
    return sha256(f"{position}\n{previous}\n{record}\n".encode("utf-8", "surrogateescape")).hexdigest()
