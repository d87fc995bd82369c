"""Where something stands in a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A character of a text file; line and column count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file, from `start` up to but not including `end`.

    `file` is the path as people should read it: relative to the project, with forward slashes.
    """

    file: str
    start: Position
    end: Position

    def __str__(self) -> str:
        """Return `file:line:column`, the form editors and terminals make clickable."""
        return f"{self.file}:{self.start.line}:{self.start.column}"
