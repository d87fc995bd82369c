"""One file, one list: a kind that is forgotten in the list beside it is named here."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest

from govcode.cli.commands import COMMANDS
from govcode.cli.history import HISTORY
from tests.conformance.engines import ENGINES

SRC = Path(__file__).resolve().parents[2] / "src" / "govcode"

# Folders whose modules are kinds, and the modules in them that are not a kind but what all kinds share.
SHARED = {
    "catalog/checks": set(),
    "catalog/lints": set(),
    "detectors": {"detector"},
    "documents/kinds": set(),
    "facts": {"conversation", "fact", "frame", "states"},
    "findings/figures": {"figure"},
    "kpis": {"measure"},
    "reports": {"report", "format", "history", "portal", "review"},
    "reports/review/charts": {"drawing", "look"},
    "reports/review/sections": set(),
    "rules": {"rule", "table"},
}


def _kinds(folder: str) -> set[str]:
    """Return the files and packages that a folder's list has to name."""
    public = (p for p in (SRC / folder).iterdir() if not p.name.startswith(("_", ".")))
    found = {p.stem for p in public if p.suffix == ".py" or (p / "__init__.py").exists()}
    return found - SHARED[folder]


def _module_of(entry: object) -> str:
    """Return the module of a list's entry: a module, a class, a function, an object, or `module:name` as text."""
    if isinstance(entry, ModuleType):
        return entry.__name__
    if isinstance(entry, str):
        return entry.partition(":")[0]
    if inspect.isclass(entry) or inspect.isroutine(entry):
        return entry.__module__
    return type(entry).__module__


def _entries(package: ModuleType) -> Iterator[object]:
    """Give the entries of the lists (tuples, or mappings by name) that a package's `__init__` holds in capitals."""
    for name, value in vars(package).items():
        if not name.isupper():
            continue
        if isinstance(value, tuple):
            yield from value
        elif isinstance(value, Mapping):
            yield from value.keys()
            yield from value.values()


def _listed(folder: str) -> set[str]:
    """Return the files of a folder that its list names."""
    package = importlib.import_module(f"govcode.{folder.replace('/', '.')}")
    inside = f"{package.__name__}."
    modules = [m if "." in m else inside + m for m in map(_module_of, _entries(package))]
    return {m.removeprefix(inside).partition(".")[0] for m in modules if m.startswith(inside)}


@pytest.mark.parametrize("folder", [f for f in SHARED if (SRC / f / "__init__.py").exists()])
def test_every_file_is_in_the_list_beside_it(folder: str) -> None:
    kinds = _kinds(folder)
    assert kinds, f"{folder} has no kinds: the test would not notice anything"
    assert kinds - _listed(folder) == set()


def test_every_engine_is_in_the_conformance_suite() -> None:
    # What all engines share, and Great Expectations, which answers nothing but its own expectations.
    shared = {"engine", "expectations", "great_expectations", "keys", "sql"}
    folder = SRC / "engines"
    found = {p.stem for p in folder.iterdir() if not p.name.startswith("_")}
    assert found - shared == set(ENGINES)


def test_every_command_is_in_the_list() -> None:
    shared = {"commands", "failing", "leaving", "options", "outputs", "progress", "recording", "requests", "telling"}
    found = {p.stem for p in (SRC / "cli").glob("*.py") if not p.name.startswith("_")}
    below = {name for name in found if name.startswith("history_")}
    assert found - below - shared == set(COMMANDS)
    assert {name.removeprefix("history_") for name in below} == set(HISTORY)
