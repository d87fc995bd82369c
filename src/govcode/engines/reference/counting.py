"""Row tests, repeats and dangling references: which rows a measure applies to, and which of them are broken."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from heapq import nsmallest
from typing import TypeAlias

from govcode.engines.keys import key_text, safe_key
from govcode.engines.reference.folds import Row
from govcode.engines.reference.rows import Tables, reader
from govcode.engines.reference.values import alike, nulls_first, nulls_last
from govcode.expressions import compile_expression
from govcode.ir.expression import TRUE, Column, Expr, Value
from govcode.ir.measure import Counted, Dangling, Repeats, RowTest, Scan, SegmentCount
from govcode.ir.relation import ROW, schema

Mark: TypeAlias = tuple[bool, bool]  # whether the measure applies to the row, and whether the row breaks it
Marks: TypeAlias = Callable[[Sequence[Row], Tables], list[Mark]]


def counted(measure: RowTest | Repeats | Dangling, scan: Scan) -> Callable[[Sequence[Row], Tables], Counted]:
    """Return what counts the rows that break a measure, in all and by segment, and names the first of them."""
    by_row = isinstance(measure, RowTest) and measure.by_row
    marks, keys, segments = _marks(measure), _keys(None if by_row else scan.key, scan.sample), _segments(scan)

    def count(rows: Sequence[Row], tables: Tables) -> Counted:
        marked = marks(rows, tables)
        broken = [row for row, (_, breaks) in zip(rows, marked, strict=True) if breaks]
        population = sum(applies for applies, _ in marked)
        return Counted(len(rows), population, len(broken), keys(broken), segments(rows, marked))

    return count


def _marks(measure: RowTest | Repeats | Dangling) -> Marks:
    match measure:
        case RowTest():
            return _row_test(measure)
        case Repeats():
            return _repeats(measure)
        case Dangling():
            return _dangling(measure)


def _row_test(measure: RowTest) -> Marks:
    selects, holds = compile_expression(measure.applies or TRUE), compile_expression(measure.holds)

    def mark(row: Row) -> Mark:
        applies = selects(row) is True
        return applies, applies and holds(row) is not True

    return lambda rows, _: [mark(row) for row in rows]


def _repeats(measure: Repeats) -> Marks:
    selects, exprs = compile_expression(measure.applies or TRUE), tuple(map(compile_expression, measure.exprs))
    counts = compile_expression(measure.among or TRUE)

    def values_of(row: Row) -> tuple[Value, ...] | None:
        values = tuple(value(row) for value in exprs)
        return values if selects(row) is True and None not in values else None

    def mark(rows: Sequence[Row], _: Tables) -> list[Mark]:
        values = [values_of(row) for row in rows]
        times = Counter(values)
        found = [v if counts(row) is True else None for row, v in zip(rows, values, strict=True)]
        return [(v is not None, v is not None and times[v] > measure.allowed) for v in found]

    return mark


def _dangling(measure: Dangling) -> Marks:
    selects, read = compile_expression(measure.applies or TRUE), reader(measure.to)
    value, key = alike(measure.expr, Column(measure.key, schema(measure.to)[measure.key]))

    def mark(rows: Sequence[Row], tables: Tables) -> list[Mark]:
        known = {key(row) for row in read(tables)}
        values = [value(row) if selects(row) is True else None for row in rows]
        return [(v is not None, v is not None and v not in known) for v in values]

    return mark


def _keys(key: Expr | None, sample: int) -> Callable[[Sequence[Row]], tuple[str, ...]]:
    """Return what names the first rows by their keys: in the order of the keys' text, then of the rows' positions."""
    # Keys are made safe after the sample is taken: every engine can sort texts, none has to know what is safe.
    value = None if key is None else compile_expression(key)

    def name(rows: Sequence[Row]) -> tuple[str, ...]:
        named = ((key_text(value(row)) if value else None, row.get(ROW)) for row in rows)
        first = nsmallest(sample, named, key=nulls_last)
        return tuple(safe_key(text, position if isinstance(position, int) else None) for text, position in first)

    return name


def _segments(scan: Scan) -> Callable[[Sequence[Row], Sequence[Mark]], tuple[SegmentCount, ...]]:
    """Return what counts by segment; a segment the measure applies to no row of is there all the same, with 0."""
    exprs = tuple(compile_expression(segment.expr) for segment in scan.segments)

    def count(rows: Sequence[Row], marked: Sequence[Mark]) -> tuple[SegmentCount, ...]:
        if not exprs:
            return ()
        marks = defaultdict[tuple[Value, ...], list[Mark]](list)
        for row, mark in zip(rows, marked, strict=True):
            marks[tuple(value(row) for value in exprs)].append(mark)
        return tuple(_segment(values, marks[values]) for values in sorted(marks, key=nulls_first))

    return count


def _segment(values: tuple[Value, ...], marks: Sequence[Mark]) -> SegmentCount:
    return SegmentCount(values, sum(applies for applies, _ in marks), sum(breaks for _, breaks in marks))
