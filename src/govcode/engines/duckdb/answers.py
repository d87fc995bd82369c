"""Rows of an answer become measurements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count, groupby
from typing import TYPE_CHECKING, Any, TypeAlias

from govcode.engines.keys import safe_key
from govcode.engines.sql.parts import PARTED
from govcode.engines.sql.statements import CountStatements, GroupStatement
from govcode.ir.expression import Value
from govcode.ir.measure import (
    Aggregate,
    Counted,
    Group,
    Grouped,
    Histogram,
    Ordered,
    SegmentCount,
    Term,
    TermAnswer,
    TermKind,
)

if TYPE_CHECKING:
    from govcode.engines.duckdb.histograms import Columns

Row: TypeAlias = tuple[Any, ...]
Run: TypeAlias = Callable[[str], Sequence[Row]]  # runs a statement and returns its rows
ByGroup: TypeAlias = dict[Row, list[Row]]
Answer: TypeAlias = Callable[[Row], TermAnswer]


def counted(totals: Sequence[Row], said: CountStatements, measures: int, sample: int) -> list[Counted]:
    """Return, per measure, its counts and the first keys of its broken rows."""
    segments, apart = said.segments, said.counts_in(measures)
    ordered = sorted(totals, key=lambda row: _nulls_first(row[:segments]))
    keys = [row[apart:] for row in totals[:1]]
    return [_counted(i, ordered, keys, segments, sample) for i in range(measures)]


def _counted(i: int, counts: Sequence[Row], keys: Sequence[Row], segments: int, sample: int) -> Counted:
    def number(row: Row, column: int) -> int:
        return int(row[segments + column] or 0)

    at = 1 + 2 * i
    named = tuple(SegmentCount(row[:segments], number(row, at), number(row, at + 1)) for row in counts if segments)
    found = [pair for row in keys for pair in row[i] or ()]
    found.sort(key=lambda pair: (pair["n"], pair["k"] or "", pair["r"] or 0))
    texts = tuple(safe_key(pair["k"], pair["r"]) for pair in found[:sample])
    return Counted(
        sum(number(row, 0) for row in counts),
        sum(number(row, at) for row in counts),
        sum(number(row, at + 1) for row in counts),
        texts,
        named,
    )


def grouped(said: GroupStatement, run: Run, columns: Columns | None = None) -> list[Grouped]:
    """Run the statements of aggregates, and return the groups of each; `columns` runs those with very many rows."""
    rows = sorted(run(said.sql), key=lambda row: _nulls_first(row[: said.groups]))
    total = sum(int(row[said.groups]) for row in rows)
    places, parts = count(said.groups + 1), _parts(said, run, columns)
    return [Grouped(total, _groups(aggregate, rows, said.groups, places, parts)) for aggregate in said.aggregates]


def _groups(
    aggregate: Aggregate, rows: Sequence[Row], groups: int, columns: Iterator[int], parts: Iterator[Answer]
) -> tuple[Group, ...]:
    population = next(columns)
    terms = [next(parts) if term.kind in PARTED else _of_column(term, next(columns)) for term in aggregate.terms]
    there = [row for row in rows if row[population] or not groups]
    return tuple(Group(tuple(row[:groups]), tuple(term(row) for term in terms)) for row in there)


def _parts(said: GroupStatement, run: Run, columns: Columns | None) -> Iterator[Answer]:
    """Yield, for each term that has many parts, what gives those of the group of a row."""
    from govcode.engines.duckdb.histograms import histograms  # noqa: PLC0415 - numpy is slow to load

    types = [group.expr.type for aggregate in said.aggregates[:1] for group in aggregate.groups]
    terms = (term for aggregate in said.aggregates for term in aggregate.terms if term.kind in PARTED)
    for term, sql in zip(terms, said.parts, strict=True):
        if term.kind is TermKind.HISTOGRAM:
            yield _of_histograms(histograms(sql, types, run, columns), said.groups)
        else:
            yield _of_parts(term, _by_group(run(sql), said.groups), said.groups)


def _of_histograms(found: dict[Row, Histogram], groups: int) -> Answer:
    return lambda row: found.get(tuple(row[:groups]))


def _by_group(rows: Sequence[Row], groups: int) -> ByGroup:
    """Return the parts of each group; they come in the order of the groups."""
    return {group: list(parts) for group, parts in groupby(rows, key=lambda row: tuple(row[:groups]))}


def _of_parts(term: Term, parts: ByGroup, groups: int) -> Answer:
    """Return what gives the parts of the group of a row."""
    part = _PARTS[term.kind]
    return lambda row: tuple(part(one[groups:]) for one in parts.get(tuple(row[:groups]), ())) or None


_PARTS: dict[TermKind, Callable[[Row], Row]] = {
    TermKind.CLUSTERS: lambda row: (row[0], _whole(row[1], row[2])),
    TermKind.PATTERNS: lambda row: (tuple(map(int, row[0])), row[1]),
}


def _whole(short: int | None, wide: Any) -> int:  # noqa: ANN401 - as the engine returns what has more than 64 bits
    return int(wide) if short is None else short


def _of_column(term: Term, column: int) -> Answer:
    """Return what gives the term that a row has in a column."""
    return lambda row: _term(term, row[column])


def _term(term: Term, value: Any) -> TermAnswer:  # noqa: ANN401 - as DuckDB returns it
    if value is None:
        return 0 if term.kind is TermKind.COUNT else None
    match term.kind:
        case TermKind.COUNT | TermKind.SUM | TermKind.SQUARES:
            return int(value)
        case TermKind.ORDER:
            n, *found = value
            return Ordered(int(n), *found) if n else None
        case _:
            moment: Value = value
            return moment


def _nulls_first(values: Sequence[Any]) -> tuple[tuple[bool, Any], ...]:
    return tuple((value is not None, value if value is not None else 0) for value in values)
