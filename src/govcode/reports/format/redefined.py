"""Values of KPIs whose definition has changed, by the old and by the new one, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from govcode.findings.finding import Finding
from govcode.findings.redefined import Redefined
from govcode.reports.format.beside import change
from govcode.reports.format.measured import sign_of, value_of
from govcode.reports.format.moments import period
from govcode.reports.format.numbers import NONE
from govcode.reports.format.words import place, plural, visible


@dataclass(frozen=True, slots=True)
class Line:
    """Where a value is, the value by both definitions, and by how much it moved."""

    where: str
    old: str
    new: str
    moved: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A KPI with another definition: both hashes, and every value that both or one of them gives."""

    id: str
    title: str
    old_hash: str
    new_hash: str
    lines: tuple[Line, ...]


def rewritten(values: Sequence[Redefined]) -> tuple[Rewritten, ...]:
    """Return the KPIs in their order, each with its values."""
    return tuple(_kpi(list(same)) for _, same in groupby(values, lambda value: value.id))


def _kpi(values: list[Redefined]) -> Rewritten:
    first = values[0]
    old = next((value.old.definition_hash for value in values if value.old), "")
    new = next((value.new.definition_hash for value in values if value.new), "")
    return Rewritten(first.id, visible(first.title), old, new, tuple(map(_line, values)))


def _line(value: Redefined) -> Line:
    told = value.new or value.old
    limit = told.limit if told else None
    parts = [place(value.segment)] if value.segment and value.segment.values else []
    parts += [period(value.period, limit)] if value.period else []
    number = told.number if told else None
    moved = change(number, value.moved) if number and value.moved is not None else NONE
    return Line(", ".join(parts), _side(value.old), _side(value.new), moved)


def _side(finding: Finding | None) -> str:
    """Return a value with the rows it rests on and its outcome; why there is none, without one."""
    if finding is None or finding.number is None or finding.number.value is None:
        return (finding.reason if finding else None) or "no value"
    return f"{value_of(finding)} from {plural(finding.number.n, 'row')}, {sign_of(finding).word}"
