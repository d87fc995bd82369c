"""Great Expectations answers its own expectations."""

from __future__ import annotations

from govcode.engines.duckdb.engine import DuckDb
from govcode.ir.measure import Expectation, Measured, Scan


def answered_by_great_expectations(scan: Scan, engine: DuckDb) -> tuple[Measured, ...] | None:
    """Return the answers to a scan of expectations; None if there is no expectation in it."""
    if not any(isinstance(measure, Expectation) for measure in scan.measures):
        return None
    from govcode.engines.great_expectations import answered  # noqa: PLC0415 - heavy, and an extra

    return answered(scan, engine)
