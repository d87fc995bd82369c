"""Whatever is done to a document, lint says what is wrong with it or that nothing is: it never raises."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcode.cli import govcode
from govcode.cli.failing import guarded
from govcode.documents.yaml import read_file
from tests.documents.invalid.cases import HERE, cases

ROOT = Path(__file__).resolve().parents[2]
PROJECTS = [ROOT / "examples" / "servicenow", HERE / "base"]
GARBAGE = [
    *[
        None,
        True,
        0,
        -1,
        10**18,
        1e300,
        0.5,
        "",
        " ",
        "~",
        "x" * 300,
        "tickets",
        "number",
        "é…\u2028",
        "17:30",
        "2026-02-30",
    ],
    *[
        "99999w",
        "999999w",
        "120%",
        "(" * 60,
        "a and",
        "select 1",
        "'",
        '"',
        "is null",
        "-- x",
        "kind",
        "2026-12-31",
        "%Y %Q",
    ],
    *[[], {}, [[]], {"a": {}}, [None], {"kind": "require"}, {"share": "true"}, {"id": ["x"]}, ["x"] * 30],
]
Json = Any


@cache
def documents() -> tuple[tuple[Path, str, int, Json], ...]:
    """Return every document of the projects: project, file, its number there, data."""
    found = []
    for project in PROJECTS:
        for path in sorted(project.rglob("*.yaml")):
            name = path.relative_to(project).as_posix()
            found += [(project, name, i, tree.data) for i, tree in enumerate(read_file(path, name).documents)]
    return tuple(found)


def places(data: Json, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield where each value of a document stands."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, inner in entries:
        yield (*at, step)
        yield from places(inner, (*at, step))


@st.composite
def mutated(draw: st.DrawFn) -> tuple[Path, str, int, Json]:
    """Draw a document with one to three values dropped, renamed, swapped, repeated or replaced."""
    project, name, i, data = draw(st.sampled_from(documents()))
    data = deepcopy(data)
    for _ in range(draw(st.integers(1, 3))):
        where = [*places(data)]
        if where:
            *around, step = draw(st.sampled_from(where))
            owner = data
            for outer in around:
                owner = owner[outer]
            draw(st.sampled_from([drop, rename, swap, repeat, replace]))(draw, data, owner, step)
    return project, name, i, data


def drop(_draw: st.DrawFn, _data: Json, owner: Json, step: str | int) -> None:
    del owner[step]


def rename(draw: st.DrawFn, _data: Json, owner: Json, step: str | int) -> None:
    if isinstance(owner, dict):
        owner[draw(st.sampled_from([f"{step}s", "kind", "columns", "when", "a b", ""]))] = owner.pop(step)


def swap(draw: st.DrawFn, data: Json, owner: Json, step: str | int) -> None:
    other: Json = data
    for outer in draw(st.sampled_from([*places(data)])):
        other = other[outer]
    owner[step] = deepcopy(other)


def repeat(_draw: st.DrawFn, _data: Json, owner: Json, step: str | int) -> None:
    if isinstance(owner, list):
        owner.append(deepcopy(owner[int(step)]))
    else:
        owner[step] = [deepcopy(owner[step])] * 2


def replace(draw: st.DrawFn, _data: Json, owner: Json, step: str | int) -> None:
    owner[step] = deepcopy(draw(st.sampled_from(GARBAGE)))


def lint(project: Path, files: dict[str, str]) -> int:
    """Return the exit code of lint for a project in which some files are others."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(project, copy)
        for name, text in files.items():
            (copy / name).write_text(text, encoding="utf-8", newline="\n")
        return guarded(govcode, ["lint", str(copy), "--as-of", "2026-11-22"])


@given(mutated())
def test_any_change_of_data_is_told_or_fine(drawn: tuple[Path, str, int, Json]) -> None:
    project, name, i, data = drawn
    beside = [d for p, n, j, d in documents() if (p, n) == (project, name) and j != i]
    assert lint(project, {name: "\n---\n".join(json.dumps(d, ensure_ascii=False) for d in [data, *beside])}) in {0, 2}


@given(st.sampled_from(documents()), st.data())
def test_any_change_of_text_is_told_or_fine(document: tuple[Path, str, int, Json], data: st.DataObject) -> None:
    project, name, *_ = document
    lines = (project / name).read_text(encoding="utf-8").split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    to = data.draw(st.integers(0, len(lines) - 1))
    match data.draw(st.sampled_from(["drop", "move", "repeat", "cut", "insert"])):
        case "drop":
            del lines[at]
        case "move":
            lines.insert(to, lines.pop(at))
        case "repeat":
            lines.insert(to, lines[at])
        case "cut":
            lines[at] = lines[at][data.draw(st.integers(0, len(lines[at]))) :]
        case _:
            column = data.draw(st.integers(0, len(lines[at])))
            garbage = data.draw(
                st.sampled_from(["'", '"', ": ", "- ", "{", "]", "#", "&a ", "*a", "!x ", "\t", "%", "~", "|", "0"])
            )
            lines[at] = lines[at][:column] + garbage + lines[at][column:]
    assert lint(project, {name: "\n".join(lines)}) in {0, 2}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_mistakes_are_errors_or_warnings(case: Any, tmp_path: Path) -> None:  # noqa: ANN401 - a case
    code = guarded(govcode, ["lint", str(case.write(tmp_path / "project")), "--as-of", "2026-11-22"])
    assert code == (2 if " error GC" in case.problems else 0)
