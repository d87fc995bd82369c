"""Problems of documents are told with the lines they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from govcode.cli.failing import USAGE, tell
from govcode.core.diagnostic import Diagnostic, Refused
from govcode.core.show import show


@contextmanager
def with_sources(root: Path) -> Iterator[None]:
    """Show the problems of a project's documents with their lines, and exit 2."""
    try:
        yield
    except Refused as refused:
        tell(refused, sources(root, refused.problems))
        raise click.exceptions.Exit(USAGE) from None


def sources(root: Path, problems: tuple[Diagnostic, ...]) -> dict[str, str]:
    """Return the texts of the files that problems stand in."""
    texts = {}
    for name in sorted({problem.span.file for problem in problems}):
        path = root / name
        if path.is_file():
            texts[name] = path.read_text(encoding="utf-8", errors="replace")
    return texts


def shown(root: Path, problems: tuple[Diagnostic, ...]) -> str:
    """Return problems with their lines."""
    texts = sources(root, problems)
    return "\n".join(show(problem, texts.get(problem.span.file)) for problem in problems)
