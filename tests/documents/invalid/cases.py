"""The gallery of mistakes: small projects in one text file each, with the exact problems beside them.

A case is laid over the valid project in `base/`:

    # What it shows.
    === policies/refunds.yaml
    …the document…
    === problems
    policies/refunds.yaml:9:13 error GC114 unknown column …
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
AS_OF = datetime(2026, 11, 22)
_PART = re.compile(r"^=== (.+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """A project that is not right, and what should be said about it."""

    path: Path
    files: dict[str, str]
    problems: str

    @property
    def name(self) -> str:
        return self.path.stem

    def write(self, folder: Path) -> Path:
        """Write the project into a new folder."""
        shutil.copytree(HERE / "base", folder)
        for name, text in self.files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        return folder

    def update(self, problems: str) -> None:
        """Write the problems anew."""
        before, mark, _ = self.path.read_text(encoding="utf-8").partition("=== problems\n")
        self.path.write_text(before + mark + problems, encoding="utf-8", newline="\n")


@cache
def cases() -> tuple[Case, ...]:
    return tuple(_case(path) for path in sorted((HERE / "cases").glob("*.txt")))


def _case(path: Path) -> Case:
    _, *parts = _PART.split(path.read_text(encoding="utf-8"))
    files = dict(zip(parts[::2], parts[1::2], strict=True))
    return Case(path, files, files.pop("problems"))
