"""Comments that silence a problem of the configuration, for a time and with a reason.

Only warnings can be silenced. A silenced error would take a rule out of the run without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from govcode.core.diagnostic import Diagnostic, Level
from govcode.documents.yaml import Suppression


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
            message = "this suppression silences nothing; errors cannot be silenced"
            yield Diagnostic("GC314", message, comment.span, "remove it", Level.WARNING)
        left = kept
    yield from left


def _silences(comment: Suppression, problem: Diagnostic) -> bool:
    here = comment.span.file == problem.span.file and comment.line == problem.span.start.line
    return here and problem.code in comment.codes and problem.level is Level.WARNING
