"""A problem is a value that points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from govcode.core.place import Span


class Level(StrEnum):
    """How much a diagnostic matters: an error stops the run, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: a stable code, a sentence, a place and, if there is one, a way out."""

    code: str
    message: str
    span: Span
    suggestion: str | None = None
    level: Level = Level.ERROR

    def sort_key(self) -> tuple[Span, str, str]:
        """Return the key of the one order in which problems are always shown."""
        return (self.span, self.code, self.message)


def in_order(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the problems once each, by place."""
    return tuple(sorted(dict.fromkeys(problems), key=Diagnostic.sort_key))


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most like `word`, or None if none is close."""
    found = get_close_matches(word.lower(), by_fold := {c.lower(): c for c in candidates}, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


class Refused(Exception):  # noqa: N818 - it reads as a sentence: the documents were refused
    """Documents or a request that cannot be used; carries every problem at once."""

    def __init__(self, problems: Iterable[Diagnostic]) -> None:
        """Keep the problems in their one order."""
        self.problems = in_order(problems)
        super().__init__("; ".join(f"{p.span} {p.code} {p.message}" for p in self.problems))
