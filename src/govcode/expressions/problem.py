"""A problem inside one expression: characters counted from its start."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: a stable code, a sentence, the characters it concerns and, if there is one, what to write instead.

    `start` and `end` are character offsets into the expression's own text; `suggestion` is replacement text.
    """

    code: str
    message: str
    start: int
    end: int
    suggestion: str | None = None


class Unreadable(Exception):  # noqa: N818 - it reads as a sentence: the expression was unreadable
    """An expression that has no syntax tree; carries the one problem that stopped the reading."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        self.problem = problem
        super().__init__(f"{problem.code} {problem.message}")


def refuse(code: str, message: str, start: int, end: int, suggestion: str | None = None) -> Unreadable:
    """Return the exception that stops reading at these characters."""
    return Unreadable(Problem(code, message, start, end, suggestion))
