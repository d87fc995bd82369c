"""Spark, where it is installed, gives the answers that the case files tell of every engine."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conformance.engines import exact
from tests.conformance.scans import Case, cases
from tests.conftest import skip_loudly

CASES = tuple(cases(Path(__file__).parents[2] / "conformance" / "cases"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.filterwarnings("ignore::FutureWarning:pyspark", "ignore::ResourceWarning")
def test_spark_gives_the_answer(case: Case) -> None:
    if find_spec("pyspark") is None:
        skip_loudly("spark", "pyspark is not installed")
    from tests.engines.sql.spark_session import SparkEngine

    answers = SparkEngine(case.tables, case.types).measure(case.scan)
    assert tuple(map(exact, answers)) == tuple(map(exact, case.gives))
