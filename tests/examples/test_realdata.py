"""The two example projects on the real data they were written for: every fact, exactly, from the published report."""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

pytestmark = pytest.mark.realdata
AS_OF = "2026-11-24"
OUTPUTS = ("report.json", "report.txt", "report.html")
FACTS = yaml.safe_load((Path(__file__).parent / "facts.yaml").read_text(encoding="utf-8"))
PROJECTS = sorted(FACTS)


@dataclass(frozen=True)
class Run:
    """What one run of the command line left behind."""

    code: int
    screen: str
    files: dict[str, bytes]

    @property
    def report(self) -> dict[str, Any]:
        """Return the JSON report."""
        loaded: dict[str, Any] = json.loads(self.files["report.json"])
        return loaded


def check(root: Path, data: Path, project: str, folder: Path) -> Run:
    """Run `govcode check` on an example in a process of its own."""
    facts = FACTS[project]
    written = [f"{name.partition('.')[2].replace('txt', 'text')}={folder / name}" for name in OUTPUTS]
    command = [sys.executable, "-m", "govcode", "check", str(root / "examples" / project)]
    command += ["--drop", f"{facts['feed']}={data / facts['folder']}", "--as-of", AS_OF, "--width", "120"]
    command += [word for output in written for word in ("-o", output)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    return Run(done.returncode, done.stdout + done.stderr, {n: (folder / n).read_bytes() for n in OUTPUTS})


@pytest.fixture(scope="session")
def runs(root: Path, realdata: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Run, Run]]:
    """Give two runs of each project."""
    return {
        project: (
            check(root, realdata, project, tmp_path_factory.mktemp("first")),
            check(root, realdata, project, tmp_path_factory.mktemp("second")),
        )
        for project in PROJECTS
    }


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
    assert run.code == 1
    assert run.report["decision"]["exit_code"] == 1
    assert sorted({f["id"] for f in run.report["findings"] if f["blocking"]}) == FACTS[project]["blocking"]
    assert broken == sorted([*FACTS[project]["blocking"], *FACTS[project]["broken_but_open"]])
    assert not any(f["outcome"] in {"error", "no_data"} for f in run.report["findings"])
    assert run.report["warnings"] == []


@pytest.mark.parametrize("project", PROJECTS)
def test_rows_are_those_of_the_files(runs: dict[str, tuple[Run, Run]], project: str) -> None:
    (drop,) = runs[project][0].report["drops"]
    assert {table["dataset"]: table["rows"] for table in drop["tables"]} == FACTS[project]["rows"]


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
    """Return the distinct cells of columns whose content no output may hold; markers of an empty cell left out."""
    free = FACTS[project]["free"]
    return {
        cell
        for name, columns in free.items()
        for row in _rows(data / FACTS[project]["folder"] / name)
        for column in columns
        if len(cell := row[column]) > 1 and not cell.startswith("#")
    }


def _rows(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    return list(csv.DictReader(io.StringIO(text)))
