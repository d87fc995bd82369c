"""Every engine gives the answers that the case files tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.engines import ENGINES, exact
from tests.conformance.scans import Case, cases

CASES = tuple(cases(Path(__file__).parent / "cases"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_gives_the_answer(engine: str, case: Case) -> None:
    answers = ENGINES[engine](case.tables, case.types).measure(case.scan)
    assert tuple(map(exact, answers)) == tuple(map(exact, case.gives))


def test_no_two_cases_have_one_name() -> None:
    names = [case.name for case in CASES]
    assert sorted(set(names)) == sorted(names)
