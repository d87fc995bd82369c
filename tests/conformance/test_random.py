"""Engines agree, answer by answer and type by type, on random rows and random questions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from govcode.ir.expression import Value
from govcode.ir.measure import Failed, Scan
from govcode.ir.relation import Relation
from tests.conformance.engines import ENGINES, exact
from tests.conformance.random_scans import (
    TYPES,
    kinds_in,
    lookups,
    nearest,
    rollups,
    scans,
    spreads,
    tables,
    windows,
)
from tests.conformance.scans import rows_of

OTHERS = sorted(set(ENGINES) - {"reference"})
AT_LEAST = settings(max_examples=max(300, settings.default.max_examples if settings.default else 0))


def _agree(engine: str, rows: dict[str, list[dict[str, Value]]], scan: Scan) -> None:
    expected = ENGINES["reference"](rows, TYPES).measure(scan)
    assert not any(isinstance(answer, Failed) for answer in expected)
    assert exact(ENGINES[engine](rows, TYPES).measure(scan)) == exact(expected)


@pytest.mark.parametrize("engine", OTHERS)
@given(rows=tables, relation=rollups(2))
@AT_LEAST
def test_roll_ups_have_the_same_rows(engine: str, rows: dict[str, list[dict[str, Value]]], relation: Relation) -> None:
    _agree(engine, rows, rows_of(relation))


@pytest.mark.parametrize("engine", OTHERS)
@given(rows=tables, relation=lookups(2))
@AT_LEAST
def test_lookups_have_the_same_rows(engine: str, rows: dict[str, list[dict[str, Value]]], relation: Relation) -> None:
    _agree(engine, rows, rows_of(relation))


@pytest.mark.parametrize("engine", OTHERS)
@given(rows=tables, relation=windows(2))
@AT_LEAST
def test_windows_have_the_same_rows(engine: str, rows: dict[str, list[dict[str, Value]]], relation: Relation) -> None:
    _agree(engine, rows, rows_of(relation))


@pytest.mark.parametrize("engine", OTHERS)
@given(rows=tables, relation=nearest(2))
@AT_LEAST
def test_nearest_rows_are_the_same(engine: str, rows: dict[str, list[dict[str, Value]]], relation: Relation) -> None:
    _agree(engine, rows, rows_of(relation))


@pytest.mark.parametrize("engine", OTHERS)
@given(rows=tables, relation=spreads(2))
@AT_LEAST
def test_days_are_the_same(engine: str, rows: dict[str, list[dict[str, Value]]], relation: Relation) -> None:
    _agree(engine, rows, rows_of(relation))


@pytest.mark.parametrize("engine", OTHERS)
@given(rows=tables, scan=scans())
@AT_LEAST
def test_scans_have_the_same_answers(engine: str, rows: dict[str, list[dict[str, Value]]], scan: Scan) -> None:
    _agree(engine, rows, scan)


@given(rows=tables, scan=scans())
def test_the_reference_answers_every_random_scan(rows: dict[str, list[dict[str, Value]]], scan: Scan) -> None:
    answers = ENGINES["reference"](rows, TYPES).measure(scan)
    assert not any(isinstance(answer, Failed) for answer in answers)


def test_random_scans_ask_about_everything() -> None:
    met: set[str] = set()

    @given(scan=scans())
    @settings(max_examples=600)
    def meet(scan: Scan) -> None:
        met.update(kinds_in(scan))

    meet()
    relations = {"Given", "Project", "Union", "Restrict", "Rollup", "Lookup", "Window", "Nearest", "Spread"}
    measures = {"RowTest", "Repeats", "Dangling", "Aggregate"}
    folds = {"count", "first", "last", "min", "max", "sum", "changes", "returns", "followed"}
    terms = {"squares", "order", "earliest", "latest", "clusters", "histogram", "patterns"}
    glances = {"previous", "next", "position", "so_far"}
    assert relations | measures | folds | glances | terms <= met
