"""Great Expectations: each expectation is answered by its own library, over rows that another engine has read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from govcode.engines.great_expectations.columns import columns_of
from govcode.engines.great_expectations.quiet import quiet
from govcode.ir.expression import Expr, Type
from govcode.ir.measure import Expectation, Failed, Measured, Scan
from govcode.ir.relation import ROW, schema

# Columns as numpy arrays, of the rows for which a condition is true; or why there are none.
Rows: TypeAlias = Callable[[tuple[str, ...], Expr | None], Mapping[str, Any] | Failed]

__all__ = ["Rows", "answered"]

_MISSING = Failed('Great Expectations is not installed: pip install "govcode[gx]"')


def answered(scan: Scan, rows: Rows) -> tuple[Measured, ...]:
    """Return one answer per expectation of a scan, in order; `rows` gives columns of the scan's relation."""
    measures = [measure for measure in scan.measures if isinstance(measure, Expectation)]
    types = {name: type_ for name, type_ in schema(scan.relation).items() if name != ROW}
    answers: dict[Expectation, Measured] = {}
    with quiet():
        for applies in dict.fromkeys(measure.applies for measure in measures):
            same = [measure for measure in measures if measure.applies == applies]
            answers |= dict(zip(same, _of_one_batch(same, types, applies, rows), strict=True))
    return tuple(answers[measure] for measure in measures)


def _of_one_batch(
    measures: list[Expectation], types: Mapping[str, Type], applies: Expr | None, rows: Rows
) -> Iterator[Measured]:
    try:
        # It takes seconds to load and is an extra: only a project with expectations pays for it.
        from govcode.engines.great_expectations.validating import validated  # noqa: PLC0415
    except ImportError:
        yield from (_MISSING for _ in measures)
        return
    named = columns_of(measures, types)
    found = rows(tuple(named), applies)
    if isinstance(found, Failed):
        yield from (found for _ in measures)
    else:
        yield from validated(measures, found, named)
