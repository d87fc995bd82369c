"""Histograms from the rows of their statement: as there may be one per row of the data, from arrays where it can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from govcode.ir.expression import Type, Value
from govcode.ir.measure import Histogram

Row: TypeAlias = tuple[Any, ...]
Run: TypeAlias = Callable[[str], Sequence[Row]]  # runs a statement and returns its rows
Columns: TypeAlias = Callable[[str], Sequence[NDArray[Any]]]  # runs a statement and returns its columns
ByGroup: TypeAlias = dict[Row, Histogram]

# Arrays hold the values of these types as they are.
_ALIKE = frozenset({Type.TEXT, Type.TIMESTAMP})


def histograms(sql: str, groups: Sequence[Type], run: Run, columns: Columns | None) -> ByGroup:
    """Return the histogram of each group, of a statement that gives groups, value (short, wide), true and other."""
    if columns is not None and {*groups} <= _ALIKE:
        found = _of_columns(columns(sql), len(groups))
        if found is not None:
            return found
    return _of_rows(run(sql), len(groups))


def _of_rows(rows: Sequence[Row], groups: int) -> ByGroup:
    found = {}
    for group, parts in groupby(rows, key=lambda row: tuple(row[:groups])):
        short, wide, true, other = zip(*(row[groups:] for row in parts), strict=True)
        values = tuple(int(large) if small is None else small for small, large in zip(short, wide, strict=True))
        found[group] = Histogram(values, true, other)
    return found


def _of_columns(columns: Sequence[NDArray[Any]], groups: int) -> ByGroup | None:
    """Return the histograms; None where an array does not hold something as it is."""
    keys, (values, _, true, other) = columns[:groups], columns[groups:]
    if np.ma.getmaskarray(values).any():  # has more than 64 bits
        return None
    first = np.zeros(len(values), dtype=bool)
    first[:1] = True
    for key in keys:
        first[1:] |= _changes(key)
    starts = np.flatnonzero(first).tolist()
    named = [tuple(_value(key, start) for key in keys) for start in starts]
    if len(set(named)) < len(named) or any(isinstance(value, int) for name in named for value in name):
        return None
    parts = [tuple(np.ma.getdata(column).tolist()) for column in (values, true, other)]
    ends = [*starts[1:], len(values)][: len(starts)]
    return {
        name: Histogram(*(part[start:end] for part in parts))
        for name, start, end in zip(named, starts, ends, strict=True)
    }


def _changes(column: NDArray[Any]) -> NDArray[np.bool_]:
    """Return, for each row but the first, whether its value is another than that of the row before."""
    data, null = np.ma.getdata(column), np.ma.getmaskarray(column)
    changes: NDArray[np.bool_] = (null[1:] != null[:-1]) | (~null[1:] & (data[1:] != data[:-1]))
    return changes


def _value(column: NDArray[Any], row: int) -> Value | datetime:
    """Return a value as the engine's rows have it; a number for a moment that Python has not."""
    if np.ma.getmaskarray(column)[row]:
        return None
    value = np.ma.getdata(column)[row]
    found: Value = value.item() if isinstance(value, np.generic) else value
    return found
