"""Check the documents themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from govcode.catalog.link import link
from govcode.core.diagnostic import Diagnostic, Refused
from govcode.documents.reading import read_project


@dataclass(frozen=True, slots=True)
class Linted:
    """How many documents there are, and every problem of theirs."""

    documents: int
    problems: tuple[Diagnostic, ...]


def lint(root: Path, as_of: datetime) -> Linted:
    """Return the problems of a project's documents, warnings included."""
    documents = read_project(root)
    try:
        return Linted(len(documents.items), link(documents, as_of).warnings)
    except Refused as refused:
        return Linted(len(documents.items), refused.problems)
