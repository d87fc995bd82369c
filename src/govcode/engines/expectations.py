"""Great Expectations answers its own expectations, about rows that DuckDB has read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import duckdb

from govcode.engines.duckdb.engine import DuckDb
from govcode.engines.sql.relations import query
from govcode.ir.expression import Expr
from govcode.ir.measure import Expectation, Failed, Measured, Scan
from govcode.ir.relation import Relation


def answered_by_great_expectations(scan: Scan, engine: DuckDb) -> tuple[Measured, ...] | None:
    """Return the answers to a scan with expectations, in order; None if there is no expectation in it."""
    if not any(isinstance(measure, Expectation) for measure in scan.measures):
        return None
    from govcode.engines.great_expectations import answered  # noqa: PLC0415 - most projects have no expectation

    def rows(columns: tuple[str, ...], applies: Expr | None) -> Mapping[str, Any] | Failed:
        return _rows(engine, scan.relation, columns, applies)

    theirs = iter(answered(scan, rows))
    others = replace(scan, measures=tuple(m for m in scan.measures if not isinstance(m, Expectation)))
    ours = iter(engine.measure(others) if others.measures else ())
    return tuple(next(theirs if isinstance(measure, Expectation) else ours) for measure in scan.measures)


def _rows(
    engine: DuckDb, relation: Relation, columns: tuple[str, ...], applies: Expr | None
) -> Mapping[str, Any] | Failed:
    """Return columns of the rows for which a condition is true, as numpy arrays."""
    store = engine.store
    try:
        listed = ", ".join(map(store.name, columns)) or "1"
        where = f" where ({store.emit(applies)}) is true" if applies is not None else ""
        sql = f"select {listed} from ({query(store, relation)}){where}"
        store.statements += 1
        return dict(store.connection.execute(sql).fetchnumpy())
    except duckdb.Error as error:
        # The message of an error may quote a cell; its class cannot.
        return Failed(f"DuckDB could not answer ({type(error).__name__})")
