"""Histograms come out the same from rows and from arrays, and from rows where arrays cannot hold what is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import duckdb
import numpy as np
import pytest
from numpy.typing import NDArray

from govcode.engines.duckdb.histograms import histograms
from govcode.ir.expression import Type
from govcode.ir.measure import Histogram

WEEK, LARGE = "timestamp '2026-06-08'", 2**70
ROWS = [
    ("'acme'", WEEK, 1, 2, 0),
    ("'acme'", WEEK, 7, 0, 3),
    ("'acme'", "null", 1, 1, 1),
    ("null", WEEK, -4, 0, 1),
    ("null", WEEK, 2, 5, 0),
    ("null", "null", 2, 1, 0),
]


class Asked:
    """A connection that remembers by which way it was asked."""

    def __init__(self) -> None:
        self.ways: list[str] = []
        self._connection = duckdb.connect()

    def rows(self, sql: str) -> Sequence[tuple[Any, ...]]:
        self.ways.append("rows")
        return self._connection.execute(sql).fetchall()

    def columns(self, sql: str) -> Sequence[NDArray[Any]]:
        self.ways.append("columns")
        return [*self._connection.execute(sql).fetchnumpy().values()]


def _statement(rows: Sequence[tuple[object, ...]]) -> str:
    values = ", ".join(f"({i}, {', '.join(map(str, row))})" for i, row in enumerate(rows))
    whole = "try_cast(v as bigint), case when try_cast(v as bigint) is null then v end"
    return f"select a, b, {whole}, t, f from (values {values}) as r(i, a, b, v, t, f) order by i"


def test_groups_have_their_values_whatever_is_null() -> None:
    asked = Asked()
    found = histograms(_statement(ROWS), [Type.TEXT, Type.TIMESTAMP], asked.rows, asked.columns)
    assert found == {
        ("acme", datetime(2026, 6, 8)): Histogram((1, 7), (2, 0), (0, 3)),
        ("acme", None): Histogram((1,), (1,), (1,)),
        (None, datetime(2026, 6, 8)): Histogram((-4, 2), (0, 5), (1, 0)),
        (None, None): Histogram((2,), (1,), (0,)),
    }
    assert asked.ways == ["columns"]
    assert found == histograms(_statement(ROWS), [Type.TEXT, Type.TIMESTAMP], asked.rows, None)
    assert not isinstance(found["acme", None].values[0], np.generic)


@pytest.mark.parametrize(
    ("rows", "types", "group"),
    [
        ([("'acme'", WEEK, 3, 1, 0), ("'acme'", WEEK, LARGE, 1, 0)], (Type.TEXT, Type.TIMESTAMP), datetime(2026, 6, 8)),
        ([("'acme'", "0.5::double", 3, 1, 0), ("'acme'", "0.5::double", LARGE, 1, 0)], (Type.TEXT, Type.NUMBER), 0.5),
    ],
)
def test_numbers_of_more_than_64_bits_and_other_groups_come_as_rows(
    rows: Sequence[tuple[object, ...]], types: tuple[Type, Type], group: object
) -> None:
    asked = Asked()
    found = histograms(_statement(rows), types, asked.rows, asked.columns)
    assert found == {("acme", group): Histogram((3, LARGE), (1, 1), (0, 0))}
    assert asked.ways[-1] == "rows"


def test_a_moment_that_python_does_not_have_is_still_a_group() -> None:
    asked = Asked()
    rows = [("'acme'", f"timestamp '{moment}'", 3, 1, 0) for moment in ("2026-06-08", "infinity")]
    found = histograms(_statement(rows), (Type.TEXT, Type.TIMESTAMP), asked.rows, asked.columns)
    assert found == histograms(_statement(rows), (Type.TEXT, Type.TIMESTAMP), asked.rows, None)
    assert len(found) == 2


def test_without_rows_there_is_no_group() -> None:
    asked = Asked()
    nothing = f"select * from ({_statement(ROWS)}) where t > 99"
    assert histograms(nothing, [Type.TEXT, Type.TIMESTAMP], asked.rows, asked.columns) == {}
