"""Comments that silence a problem of the configuration, for a time and with a reason.

What keeps a document from being read (codes below GC110) cannot be silenced: its promises would silently be gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from govcode.core.diagnostic import Diagnostic, Level
from govcode.documents.yaml import Suppression

FIRST = "GC110"


def unsuppressed(
    problems: Iterable[Diagnostic], suppressions: Iterable[Suppression], today: date
) -> Iterator[Diagnostic]:
    """Yield the problems that no comment silences, and a warning for each idle comment."""
    left = list(problems)
    for comment in suppressions:
        if comment.until and date.fromisoformat(comment.until) < today:
            message = f"this suppression ended on {comment.until}"
            yield Diagnostic("GC314", message, comment.span, "fix the problem and remove the comment", Level.WARNING)
            continue
        kept = [problem for problem in left if not _silences(comment, problem)]
        if len(kept) == len(left):
            yield Diagnostic("GC314", "this suppression silences nothing", comment.span, "remove it", Level.WARNING)
        left = kept
    yield from left


def _silences(comment: Suppression, problem: Diagnostic) -> bool:
    here = comment.span.file == problem.span.file and comment.line == problem.span.start.line
    return here and problem.code in comment.codes and problem.code >= FIRST
