"""Answers do not depend on how many threads work, nor on whether a relation is kept or computed for each statement."""

from __future__ import annotations

from functools import cache

import duckdb
import pytest

from govcode.engines.duckdb.engine import DuckDb
from govcode.engines.duckdb.store import Store
from govcode.ir.expression import Type
from govcode.ir.measure import Failed, Measured, Scan
from tests.conformance.scans import scan_of

ROWS = 300_000  # more than one thread's share
COLUMNS = {"id": Type.INTEGER, "k": Type.INTEGER, "at": Type.TIMESTAMP, "v": Type.TEXT, "amount": Type.NUMBER}
TABLE = f"""
create table rows as select i + 1 as row_number, i as id, nullif(hash(i) % 20011, 7) as k,
    timestamp '2026-01-01' + to_seconds(cast(hash(i + 1) % 86400 as bigint)) as "at",
    nullif('v' || hash(i + 2) % 5, 'v3') as v, (hash(i + 3) % 1000000)::double / 7 as amount
from range({ROWS}) as t(i)
"""
FOLDS = {
    "rollup": {
        "of": "rows",
        "key": "k",
        "order": ["at"],
        "columns": {
            "first": {"first": "v"},
            "last": {"last": "v"},
            "total": {"sum": "amount"},
            "returns": {"returns": "v"},
        },
    }
}
WINDOW = {
    "window": {
        "of": "rows",
        "keys": ["k"],
        "order": ["at"],
        "columns": {
            "before": {"previous": "v"},
            "next_at": {"next": "at", "where": "v = 'v1'"},
            "place": {"position": "true"},
            "so_far": {"so_far": "v = 'v2'"},
        },
    }
}
FACTS = {
    "nearest": {
        "of": {
            "lookup": {
                "of": WINDOW,
                "to": FOLDS,
                "by": "k",
                "key": "k",
                "columns": {"total": "total", "first": "first_v", "returns": "returns"},
            }
        },
        "to": {"restrict": {"of": "rows", "where": "v = 'v4'"}},
        "keys": [["k", "k"]],
        "at": "at",
        "there_at": "at",
        "side": "after",
        "inclusive": False,
        "columns": {"amount": "then_amount"},
    }
}
ASKED = {
    "relation": FACTS,
    "key": "id",
    "segments": {"v": "v"},
    "measures": [
        {"row_test": {"holds": "then_amount > amount or place < 9"}},
        {"row_test": {"holds": "before = first_v", "applies": "so_far > 1"}},
        {
            "aggregate": {
                "groups": {"v": "v"},
                "terms": [
                    ["sum", "total"],
                    ["order", "then_amount", 0.9],
                    ["clusters", "amount", "k"],
                    ["histogram", "next_at - at", "place > 3"],
                    ["patterns", "returns", "k"],
                ],
            }
        },
        {"aggregate": {"terms": [["squares", "amount"], ["latest", "next_at"], ["clusters", "returns", "before"]]}},
    ],
}


def _answers(threads: int, *, kept: bool = True) -> tuple[Measured, ...]:
    connection = duckdb.connect()
    connection.execute("set timezone = 'UTC'")
    connection.execute(f"set threads = {threads}")
    connection.execute(TABLE)
    engine = DuckDb(Store(connection, {}, {"rows": "rows"}))
    if not kept:
        engine.expect(())  # so that nothing is known to be read again
    return engine.measure(_asked())


@cache
def _asked() -> Scan:
    return scan_of(ASKED, {"rows": COLUMNS})


@cache
def _one_thread() -> tuple[Measured, ...]:
    return _answers(1)


def test_there_are_answers() -> None:
    assert len(_one_thread()) == len(_asked().measures)
    assert not any(isinstance(answer, Failed) for answer in _one_thread())


@pytest.mark.parametrize("threads", [2, 4])
def test_the_number_of_threads_does_not_matter(threads: int) -> None:
    assert _answers(threads) == _one_thread()


def test_it_does_not_matter_what_is_kept() -> None:
    assert _answers(2, kept=False) == _one_thread()
