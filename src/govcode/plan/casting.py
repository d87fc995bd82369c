"""A delivered text becomes a typed value, as the feed says; what cannot become one is null and counted."""

from __future__ import annotations

from govcode.catalog.feed_expressions import typed_in_feed
from govcode.documents.kinds.dataset import ColumnPromise, Dataset
from govcode.documents.kinds.feed import CellMap, FeedTable, ReadText
from govcode.drops.delivery import Delivered
from govcode.expressions.phrases import (
    either,
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
from govcode.ir.expression import Apply, Case, Column, Expr, Literal, Type, both, columns_of, substitute
from govcode.ir.relation import Named

_SAME = CellMap()
_READS = frozenset({"to_date", "to_duration", "to_integer", "to_number", "to_timestamp"})


def why_missing(name: str, delivered: Delivered) -> str:
    """Return why a dataset's column has no value in a delivered table."""
    cell = delivered.table.columns.get(name, _SAME)
    if cell.value is not None:
        return f"is computed from {lacking(cell.value, delivered, Type.TEXT) or 'texts'}"
    written = cell.from_ or name
    return "was delivered more than once" if written.casefold() in delivered.doubled else "was not delivered"


def bad(name: str) -> str:
    """Return the name of the column that says whether a cell could not be read."""
    return f"{name}:unreadable"


def unmapped(name: str) -> str:
    """Return the name of the column that says whether a text is not in the value map."""
    return f"{name}:unmapped"


def cast(delivered: Delivered, dataset: Dataset) -> tuple[list[Named], list[str]]:
    """Return the typed columns of a delivered table, and the names of those that have no value."""
    columns: list[Named] = []
    missing: list[str] = []
    for name, promise in dataset.spec.columns.items():
        cell = delivered.table.columns.get(name, _SAME)
        found = _cast(name, promise, cell, delivered)
        columns += found or []
        missing += [] if found else [name]
    return columns, missing


def _cast(name: str, promise: ColumnPromise, cell: CellMap, delivered: Delivered) -> list[Named] | None:
    if cell.value is not None:
        value = computed(cell.value, delivered, Type(promise.type))
        if value is None:
            return None
        flag = unreadable(value)
        return _with_flag(name, value, None if flag is None else both(is_null(value), flag))
    raw = _raw(name, cell, delivered)
    return None if raw is None else _typed(name, promise, cell, delivered, raw)


def computed(written: str, delivered: Delivered, expect: Type) -> Expr | None:
    """Return an expression of the feed over delivered texts, or None if one it reads was not delivered."""
    expr = typed_in_feed(written, delivered.table, expect).expr
    if expr is None or lacking(written, delivered, expect) is not None:
        return None
    texts = {name: delivered_text(name, delivered) for name in columns_of(expr)}
    known = {name: text for name, text in texts.items() if text is not None}
    return substitute(_in_zone(expr, delivered.timezone), known)


def lacking(written: str, delivered: Delivered, expect: Type) -> str | None:
    """Return what of the texts an expression reads was not delivered, as a part of a sentence, or None."""
    expr = typed_in_feed(written, delivered.table, expect).expr
    read = delivered.table.read
    names = sorted(columns_of(expr)) if expr is not None else sorted(read)
    gone = [read[name].from_ for name in names if delivered_text(name, delivered) is None]
    return f"'{gone[0]}', which was not delivered" if gone else None


def delivered_text(name: str, delivered: Delivered) -> Expr | None:
    """Return the text under a name of `read`, or else the delivered one of that name; None if it was not delivered."""
    read = delivered.table.read.get(name) or ReadText.model_validate({"from": name})
    return _text(read.from_, read.nulls, delivered, optional=read.optional)


def _text(column: str, nulls: list[str] | None, delivered: Delivered, *, optional: bool) -> Expr | None:
    if column.casefold() in delivered.doubled:
        return None
    if column not in delivered.every_column:
        return Literal(None, Type.TEXT) if optional else None
    words = tuple(delivered.table.nulls if nulls is None else nulls)
    if delivered.files and delivered.files.format == "csv":
        words = tuple(word for word in words if word)  # an empty cell of CSV is read as null in any case
    return null_among(Column(column, Type.TEXT), words)


def _in_zone(expr: Expr, zone: str) -> Expr:
    """Return an expression whose moments, where they are read without a zone of their own, are those of a zone."""
    match expr:
        case Apply(op, args, type_):
            inner = Apply(op, tuple(_in_zone(arg, zone) for arg in args), type_)
            return in_utc(inner.args[0], inner, zone) if op == "to_timestamp" else inner
        case Case(branches, otherwise, type_):
            changed = tuple((_in_zone(when, zone), _in_zone(then, zone)) for when, then in branches)
            return Case(changed, _in_zone(otherwise, zone), type_)
        case _:
            return expr


def unreadable(expr: Expr) -> Expr | None:
    """Return whether a text that an expression reads as something else is not written so; None if it reads none."""
    match expr:
        case Apply(op, args):
            inner = [found for found in map(unreadable, args) if found is not None]
            own = [both(negated(is_null(args[0])), is_null(expr))] if op in _READS else []
            tests = [test for test in (*inner, *own) if test is not None]
            return either(*tests) if tests else None
        case Case(branches, otherwise, _):
            never = Literal(value=False, type=Type.BOOLEAN)
            results = [(when, unreadable(then) or never) for when, then in branches]
            last = unreadable(otherwise) or never
            return None if {last, *(r for _, r in results)} == {never} else Case(tuple(results), last, Type.BOOLEAN)
        case _:
            return None


def _raw(name: str, cell: CellMap, delivered: Delivered) -> Expr | None:
    if cell.constant is not None:
        return Literal(cell.constant, Type.TEXT)
    column = cell.from_ or name
    found = _text(column, cell.nulls, delivered, optional=cell.optional)
    if found is None and column.casefold() not in delivered.doubled and name == "vendor" and delivered.vendor:
        return Literal(delivered.vendor, Type.TEXT)
    return found


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
            value = in_utc(raw, read_timestamp(raw, pattern), delivered.timezone, pattern)
    return [*_with_flag(name, value, both(negated(is_null(raw)), is_null(value))), *columns]


def _with_flag(name: str, value: Expr, flag: Expr | None) -> list[Named]:
    return [Named(name, value), *([Named(bad(name), flag)] if flag is not None else [])]


def newest_first(name: str, delivered: Delivered) -> tuple[Expr, Expr, Expr] | None:
    """Return whether a text says when or the how-many-eth it is, the moment, and the number; None if undelivered."""
    raw = delivered_text(name, delivered)
    if raw is None:
        return None
    table: FeedTable = delivered.table
    moment = in_utc(raw, read_timestamp(raw, table.format_of_dates), delivered.timezone, table.format_of_dates)
    number = read_number(raw, table.decimal)
    return negated(both(is_null(moment), is_null(number)) or is_null(moment)), moment, number
