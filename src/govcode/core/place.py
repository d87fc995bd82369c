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
        """Return `file:line:column`, the form editors and terminals make clickable; the name alone if it is no file."""
        if self.start.line == 0:
            return self.file
        return f"{self.file}:{self.start.line}:{self.start.column}"


def named(thing: str) -> Span:
    """Return a place that is no file, such as the command line."""
    return Span(thing, Position(0, 0), Position(0, 0))
