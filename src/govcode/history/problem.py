"""What has become of a chain: one kind for each change, and a sentence that names it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """What has happened to a chain."""

    RECORD = "edited record"
    HEADLINE = "edited headline"
    LINK = "edited link"
    REPLACED = "replaced"
    MOVED = "re-ordered"
    REPEATED = "repeated"
    REMOVED = "removed"
    HEAD = "head does not match"
    EXPECTED = "expected hash missing"
    UNSIGNED = "unsigned"
    SIGNATURE = "signature wrong"
    UNREADABLE = "unreadable"
    NO_EXPORT = "not an export of a history"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Problem:
    """One change: what it is, where, of which run if that can be told, and a sentence."""

    what: What
    sentence: str
    position: int | None = None
    run: str | None = None

    def __str__(self) -> str:
        """Return the sentence with its kind."""
        return f"{self.what}: {self.sentence}"
