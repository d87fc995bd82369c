"""Escalation criteria keep and break what their examples say, on every engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from govcode.findings.judging import breaks
from tests.conformance.engines import ENGINES
from tests.trials import catalog_of, types_of


@pytest.mark.parametrize("engine", ENGINES)
def test_examples_come_out_as_written(engine: str) -> None:
    catalog = catalog_of(Path(__file__).parent / "escalation.yaml")
    wrong = []
    for trial in catalog.trials:
        (answer,) = ENGINES[engine](trial.tables, types_of(catalog)).measure(trial.scan)
        if breaks(trial.limit, answer, trial.as_of) != trial.breaks:
            wrong.append(str(trial.span))
    assert len(catalog.trials) == 7
    assert wrong == []
