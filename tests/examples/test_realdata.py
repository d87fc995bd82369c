"""The example projects on the real data they were written for: every fact, exactly, from the published report."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.examples.running import FACTS, PROJECTS, Run

pytestmark = pytest.mark.realdata


def _facts() -> list[Any]:
    return [
        pytest.param(project, fact, id=f"{project}: {fact['fact']}")
        for project in PROJECTS
        for fact in FACTS[project]["facts"]
    ]


def _found(report: dict[str, Any], fact: dict[str, Any]) -> dict[str, Any]:
    segment = fact.get("segment")
    found: list[dict[str, Any]]
    found = [f for f in report["findings"] if f["id"] == fact["finding"] and f["segment"] == segment]
    assert len(found) == 1, f"{len(found)} findings of {fact['finding']}"
    return found[0]


@pytest.mark.parametrize(("project", "fact"), _facts())
def test_fact(runs: dict[str, tuple[Run, Run]], project: str, fact: dict[str, Any]) -> None:
    found = _found(runs[project][0].report, fact)
    for name, value in fact["is"].items():
        assert found[name] == value, name
    if "hits" in fact:
        assert round(found["value"] * found["n"]) == fact["hits"]
        assert found["value"] == pytest.approx(fact["hits"] / found["n"], rel=1e-9)


@pytest.mark.parametrize("project", PROJECTS)
def test_verdict(runs: dict[str, tuple[Run, Run]], project: str) -> None:
    run = runs[project][0]
    broken = sorted({f["id"] for f in run.report["findings"] if f["outcome"] == "fail"})
    exit_code = 1 if FACTS[project]["blocking"] else 0
    assert run.code == exit_code
    assert run.report["decision"]["exit_code"] == exit_code
    assert sorted({f["id"] for f in run.report["findings"] if f["blocking"]}) == FACTS[project]["blocking"]
    assert broken == sorted([*FACTS[project]["blocking"], *FACTS[project]["broken_but_open"]])
    assert not any(f["outcome"] in {"error", "no_data"} for f in run.report["findings"])
    assert run.report["warnings"] == []


@pytest.mark.parametrize("project", PROJECTS)
def test_rows_are_those_of_the_files(runs: dict[str, tuple[Run, Run]], project: str) -> None:
    (drop,) = runs[project][0].report["drops"]
    rows: Counter[str] = Counter()
    for table in drop["tables"]:
        rows[table["dataset"]] += table["rows"]
    assert rows == FACTS[project]["rows"]


@pytest.mark.parametrize("project", PROJECTS)
def test_report_is_valid(root: Path, runs: dict[str, tuple[Run, Run]], project: str) -> None:
    schema = json.loads((root / "schema" / "report-v1.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(runs[project][0].report)


@pytest.mark.parametrize("project", PROJECTS)
def test_same_bytes_again(runs: dict[str, tuple[Run, Run]], project: str) -> None:
    first, second = runs[project]
    assert first.files == second.files


@pytest.mark.parametrize("project", PROJECTS)
def test_no_cell_in_any_output(realdata: Path, runs: dict[str, tuple[Run, Run]], project: str) -> None:
    run = runs[project][0]
    cells = _cells(realdata, project)
    assert len(cells) > FACTS[project]["free_cells_at_least"]
    told = run.screen + "".join(content.decode() for content in run.files.values())
    keys = [key for finding in run.report["findings"] for key in finding["keys"]]
    assert any(key in told for key in keys), "a search that cannot find anything proves nothing"
    assert sorted(cell for cell in cells if cell in told) == []


def _cells(data: Path, project: str) -> set[str]:
    """Return the distinct cells of columns whose content no output may hold; markers of an empty cell left out.

    Where a column holds words that the report needs for itself, only cells too long to stand there by chance count.
    """
    free, shortest = FACTS[project]["free"], FACTS[project].get("shortest_free_cell", 2)
    return {
        cell
        for name, columns in free.items()
        for row in _rows(data / FACTS[project]["folder"] / name)
        for column in columns
        if len(cell := row[column]) >= shortest and not cell.startswith("#")
    }


def _rows(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    return list(csv.DictReader(io.StringIO(text)))
