"""Nested Parquet is read as JSON is; flat columns keep their types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from govcode.documents.kinds.feed import FeedSpec
from govcode.drops.delivery import Delivered, Request
from govcode.drops.opening import opened
from govcode.engines.duckdb import columns_of_files, over_files, records_of_files
from govcode.engines.sql.relations import query
from govcode.ir.relation import ROW
from govcode.plan.choosing_rows import Bound, bound
from tests.plan.making import dataset

ROWS = """
select * from (values
    ('c1', 1.5, timestamp '2026-01-01 10:00:00', {'Name': 'billing', 'Wait': 30}, [{'kind': 'ivr'}, {'kind': 'talk'}],
     timestamptz '2026-01-01 10:00:00.5+02'),
    ('c2', null, timestamp '2026-01-02 10:00:00', null, [], null)
) t (ContactId, score, "at", Queue, segments, zoned)
"""


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    with duckdb.connect() as connection:
        connection.execute(f"copy ({ROWS}) to '{tmp_path}/contacts.parquet' (format parquet)")
    return tmp_path


def delivered(drop: Path, **table: Any) -> Delivered:  # noqa: ANN401 - as a test writes it
    tables = {"contacts": {"dataset": "tickets", **table}}
    feeds = {"feed": FeedSpec.model_validate({"tables": tables, "manifest": {"file": "manifest.json"}})}
    (found,) = opened([Request("feed", ".")], feeds, drop, columns_of_files, records_of_files)
    return found.tables[0]


def rows(table: Delivered, **columns: str) -> list[tuple[object, ...]]:
    known = bound(table, dataset(**columns))
    assert isinstance(known, Bound)
    assert known.missing == ()
    store = over_files([table]).store
    listed = ", ".join(map(store.name, columns))
    found = store.run(f"select {listed} from ({query(store, known.relation)}) order by {store.name(ROW)}")
    return [tuple(map(str, row)) for row in found]


def test_values_inside_structures(drop: Path) -> None:
    table = delivered(drop, columns={"id": "ContactId", "queue": "Queue.Name", "wait": "Queue.Wait"})
    found = rows(table, id="text", queue="text", wait="integer", score="number", at="timestamp", zoned="timestamp")
    assert found == [
        ("c1", "billing", "30", "1.5", "2026-01-01 10:00:00", "2026-01-01 08:00:00.500000"),
        ("c2", "None", "None", "None", "2026-01-02 10:00:00", "None"),
    ]


def test_elements_of_lists(drop: Path) -> None:
    table = delivered(drop, each="segments", columns={"id": "/ContactId", "queue": "/Queue.Name"})
    assert rows(table, id="text", queue="text", kind="text") == [("c1", "billing", "ivr"), ("c1", "billing", "talk")]
    assert table.records == 2


def test_a_path_that_leads_nowhere(drop: Path) -> None:
    table = delivered(drop, columns={"queue": "Queue.Nmae"})
    known = bound(table, dataset(queue="text", score="number"))
    assert isinstance(known, Bound)
    assert known.missing == ("queue",)


def test_flat_columns_take_no_detour(drop: Path) -> None:
    table = delivered(drop, columns={"id": "ContactId"})
    assert "Queue" in table.every_column
    assert rows(table, id="text", score="number") == [("c1", "1.5"), ("c2", "None")]
