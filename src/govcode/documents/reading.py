"""A project folder becomes documents; every problem of every file is told at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from govcode.core.diagnostic import Diagnostic
from govcode.core.place import named
from govcode.documents.located import Documents, Located
from govcode.documents.shape import shaped
from govcode.documents.yaml import Suppression, read_file

FOLDERS = ("policies", "kpis", "escalation_rules")
PROJECT_FILE = "govcode.yaml"


def document_files(root: Path) -> Iterator[Path]:
    """Yield govcode.yaml and every YAML file of the three folders, in the order of their paths."""
    if (root / PROJECT_FILE).is_file():
        yield root / PROJECT_FILE
    for folder in FOLDERS:
        found = (path for path in (root / folder).rglob("*") if path.suffix in {".yaml", ".yml"} and path.is_file())
        yield from sorted(found)


def read_project(root: Path) -> Documents:
    """Return the documents of a project, with all problems of their text and shape."""
    items: list[Located] = []
    problems: list[Diagnostic] = []
    suppressions: list[Suppression] = []
    texts: dict[str, str] = {}
    for path in document_files(root):
        shown = path.relative_to(root).as_posix()
        reading = read_file(path, shown)
        problems += reading.problems
        suppressions += reading.suppressions
        texts[shown] = _text(path)
        for tree in reading.documents:
            document, wrong = shaped(tree)
            problems += wrong
            if document:
                items.append(document)
    if not texts:
        problems.append(_nothing(root))
    return Documents(tuple(items), texts, tuple(suppressions), tuple(problems))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _nothing(root: Path) -> Diagnostic:
    exists = "has no govcode.yaml, policies/, kpis/ or escalation_rules/" if root.is_dir() else "does not exist"
    message = f"the folder {exists}"
    return Diagnostic("GC318", message, named("project"), "`govcode init DIR` makes a new project")
