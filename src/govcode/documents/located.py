"""A document together with where each of its words stands."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from govcode.core.diagnostic import Diagnostic
from govcode.core.place import Span
from govcode.documents.kinds import Document
from govcode.documents.yaml import Pointer, Suppression, Tree


@dataclass(frozen=True, slots=True)
class Located:
    """A typed document and the tree it was read from."""

    document: Document
    tree: Tree

    @property
    def id(self) -> str:
        """Return the id of the document."""
        return self.document.metadata.id

    @property
    def file(self) -> str:
        """Return the file it stands in."""
        return self.tree.source.file

    def at(self, pointer: Pointer) -> Span:
        """Return the place of a value."""
        return self.tree.span(pointer)

    def wrote(self, pointer: Pointer) -> bool:
        """Say whether the author wrote a value there."""
        return pointer in self.tree.places

    def key(self, pointer: Pointer) -> Span:
        """Return the place of the key of a value."""
        return self.tree.key_span(pointer)

    def inside(self, pointer: Pointer, start: int, end: int) -> Span:
        """Return the place of some characters of a text value."""
        return self.tree.span_in(pointer, start, end)


@dataclass(frozen=True, slots=True)
class Lost:
    """A document that could not be understood: its kind and id, as far as they can be told."""

    kind: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Documents:
    """All documents of a project, as read; `texts` are the files by their shown path.

    With `problems`, `items` are the documents that could be understood all the same, and `lost` the others.
    """

    items: tuple[Located, ...]
    texts: dict[str, str]
    suppressions: tuple[Suppression, ...]
    problems: tuple[Diagnostic, ...] = ()
    lost: tuple[Lost, ...] = ()

    @property
    def digest(self) -> str:
        """Return the SHA-256 over the names and contents of all files."""
        total = sha256()
        for name, text in sorted(self.texts.items()):
            total.update(f"{name}\0{len(text)}\0{text}".encode())
        return total.hexdigest()
