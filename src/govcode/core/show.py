"""A diagnostic as people read it in a terminal, and as programs read it in JSON."""

from __future__ import annotations

import re
import unicodedata

from govcode.core.diagnostic import Diagnostic
from govcode.core.place import Span

TAB = 4
WIDEST = 160
_BEFORE = 60


def show(problem: Diagnostic, source: str | None = None) -> str:
    """Return a problem as one line of text, then its source line and a caret line if the source is given."""
    head = f"{problem.span} {problem.level} {problem.code} {problem.message}{_way_out(problem.suggestion)}"
    line = None if source is None else _line(source, problem.span.start.line)
    if not line:
        return head
    return "\n".join((head, *_pointed(line, problem.span)))


def as_json(problem: Diagnostic) -> dict[str, str | int | None]:
    """Return a problem as a flat object of texts and numbers, always with the same fields."""
    span = problem.span
    return {
        "code": problem.code,
        "level": problem.level.value,
        "message": problem.message,
        "suggestion": problem.suggestion,
        "file": span.file,
        "line": span.start.line,
        "column": span.start.column,
        "end_line": span.end.line,
        "end_column": span.end.column,
    }


def _way_out(suggestion: str | None) -> str:
    if suggestion is None:
        return ""
    # One word is what was probably meant; more words already say what to do.
    if " " in suggestion:
        return f" ({suggestion})"
    return f" (did you mean {suggestion}?)" if suggestion.startswith("'") else f" (did you mean '{suggestion}'?)"


def _line(source: str, number: int) -> str | None:
    lines = re.split(r"\r\n|\r|\n", source.removeprefix("\ufeff"))
    return lines[number - 1] if 1 <= number <= len(lines) else None


def _pointed(line: str, span: Span) -> tuple[str, str]:
    """Return a source line as the terminal shows it, and the caret line under the span."""
    cells = _cells(line)
    start = min(span.start.column - 1, len(cells))
    end = span.end.column - 1 if span.end.line == span.start.line else len(cells)
    end = max(start, min(end, len(cells)))
    first = start - _BEFORE if sum(width for _, width in cells) > WIDEST and start > _BEFORE else 0
    window = cells[first : first + WIDEST]
    before = sum(width for _, width in cells[first:start])
    under = sum(width for _, width in cells[start : min(end, first + WIDEST)])
    return "".join(text for text, _ in window).rstrip(), " " * before + "^" + "~" * (under - 1)


def _cells(line: str) -> list[tuple[str, int]]:
    """Return what is printed for each character of a line and how many columns it takes."""
    result: list[tuple[str, int]] = []
    column = 0
    for character in line:
        text, width = _cell(character, column)
        result.append((text, width))
        column += width
    return result


def _cell(character: str, column: int) -> tuple[str, int]:
    if character == "\t":
        width = TAB - column % TAB
        return " " * width, width
    category = unicodedata.category(character)
    if category in ("Mn", "Me"):
        return character, 0
    # Controls could move the cursor, invisible characters could turn the line around: a terminal gets neither.
    if category in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return "\ufffd", 1
    return character, 2 if unicodedata.east_asian_width(character) in "WF" else 1
