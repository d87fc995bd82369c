"""What is costly and read more than once is computed once; what is read once is not stored."""

from __future__ import annotations

from typing import Any

import pytest

from govcode.engines.duckdb import over_rows
from govcode.engines.duckdb.engine import DuckDb
from govcode.ir.expression import Type, Value
from govcode.ir.measure import Failed, Scan
from tests.conformance.scans import scan_of
from tests.engines.duckdb.hearing import heard

TYPES = {"calls": {"id": Type.INTEGER, "who": Type.TEXT, "n": Type.INTEGER}}
ROWS: dict[str, list[dict[str, Value]]] = {"calls": [{"id": i, "who": "ab"[i % 2], "n": i} for i in range(6)]}
WINDOW = {"window": {"of": "calls", "keys": ["who"], "order": ["n"], "columns": {"earlier": {"previous": "n"}}}}
TOTALS = {"rollup": {"of": WINDOW, "key": "who", "columns": {"total": {"sum": "earlier"}}}}
TEST = {"row_test": {"holds": "earlier > 0"}}
BY_WHO = {"aggregate": {"groups": {"who": "who"}, "terms": [["count", "true"]]}}
OVERALL = {"aggregate": {"terms": [["sum", "earlier"]]}}
PARTS = {"aggregate": {"terms": [["clusters", "earlier", "who"]]}}


def _asked(*measures: object, relation: object = WINDOW) -> Scan:
    return scan_of({"relation": relation, "measures": list(measures)}, TYPES)


def _to_totals(of: object) -> dict[str, Any]:
    columns = {"total": "total"}
    return {"lookup": {"of": of, "to": TOTALS, "by": "who", "key": "who", "columns": columns}}


@pytest.mark.parametrize(
    ("scans", "kept"),
    [
        ([_asked(TEST)], 0),
        ([_asked(OVERALL)], 0),
        ([_asked(TEST, TEST)], 0),
        ([_asked(TEST, BY_WHO)], 1),
        ([_asked(BY_WHO, OVERALL)], 1),
        ([_asked(PARTS)], 1),
        ([_asked({"repeats": {"exprs": ["earlier"]}})], 1),
        ([_asked(TEST), _asked(OVERALL)], 1),
        ([_asked({"row_test": {"holds": "n > 0"}}, BY_WHO, relation="calls")], 0),
        # The window is read by the roll-up and by the lookup, the lookup by two statements.
        ([_asked(TEST, OVERALL, relation=_to_totals(WINDOW))], 3),
        ([_asked(TEST, relation=_to_totals(WINDOW))], 2),
        ([_asked(TEST, relation={"project": {"of": _to_totals(WINDOW), "columns": {"earlier": "total"}}})], 2),
    ],
)
def test_what_is_kept(scans: list[Scan], kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    said = heard(monkeypatch)
    engine = over_rows(ROWS, TYPES)
    engine.expect(scans)
    answers = [answer for scan in scans for answer in engine.measure(scan)]
    assert not any(isinstance(answer, Failed) for answer in answers)
    assert sum(statement.startswith("create temp table kept_") for statement in said) == kept


def test_without_being_told_before_an_engine_knows_of_one_scan() -> None:
    engine = over_rows(ROWS, TYPES)
    engine.measure(_asked(TEST, OVERALL))
    assert len(_kept(engine)) == 1


def test_what_no_later_scan_reads_is_forgotten() -> None:
    scans = [_asked(TEST, OVERALL), _asked(BY_WHO), _asked({"row_test": {"holds": "n > 0"}}, relation="calls")]
    engine = over_rows(ROWS, TYPES)
    engine.expect(scans)
    kept = []
    for scan in scans:
        engine.measure(scan)
        kept.append(len(_kept(engine)))
    assert kept == [1, 0, 0]


def test_what_others_are_made_of_is_forgotten_once_they_are_made() -> None:
    scans = [_asked(TEST, OVERALL, relation=_to_totals(WINDOW)), _asked(BY_WHO, relation=_to_totals(WINDOW))]
    engine = over_rows(ROWS, TYPES)
    engine.expect(scans)
    engine.measure(scans[0])
    assert len(_kept(engine)) == 1  # the lookup; neither the window nor the totals, of which it is made


def test_what_is_forgotten_is_made_again_when_it_is_asked_for() -> None:
    engine = over_rows(ROWS, TYPES)
    engine.expect([scan := _asked(TEST, OVERALL)])
    assert engine.measure(scan) == engine.measure(scan)


def _kept(engine: DuckDb) -> list[str]:
    names = [str(row[0]) for row in engine.store.run("select table_name from duckdb_tables()")]
    return [name for name in names if name.startswith("kept_")]
