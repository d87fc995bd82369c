"""Rows of an answer become measurements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from govcode.engines.keys import safe_key
from govcode.engines.sql.statements import CountStatements, GroupStatement
from govcode.ir.expression import Value
from govcode.ir.measure import Counted, Group, Grouped, SegmentCount, Term, TermKind

Row: TypeAlias = tuple[Any, ...]


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


def grouped(rows: Sequence[Row], said: GroupStatement) -> list[Grouped]:
    """Return, per aggregate, its groups."""
    total = sum(int(row[said.groups]) for row in rows)
    ordered = sorted(rows, key=lambda row: _nulls_first(row[: said.groups]))
    answers = []
    at = said.groups + 1
    for aggregate in said.aggregates:
        groups = tuple(
            Group(tuple(row[: said.groups]), tuple(_term(t, row[at + 1 + i]) for i, t in enumerate(aggregate.terms)))
            for row in ordered
            if row[at] or not said.groups
        )
        answers.append(Grouped(total, groups))
        at += 1 + len(aggregate.terms)
    return answers


def _term(term: Term, value: Any) -> Value | tuple[int, float, float]:  # noqa: ANN401 - as DuckDB returns it
    if value is None:
        return 0 if term.kind is TermKind.COUNT else None
    match term.kind:
        case TermKind.COUNT | TermKind.SUM | TermKind.SQUARES:
            return int(value)
        case TermKind.ORDER:
            return (int(value[0]), float(value[1]), float(value[2])) if value[0] else None
        case _:
            moment: Value = value
            return moment


def _nulls_first(values: Sequence[Any]) -> tuple[tuple[bool, Any], ...]:
    return tuple((value is not None, value if value is not None else 0) for value in values)
