"""A delivered text becomes a typed value, as the feed says; what cannot become one is null and counted."""

from __future__ import annotations

from dataclasses import dataclass

from govcode.documents.kinds.dataset import ColumnPromise, Dataset
from govcode.documents.kinds.feed import CellMap
from govcode.drops.delivery import Delivered
from govcode.expressions.phrases import (
    in_utc,
    is_null,
    mapped,
    negated,
    null_among,
    read_boolean,
    read_date,
    read_integer,
    read_number,
    read_timestamp,
)
from govcode.ir.expression import Column, Expr, Literal, Type, both
from govcode.ir.relation import Named, Project, Source

_SAME = CellMap()


def why_missing(name: str, delivered: Delivered) -> str:
    """Return why a dataset's column has no value in a delivered table."""
    written = delivered.table.columns.get(name, _SAME).from_ or name
    return "was delivered more than once" if written.casefold() in delivered.doubled else "was not delivered"


@dataclass(frozen=True, slots=True)
class Bound:
    """A dataset filled from one delivered table; `missing` names the columns that were not delivered."""

    relation: Project
    missing: tuple[str, ...]


def bad(name: str) -> str:
    """Return the name of the column that says whether a cell could not be read."""
    return f"{name}:unreadable"


def unmapped(name: str) -> str:
    """Return the name of the column that says whether a text is not in the value map."""
    return f"{name}:unmapped"


def bound(delivered: Delivered, dataset: Dataset) -> Bound:
    """Return the typed rows of a delivered table."""
    columns: list[Named] = []
    missing: list[str] = []
    for name, promise in dataset.spec.columns.items():
        cell = delivered.table.columns.get(name, _SAME)
        raw = _raw(name, cell, delivered)
        if raw is None:
            missing.append(name)
            continue
        columns += _typed(name, promise, cell, delivered, raw)
    source = Source(delivered.name, delivered.every_column)
    return Bound(Project(source, tuple(columns)), tuple(missing))


def _raw(name: str, cell: CellMap, delivered: Delivered) -> Expr | None:
    if cell.constant is not None:
        return Literal(cell.constant, Type.TEXT)
    column = cell.from_ or name
    if column.casefold() in delivered.doubled:
        return None
    if column in delivered.every_column:
        nulls = tuple(delivered.table.nulls if cell.nulls is None else cell.nulls)
        if delivered.files and delivered.files.format == "csv":
            nulls = tuple(word for word in nulls if word)  # an empty cell of CSV is read as null in any case
        return null_among(Column(column, Type.TEXT), nulls)
    if name == "vendor" and delivered.vendor:
        return Literal(delivered.vendor, Type.TEXT)
    return None


def _typed(name: str, promise: ColumnPromise, cell: CellMap, delivered: Delivered, raw: Expr) -> list[Named]:
    columns: list[Named] = []
    if cell.values is not None:
        known, raw = mapped(raw, cell.values)
        columns.append(Named(unmapped(name), negated(known)))
    table = delivered.table
    pattern = cell.format or table.format_of_dates
    match Type(promise.type):
        case Type.TEXT:
            return [Named(name, raw), *columns]
        case Type.INTEGER:
            value = read_integer(raw)
        case Type.NUMBER:
            value = read_number(raw, table.decimal)
        case Type.BOOLEAN:
            value = read_boolean(raw, tuple(cell.yes), tuple(cell.no))
        case Type.DATE:
            value = read_date(raw, pattern)
        case _:
            value = in_utc(raw, read_timestamp(raw, pattern), delivered.timezone)
    unreadable = both(negated(is_null(raw)), is_null(value))
    return [Named(name, value), *([Named(bad(name), unreadable)] if unreadable else []), *columns]
