"""Every measure gives the value its worked examples say, on every engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from govcode.findings.scoring import scored
from govcode.ir.check import Score
from govcode.ir.measure import Aggregate, Grouped
from govcode.kpis import MEASURES
from tests.conformance.engines import ENGINES
from tests.trials import catalog_of, types_of

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_examples_give_their_value(path: Path, engine: str) -> None:
    catalog = catalog_of(path)
    assert catalog.trials
    for trial in catalog.trials:
        (measure,) = trial.scan.measures
        (answer,) = ENGINES[engine](trial.tables, types_of(catalog)).measure(trial.scan)
        assert isinstance(answer, Grouped)
        assert isinstance(measure, Aggregate)
        assert isinstance(trial.limit, Score)
        value = scored(trial.limit, measure, answer.groups[0]).value if answer.groups else None
        assert value == (None if trial.gives is None else pytest.approx(trial.gives, abs=1e-9)), trial.id


def test_every_measure_has_cases() -> None:
    assert {path.stem for path in CASES} == set(MEASURES)
