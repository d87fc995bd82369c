"""Nearest rows without a join for them: both sides laid together in one order, as Spark does it."""

from __future__ import annotations

import duckdb
from hypothesis import given

from govcode.engines.duckdb.engine import DuckDb
from govcode.engines.duckdb.rows import table_of_rows
from govcode.engines.duckdb.store import Store
from govcode.engines.reference import Reference
from govcode.ir.expression import Value
from govcode.ir.relation import Relation
from tests.conformance.engines import exact
from tests.conformance.random_scans import COLUMNS, nearest, tables
from tests.conformance.scans import rows_of


class _WithoutJoin(Store):
    """A store whose engine has no join for series of moments."""

    def nearest_join(self) -> str | None:
        return None


@given(rows=tables, relation=nearest(1))
def test_rows_laid_together_find_the_same(rows: dict[str, list[dict[str, Value]]], relation: Relation) -> None:
    connection = duckdb.connect()
    connection.execute("set timezone = 'UTC'")
    names = {name: table_of_rows(connection, i, some, COLUMNS) for i, (name, some) in enumerate(rows.items())}
    scan = rows_of(relation)
    answers = DuckDb(_WithoutJoin(connection, {}, names)).measure(scan)
    assert exact(answers) == exact(Reference(rows).measure(scan))
