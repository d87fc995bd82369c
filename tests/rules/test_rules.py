"""Every rule kind keeps and breaks what its cases say, on every engine."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from govcode.catalog.trials import Trial
from govcode.findings.judging import breaks
from govcode.rules import RULES
from tests.conformance.engines import ENGINES
from tests.trials import catalog_of, types_of

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
ELSEWHERE = {"expectation"}  # Great Expectations runs it: tests/engines/great_expectations


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_examples_come_out_as_written(path: Path, engine: str) -> None:
    catalog = catalog_of(path)
    assert catalog.trials
    wrong = []
    for trial in catalog.trials:
        answer = ENGINES[engine](trial.tables, types_of(catalog)).measure(trial.scan)[0]
        if breaks(trial.limit, answer, trial.as_of) != trial.breaks:
            wrong.append(_told(trial, answer))
    assert not wrong


def _told(trial: Trial, answer: object) -> str:
    return f"{trial.span} {trial.id} should {'break' if trial.breaks else 'keep'}: {answer}"


def test_every_kind_has_cases_that_keep_and_that_break() -> None:
    kinds = {get_args(rule.model_fields["kind"].annotation)[0] for rule in RULES} - ELSEWHERE
    assert {path.stem for path in CASES} == kinds
    for path in CASES:
        outcomes = {trial.breaks for trial in catalog_of(path).trials}
        assert outcomes == {True, False}, path.name
