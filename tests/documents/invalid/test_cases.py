"""Each mistake is told with its exact place, code, sentence and way out; GOVCODE_UPDATE_GOLDENS writes them anew."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from govcode.app.linting import lint
from govcode.core.show import show
from tests.documents.invalid.cases import AS_OF, HERE, Case, cases

CODE = re.compile(r"\bGC\d{3}\b")
# Found by the reader alone, with tests of their own; in examples; in expectations; or only with data.
ELSEWHERE = {"GC005", "GC006", "GC309", "GC317", "GC318"}
by_name = pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)


def problems_of(project: Path) -> list[str]:
    return [show(problem) for problem in lint(project, AS_OF).problems]


def test_the_project_beneath_has_no_problems() -> None:
    assert problems_of(HERE / "base") == []


@by_name
def test_a_mistake_is_told_exactly(case: Case, tmp_path: Path) -> None:
    told = "".join(f"{line}\n" for line in problems_of(case.write(tmp_path / "project")))
    if os.environ.get("GOVCODE_UPDATE_GOLDENS"):
        case.update(told)
    assert told == case.path.read_text(encoding="utf-8").partition("=== problems\n")[2]


@pytest.mark.parametrize("case", [c for c in cases() if c.name.startswith("gc")], ids=lambda case: case.name)
def test_a_case_shows_the_code_it_is_named_after(case: Case) -> None:
    assert case.name[:5].upper() in CODE.findall(case.problems)


def test_every_code_of_a_document_is_shown(root: Path) -> None:
    shown = {code for case in cases() for code in CODE.findall(case.problems)}
    pages = {page.stem for page in (root / "src/govcode/explanations").glob("GC[0-3]*.md")}
    assert pages - shown == ELSEWHERE
    assert len(cases()) >= 60


def test_six_mistakes_are_six_problems() -> None:
    (six, meanings) = (case for case in cases() if case.name in {"many-six-mistakes", "many-meanings"})
    assert six.problems.count(" error ") == meanings.problems.count(" error ") == 6


def test_a_folder_without_documents_is_no_project_that_keeps_its_rules(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path)
    assert "error GC318 the folder has no govcode.yaml" in problem


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    return lambda name: next(case for case in cases() if case.name == name).write(tmp_path / name)


def test_the_order_does_not_depend_on_the_run(written: Callable[[str], Path]) -> None:
    project = written("gc106-duplicate-ids")
    assert problems_of(project) == problems_of(project)
