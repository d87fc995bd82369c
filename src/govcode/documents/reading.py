"""A project folder becomes documents; every problem of every file is told at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from govcode.core.diagnostic import Diagnostic
from govcode.core.place import named
from govcode.documents.kinds import KINDS
from govcode.documents.located import Documents, Located, Lost
from govcode.documents.shape import shaped
from govcode.documents.yaml import Reading, Suppression, Tree, read_file
from govcode.documents.yaml.source import start_of

FOLDERS = ("policies", "kpis", "escalation_rules")
PROJECT_FILE = "govcode.yaml"
# After these, whole documents of a file are missing: it was not read, not to its end, or a document is a list.
STOPPED = {"GC001", "GC004", "GC005", "GC006", "GC008"}


def document_files(root: Path) -> Iterator[Path]:
    """Yield govcode.yaml and everything in the three folders that is named like YAML, in the order of the paths."""
    if (root / PROJECT_FILE).exists():
        yield root / PROJECT_FILE
    for folder in FOLDERS:
        found = (path for path in (root / folder).rglob("*") if path.suffix.lower() in {".yaml", ".yml"})
        yield from sorted(path for path in found if not path.is_dir())


def _refused(root: Path, path: Path) -> str | None:
    """Return why a file is not even opened: a name that leads nowhere, to no file, or out of the project."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return "the name leads to no file"
    if not real.is_file():
        return "this is no file"
    return None if real.is_relative_to(root.resolve()) else "the name leads out of the project"


def read_project(root: Path) -> Documents:
    """Return the documents of a project, with all problems of their text and shape."""
    items: list[Located] = []
    problems: list[Diagnostic] = []
    suppressions: list[Suppression] = []
    texts: dict[str, str] = {}
    lost: list[Lost] = []
    for path in document_files(root):
        shown = path.relative_to(root).as_posix()
        refused = _refused(root, path)
        if refused:
            way = "put the file itself there, or remove the name"
            problems.append(Diagnostic("GC005", refused, start_of(shown), way))
            texts[shown] = ""
            lost.append(Lost())
            continue
        reading = read_file(path, shown)
        problems += reading.problems
        suppressions += reading.suppressions
        texts[shown] = _text(path)
        if any(problem.code in STOPPED for problem in reading.problems):
            lost.append(Lost())
        for tree in reading.documents:
            document, wrong = shaped(tree)
            problems += _own(wrong, reading)
            if document:
                items.append(document)
            if wrong:
                lost.append(_lost(tree))
    if not texts:
        problems.append(_nothing(root))
    return Documents(tuple(items), texts, tuple(suppressions), tuple(problems), tuple(lost))


def _own(wrong: Iterable[Diagnostic], reading: Reading) -> Iterator[Diagnostic]:
    """Yield the problems of a shape, less those of a value that the reader has already found to be none."""
    starts = {problem.span.start for problem in reading.problems}
    # An alias of nothing leaves nothing, which stands right after the colon and not where the alias does.
    lines = {problem.span.start.line for problem in reading.problems if problem.code == "GC004"}
    for problem in wrong:
        said = problem.span.start in starts or problem.span.start.line in lines
        if problem.code != "GC103" or not said:
            yield problem


def _lost(tree: Tree) -> Lost:
    kind, metadata = tree.data.get("kind"), tree.data.get("metadata")
    id_ = metadata.get("id") if isinstance(metadata, dict) else None
    return Lost(
        kind if isinstance(kind, str) and kind in KINDS else None,
        id_ if isinstance(id_, str) else None,
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _nothing(root: Path) -> Diagnostic:
    exists = "has no govcode.yaml, policies/, kpis/ or escalation_rules/" if root.is_dir() else "does not exist"
    message = f"the folder {exists}"
    return Diagnostic("GC318", message, named("project"), "`govcode init DIR` makes a new project")
