"""Great Expectations answers with counts or a reason, and nothing else of it gets out."""

from __future__ import annotations

import io
import json
import logging
import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml

from govcode.engines.duckdb import DuckDb, over_rows
from govcode.engines.expectations import answered_by_great_expectations
from govcode.engines.great_expectations.quiet import quiet
from govcode.ir.expression import TRUE, Column, Type, Value
from govcode.ir.measure import Counted, Expectation, Expected, Failed, Measure, Measured, RowTest, Scan
from govcode.ir.relation import Given
from tests.conformance.scans import expression
from tests.conftest import skip_loudly

Written: TypeAlias = Any  # what YAML holds
WRITTEN = yaml.safe_load((Path(__file__).parent / "expectations.yaml").read_text(encoding="utf-8"))
TYPES = {name: Type(type_) for name, type_ in WRITTEN["columns"].items()}
ROWS: list[dict[str, Value]] = [dict(zip(TYPES, row, strict=True)) for row in WRITTEN["rows"]]
CANARY = "CANARY-7f3a"


@pytest.fixture(scope="module")
def library() -> None:
    if find_spec("great_expectations") is None:
        skip_loudly("gx", "Great Expectations is not installed")


def _engine(rows: list[dict[str, Value]]) -> DuckDb:
    return over_rows({"tickets": rows}, {"tickets": TYPES})


def _scan(*measures: Measure) -> Scan:
    return Scan(Given("tickets", tuple(TYPES.items())), Column("id", Type.TEXT), measures)


def _ask(rows: list[dict[str, Value]], *measures: Measure) -> tuple[Measured, ...]:
    answers = answered_by_great_expectations(_scan(*measures), _engine(rows))
    assert answers is not None
    return answers


def _plain(written: Written) -> Written:
    """Return arguments as a document gives them: dates are texts there."""
    return json.loads(json.dumps(written, default=str))


def _measure(case: dict[str, Any]) -> Expectation:
    applies = expression(case["applies"], TYPES) if "applies" in case else None
    return Expectation(case["type"], json.dumps(_plain(case["with"])), applies)


def _is_as_written(answer: Measured, case: dict[str, Any]) -> bool:
    if "failed" in case:
        return isinstance(answer, Failed) and case["failed"] in answer.reason and "SECRET" not in answer.reason
    rows, broken = case["gives"].get("counts", (None, None))
    return answer == Expected(case["gives"]["met"], rows, broken)


@pytest.mark.gx
@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("case", WRITTEN["cases"], ids=lambda case: f"{case['type']} {case['with']}")
def test_an_expectation_is_answered(case: dict[str, Any]) -> None:
    (answer,) = _ask(ROWS, _measure(case))
    assert _is_as_written(answer, case), answer


@pytest.mark.gx
@pytest.mark.usefixtures("library")
def test_all_at_once_give_the_same_answers() -> None:
    answers = _ask(ROWS, *map(_measure, WRITTEN["cases"]))
    told = zip(answers, WRITTEN["cases"], strict=True)
    assert [(answer, case) for answer, case in told if not _is_as_written(answer, case)] == []


@pytest.mark.gx
@pytest.mark.usefixtures("library")
def test_other_measures_of_the_scan_are_answered_in_their_place() -> None:
    null = Expectation("expect_column_values_to_not_be_null", '{"column": "vendor"}')
    first, second = _ask(ROWS, RowTest(TRUE), null)
    assert isinstance(first, Counted)
    assert second == Expected(met=False, population=4, broken=1)


def test_a_scan_without_expectations_is_not_its_business() -> None:
    assert answered_by_great_expectations(_scan(RowTest(TRUE)), _engine(ROWS)) is None


@pytest.mark.gx
@pytest.mark.usefixtures("library")
def test_no_rows_are_neither_met_nor_broken() -> None:
    null = Expectation("expect_column_values_to_not_be_null", '{"column": "vendor"}')
    assert _ask([], null) == (Expected(met=False, population=0, broken=0),)


@pytest.mark.gx
@pytest.mark.usefixtures("library")
def test_rows_that_cannot_be_read_are_a_reason() -> None:
    scan = Scan(Given("nowhere", (("id", Type.TEXT),)), None, (Expectation("expect_table_row_count_to_equal", "{}"),))
    assert answered_by_great_expectations(scan, _engine(ROWS)) == (
        Failed("DuckDB could not answer (CatalogException)"),
    )


def test_without_the_library_the_reason_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "govcode.engines.great_expectations.validating", None)
    (answer,) = _ask(ROWS, Expectation("expect_table_row_count_to_equal", '{"value": 4}'))
    assert answer == Failed('Great Expectations is not installed: pip install "govcode[gx]"')


def _canary_rows() -> list[dict[str, Value]]:
    return [row | {"id": f"{CANARY}-{i}", "vendor": f"ValueError: {CANARY}"} for i, row in enumerate(ROWS)]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Collect whatever is logged, at any level."""
    collected, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(collected), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield collected
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.gx
@pytest.mark.usefixtures("library")
def test_no_cell_and_no_word_of_the_library_gets_out(
    capfd: pytest.CaptureFixture[str], log: io.StringIO, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with quiet():  # this may be the first test of its process, and loading the library is not what is tested here
        import_module("govcode.engines.great_expectations.validating")._definition.cache_clear()
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        answers = _ask(_canary_rows(), *map(_measure, WRITTEN["cases"]))
    captured = capfd.readouterr()
    assert (captured.out, captured.err, log.getvalue(), warned) == ("", "", "", [])
    assert CANARY not in json.dumps([asdict(answer) for answer in answers])
    assert sum(isinstance(answer, Expected) and not answer.met for answer in answers) > 10
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.gx
@pytest.mark.usefixtures("library")
def test_what_was_set_is_set_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GX_ANALYTICS_ENABLED", "mine")
    logging.disable(logging.INFO)
    _ask(ROWS, Expectation("expect_table_row_count_to_equal", '{"value": 4}'))
    disabled, switch = logging.root.manager.disable, os.environ["GX_ANALYTICS_ENABLED"]
    logging.disable(logging.NOTSET)
    assert (disabled, switch) == (logging.INFO, "mine")
