"""Comments that silence a problem of the configuration: `# govcode: ignore[GC311] until=2026-12-31 -- reason`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from govcode.core.diagnostic import Diagnostic
from govcode.core.place import Span
from govcode.documents.yaml.node import Scalar
from govcode.documents.yaml.source import Source

_COMMENT = re.compile(r"(?:(?<=\s)|(?<![\s\S]))#[ \t]*govcode[ \t]*:[^\n]*")
_FORM = re.compile(
    r"#\s*govcode\s*:\s*ignore\[\s*(?P<codes>GC\d{3}(?:\s*,\s*GC\d{3})*)\s*\]"
    r"(?:\s+until=(?P<until>\d{4}-\d{2}-\d{2}))?\s+--\s+(?P<reason>\S.*)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Suppression:
    """The codes a comment silences and why; `line` is the line they are silenced in, `until` an ISO date."""

    codes: tuple[str, ...]
    until: str | None
    reason: str
    line: int
    span: Span


def suppressions(source: Source, scalars: Sequence[Scalar]) -> tuple[list[Suppression], list[Diagnostic]]:
    """Return the suppression comments of a file and what is wrong with the others.

    `scalars` are those of the file: in a quoted or block scalar a `#` starts no comment.
    """
    found: list[Suppression] = []
    problems: list[Diagnostic] = []
    for comment in _COMMENT.finditer(source.text):
        start, end = comment.span()
        if any(s.style and s.start <= start < s.end for s in scalars):
            continue
        span = source.span(start, start + len(comment[0].rstrip()))
        form = _FORM.fullmatch(comment[0].rstrip())
        if form is None or not _is_date(form["until"]):
            problems.append(_malformed(span))
        else:
            codes = tuple(re.findall(r"GC\d{3}", form["codes"]))
            found.append(Suppression(codes, form["until"], form["reason"], _line_meant(source, start, end), span))
    return found, problems


def _is_date(text: str | None) -> bool:
    try:
        return text is None or bool(date.fromisoformat(text))
    except ValueError:
        return False


def _malformed(span: Span) -> Diagnostic:
    message = "this comment looks like a suppression but is not written like one"
    return Diagnostic("GC010", message, span, "write '# govcode: ignore[GC311] until=2026-12-31 -- reason'")


def _line_meant(source: Source, start: int, end: int) -> int:
    """Return the comment's own line, or the next line with content if the comment stands alone."""
    own = source.position(start).line
    if source.text[source.line_at(start)[0] : start].strip():
        return own
    following = re.compile(r"^[ \t]*[^\s#]", re.MULTILINE).search(source.text, end)
    return source.position(following.end() - 1).line if following else own
