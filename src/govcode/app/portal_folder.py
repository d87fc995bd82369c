"""The folder of a portal: written whole, known by a file that lists its pages; nothing foreign is ever deleted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp

MARKER = ".govcode-portal"
_HEAD = "govcode portal 1"


class ForeignError(Exception):
    """The folder has something in it that is not of a portal; the text says what."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A place for a portal, and the pages of the one that is there."""

    place: Path
    pages: frozenset[str]

    @classmethod
    def at(cls, target: Path) -> Folder:
        """Return the folder at a path, a link followed; raise `ForeignError` unless it is empty or a portal."""
        place = target.resolve()
        if not place.exists():
            return cls(place, frozenset())
        if not place.is_dir():
            message = f"'{place.name}' is a file; name a folder that does not exist yet"
            raise ForeignError(message)
        pages = listed(place)
        if pages is None and any(place.iterdir()):
            message = f"'{place.name}' is not empty and is no portal; name a folder that does not exist yet"
            raise ForeignError(message)
        foreign = next(_foreign(place, pages or frozenset()), None)
        if foreign is not None:
            message = (
                f"'{foreign}' in '{place.name}' is not of the portal, and nothing foreign is deleted; move it away"
            )
            raise ForeignError(message)
        return cls(place, pages or frozenset())

    def replaced(self, pages: Iterable[tuple[str, str]]) -> tuple[int, int]:
        """Write the pages beside the place and move them there; return how many they are and their size in bytes."""
        self.place.parent.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=f".{self.place.name}-", dir=self.place.parent))
        try:
            sizes = {path: _write(made / path, text) for path, text in pages}
            _write(made / MARKER, "\n".join([_HEAD, *sorted(sizes)]) + "\n")
            made.chmod(0o755)
            self._swap(made)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
        return len(sizes), sum(sizes.values())

    def _swap(self, made: Path) -> None:
        if not self.place.exists():
            made.rename(self.place)
            return
        old = made.with_name(f"{made.name}-old")
        self.place.rename(old)
        try:
            made.rename(self.place)
        except BaseException:
            old.rename(self.place)
            raise
        _remove(old, self.pages)


def listed(place: Path) -> frozenset[str] | None:
    """Return the pages that a portal's folder says it has; None where it is no portal."""
    try:
        head, *pages = (place / MARKER).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return None
    return frozenset(pages) if head == _HEAD and all(map(_inside, pages)) else None


def _inside(page: str) -> bool:
    path = PurePosixPath(page)
    return bool(page) and not path.is_absolute() and ".." not in path.parts and "\\" not in page


def _foreign(place: Path, pages: frozenset[str]) -> Iterator[str]:
    """Yield what lies in a folder besides its pages; a link to a folder is always foreign."""
    folders = {str(parent) for page in pages for parent in PurePosixPath(page).parents}
    for here, inner, files in os.walk(place):
        for name in sorted(files):
            path = (Path(here) / name).relative_to(place).as_posix()
            if path not in pages and path != MARKER:
                yield path
        for name in sorted(inner):
            folder = Path(here) / name
            path = folder.relative_to(place).as_posix()
            if folder.is_symlink() or path not in folders:
                yield path


def _write(path: Path, text: str) -> int:
    body = text.encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return len(body)


def _remove(old: Path, pages: frozenset[str]) -> None:
    """Delete the pages of an old portal, then the folders that are empty: what came into them meanwhile stays."""
    for page in (*pages, MARKER):
        (old / page).unlink(missing_ok=True)
    folders = {parent for page in pages for parent in (old / page).parents if parent.is_relative_to(old)} | {old}
    for folder in sorted(folders, key=lambda path: len(path.parts), reverse=True):
        try:
            folder.rmdir()
        except OSError:
            continue
