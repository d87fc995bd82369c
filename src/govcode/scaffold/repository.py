"""A new governance repository on disk: the pack, its schema, settings for editors and CI, a README, a sample drop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

from govcode.documents.schema import schema_text
from govcode.sample import Sample, generate
from govcode.scaffold import pack

SCHEMA = "schema/govcode-v1.json"
SAMPLE_DROP = "drops/sample"
SEED, TICKETS = 7, 600
# The name here, and where it goes: git and editors would take the files at their face value inside this package.
_FURNITURE = {
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "settings.json": ".vscode/settings.json",
    "workflow.yml": ".github/workflows/govcode.yml",
}


class OccupiedError(Exception):
    """The folder has something in it, and nothing is ever written over."""


@dataclass(frozen=True, slots=True)
class Laid:
    """What was written: the files besides the drop, by their path, and the drop if there is one."""

    files: tuple[str, ...]
    sample: Sample | None


def lay_out(target: Path, as_of: date, *, with_sample: bool = True) -> Laid:
    """Write a new repository into a folder that does not exist or is empty.

    The pack's dates are seen from `as_of`, and the sample drop ends the day before it. Raises `OccupiedError`.
    """
    vacant(target)
    texts = {**pack.documents(as_of), SCHEMA: schema_text(), **_furniture()}
    for path, text in texts.items():
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")
    sample = generate(target / SAMPLE_DROP, SEED, TICKETS, last_day=as_of - timedelta(days=1)) if with_sample else None
    return Laid(tuple(sorted(texts)), sample)


def vacant(target: Path) -> None:
    """Raise `OccupiedError` unless a folder can be made here, or is there and empty."""
    if target.exists() and not target.is_dir():
        message = f"{target} is a file; name a folder that does not exist yet"
        raise OccupiedError(message)
    if target.is_dir() and any(target.iterdir()):
        message = f"{target} is not empty, and nothing is written over; name a folder that does not exist yet"
        raise OccupiedError(message)


def _furniture() -> dict[str, str]:
    here = files("govcode.scaffold").joinpath("repository_files")
    return {path: here.joinpath(name).read_text("utf-8") for name, path in _FURNITURE.items()}
