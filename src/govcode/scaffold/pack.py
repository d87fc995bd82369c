"""The reference pack: the documents a new repository starts with.

They are the `policies/`, `kpis/` and `escalation_rules/` of govcode's own repository: a wheel carries a copy beside
this module, an editable checkout has them at its root.
"""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

WRITTEN_ON = date(2026, 10, 1)
"""The day the dates of the pack are seen from: its reviews lie before it, its waiver is in force on it."""

_FOLDERS = ("policies", "kpis", "escalation_rules")
_PROJECT = "govcode.yaml"
_FIELDS = "last|from|until|opened|due|completed|issued|expires|reviewed|first_seen"
_DATES = re.compile(rf"\b(?P<field>{_FIELDS}): (?P<day>\d{{4}}-\d{{2}}-\d{{2}})\b")


def documents(as_of: date) -> dict[str, str]:
    """Return the pack's files by path, their dates as they stand to `as_of`.

    Raises FileNotFoundError where govcode has been installed without the pack.
    """
    root = _root()
    texts = {_PROJECT: root.joinpath(_PROJECT).read_text("utf-8")}
    for folder in _FOLDERS:
        texts |= _texts(root.joinpath(folder), folder)
    return {path: in_time(text, as_of) for path, text in texts.items()}


def in_time(text: str, as_of: date) -> str:
    """Return a document whose own dates lie as far from `as_of` as they lay from the day of the pack."""
    later = as_of - WRITTEN_ON
    return _DATES.sub(lambda found: f"{found['field']}: {date.fromisoformat(found['day']) + later}", text)


def _root() -> Traversable:
    """Return where the pack lies: in the package, or at the root of the checkout the package is in."""
    inside = files("govcode.scaffold").joinpath("pack")
    checkout = Path(__file__).resolve().parents[3]
    found = next((place for place in (inside, checkout) if place.joinpath(_PROJECT).is_file()), None)
    if found is None:
        message = "this installation of govcode lacks its reference pack; install it again"
        raise FileNotFoundError(message)
    return found


def _texts(folder: Traversable, path: str) -> dict[str, str]:
    """Return the YAML files below a folder, in the order of their paths."""
    found: dict[str, str] = {}
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        inside = f"{path}/{entry.name}"
        if entry.is_dir():
            found |= _texts(entry, inside)
        elif entry.name.endswith(".yaml"):
            found[inside] = entry.read_text("utf-8")
    return found
