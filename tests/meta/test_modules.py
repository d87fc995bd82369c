"""The shape of the code: small modules, small functions, packages that say what they are."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src" / "govcode"
MODULES = sorted(SRC.rglob("*.py"))
PACKAGES = sorted(path.parent for path in SRC.rglob("__init__.py"))

MODULE_LINES = 300
FUNCTION_LINES = 60
SAYS_NOTHING = {"utils", "util", "helpers", "common", "models", "services", "managers", "misc", "manager", "handlers"}


def _shown(path: Path) -> str:
    return path.relative_to(SRC.parent).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_shown)
def test_a_module_is_short_and_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MODULE_LINES
    assert ast.get_docstring(ast.parse(text)), "a module opens with a sentence that says what it is"


@pytest.mark.parametrize("path", MODULES, ids=_shown)
def test_functions_are_short(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    lengths = {f.name: (f.end_lineno or f.lineno) - f.lineno + 1 for f in functions}
    assert {name: n for name, n in lengths.items() if n > FUNCTION_LINES} == {}


@pytest.mark.parametrize("folder", PACKAGES, ids=_shown)
def test_a_package_opens_with_one_line(folder: Path) -> None:
    docstring = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))
    assert docstring
    assert len(docstring.splitlines()) == 1


@pytest.mark.parametrize("path", MODULES, ids=_shown)
def test_no_name_says_nothing(path: Path) -> None:
    names = {*path.relative_to(SRC).parent.parts, path.stem}
    assert names & SAYS_NOTHING == set()


def test_a_folder_with_modules_is_a_package() -> None:
    folders = {path.parent for path in MODULES}
    assert folders - set(PACKAGES) == set()
