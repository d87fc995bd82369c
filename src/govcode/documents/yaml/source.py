"""The text of one file, and the way from a character of it to line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from govcode.core.diagnostic import Diagnostic
from govcode.core.place import Position, Span

MAX_BYTES = 1_000_000
NO_SPACE = "a space is missing after the ':'"

# Everything YAML calls printable, less the line separators and byte order marks that no editor shows: YAML 1.1 parsers
# break lines at them, people do not see them.
_UNSEEN = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text with a line feed for every line break; offsets are characters, counted from 0."""

    file: str
    text: str
    starts: tuple[int, ...]

    def position(self, offset: int) -> Position:
        """Return the line and column of a character."""
        line = bisect_right(self.starts, offset) - 1
        return Position(line + 1, offset - self.starts[line] + 1)

    def span(self, start: int, end: int) -> Span:
        """Return the span of the characters from `start` up to `end`."""
        return Span(self.file, self.position(start), self.position(max(start, end)))

    def line_at(self, offset: int) -> tuple[int, int]:
        """Return where the line of a character starts and where it ends, its line break left out."""
        start = self.starts[bisect_right(self.starts, offset) - 1]
        end = self.text.find("\n", start)
        return start, len(self.text) if end < 0 else end


def source_of(text: str, file: str) -> Source:
    """Return a file's text without byte order mark and with one kind of line break."""
    # Columns do not move: a mark is no character of the first line, and a break is none of the line before it.
    tidy = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Source(file, tidy, (0, *(found.end() for found in re.finditer("\n", tidy))))


def unreadable(source: Source) -> Diagnostic | None:
    """Return why a text is not to be parsed at all, or None: too large, or with characters nobody sees."""
    if len(source.text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return too_large(source.file)
    found = _UNSEEN.search(source.text)
    if found is None:
        return None
    message = f"the file contains the invisible character U+{ord(found[0]):04X}, which is not allowed in YAML"
    return Diagnostic("GC005", message, source.span(*found.span()), "delete it and type the place again")


def too_large(file: str) -> Diagnostic:
    """Return the diagnostic of a file over the limit."""
    message = "the file is larger than 1 MB, the limit for one file"
    return Diagnostic("GC006", message, start_of(file), "split it into several files, one concern each")


def start_of(file: str) -> Span:
    """Return the first place of a file, for problems of the file as a whole."""
    return Span(file, Position(1, 1), Position(1, 1))


class StoppedError(Exception):
    """A problem after which the rest of the file is not read."""

    def __init__(self, problem: Diagnostic) -> None:
        """Keep the problem."""
        super().__init__(problem.message)
        self.problem = problem
