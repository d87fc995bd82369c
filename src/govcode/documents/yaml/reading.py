"""A YAML file becomes documents and problems; no text makes it raise."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from govcode.core.diagnostic import Diagnostic, in_order
from govcode.core.place import Position, Span
from govcode.documents.yaml.composition import Composition
from govcode.documents.yaml.events import FAST, events
from govcode.documents.yaml.source import MAX_BYTES, Source, StoppedError, source_of, start_of, too_large, unreadable
from govcode.documents.yaml.suppression import Suppression, suppressions
from govcode.documents.yaml.syntax import explained
from govcode.documents.yaml.tabs import stray_tab, tab_at
from govcode.documents.yaml.tree import Tree, tree_of


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says.

    With problems, `documents` are those parts that could be understood: of a key given twice the first, and after a
    syntax error nothing.
    """

    documents: tuple[Tree, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


def read(text: str, file: str, *, fast: bool = FAST) -> Reading:
    """Return the documents of a YAML text; `file` is the path people are shown.

    `fast` asks for libyaml; the answer is the same without it.
    """
    source = source_of(text, file)
    refusal = unreadable(source)
    if refusal is not None:
        return Reading(problems=(refusal,))
    composition = Composition(source, events(source.text, fast=fast))
    documents, stop = _documents(composition, source)
    comments, malformed = suppressions(source, composition.scalars)
    problems = _as_far_as_read(composition, stop, source)
    return Reading(documents, tuple(comments), in_order([*problems, *malformed]))


def _as_far_as_read(composition: Composition, stop: Diagnostic | None, source: Source) -> list[Diagnostic]:
    """Return the problems up to the first tab that is not allowed, or else up to where reading stopped."""
    scalars = composition.scalars
    tab = stray_tab(source, scalars, len(source.text) if stop is None else scalars[-1].end if scalars else 0)
    if tab is None:
        return [*composition.problems, *([] if stop is None else [stop])]
    place = source.position(tab)
    return [*(p for p in composition.problems if p.span.start < place), tab_at(source, tab)]


def _documents(composition: Composition, source: Source) -> tuple[tuple[Tree, ...], Diagnostic | None]:
    found: list[Tree] = []
    try:
        for root in composition.documents():
            found.append(tree_of(root, source))  # noqa: PERF401 - keep those before the error
    except StoppedError as stop:
        return tuple(found), stop.problem
    except yaml.YAMLError as error:
        return tuple(found), explained(error, source)
    return tuple(found), None


def read_file(path: Path, shown: str) -> Reading:
    """Return the documents of a YAML file; `shown` is its path as people should read it."""
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 4)  # a byte order mark does not count
    except OSError as error:
        message = f"the file cannot be read: {(error.strerror or 'unknown reason').lower()}"
        return Reading(problems=(Diagnostic("GC005", message, start_of(shown)),))
    if len(content) > MAX_BYTES + 3:
        return Reading(problems=(too_large(shown),))
    try:
        return read(content.decode("utf-8"), shown)
    except UnicodeDecodeError as error:
        return Reading(problems=(_not_utf8(content, error.start, shown),))


def _not_utf8(content: bytes, at: int, shown: str) -> Diagnostic:
    before = content[:at].decode("utf-8", "replace")
    line = before[before.rfind("\n") + 1 :]
    place = Position(before.count("\n") + 1, len(line) + 1)
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    message = f"the file is not UTF-8 text{' but UTF-16' if wide else ''}"
    return Diagnostic("GC005", message, Span(shown, place, place), "save it again with the encoding UTF-8")
