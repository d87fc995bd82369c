"""`ledger`: rows of several datasets in one list, so that what is billed stands beside what was done.

Each entry says which columns its rows have. A column that an entry does not name is empty in its rows, so a sum over
the list takes only the rows that have it: `ratio: {of: amount, over: contacts}` is the amount of the invoices over the
contacts of the telephone system, whatever the invoice says it counted. If one of the datasets is not delivered, the
list is not there at all: half of a ratio is no cost.

The rows are those of `of`, then those of each entry in `beside`. There is no key. A text column has declared values if
every entry that names it has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal, TypeAlias

from pydantic import Field

from govcode.core.fields import ColumnName, Expression, Id, Shape
from govcode.expressions.build import null, promote
from govcode.expressions.operations import unify
from govcode.facts.fact import Derived, Fact, FactTable
from govcode.ir.expression import Column, Expr, Type
from govcode.ir.relation import Named, Project, Relation, Restrict, Union

Columns = dict[ColumnName, Expression]
_Table: TypeAlias = tuple[FactTable, Mapping[str, str], str | None, tuple[str | int, ...]]


class Entry(Shape):
    """Rows of another dataset."""

    dataset: Id = Field(description="The dataset of the rows")
    columns: Columns = Field(min_length=1, description="The name here: the value there")
    where: Expression | None = Field(default=None, description="Only these rows are entered")


class Ledger(Fact):
    """Rows of several datasets in one list."""

    grain: ClassVar[str] = "entry"

    kind: Literal["ledger"]
    columns: Columns = Field(min_length=1, description="The name here: the value in the rows of `of`")
    where: Expression | None = Field(default=None, description="Only these rows of `of` are entered")
    beside: list[Entry] = Field(min_length=1, description="The rows of other datasets")

    def derive(self, rows: FactTable) -> Derived | None:
        """Return the entries one after the other, in the columns of all of them."""
        tables: list[_Table] = [(rows, self.columns, self.where, ())]
        for i, entry in enumerate(self.beside):
            there = rows.other(entry.dataset, "beside", i, "dataset")
            if there is None:
                return None
            tables.append((there, entry.columns, entry.where, ("beside", i)))
        read = [_read(*table) for table in tables]
        entries = [entry for entry in read if entry is not None]
        if len(entries) < len(read):
            return None
        types = _types(rows, [columns for _, columns in entries])
        if types is None:
            return None
        parts = tuple(Project(relation, _filled(columns, types)) for relation, columns in entries)
        named = {name: Column(name, type_) for name, type_ in types.items()}
        declared = [_declared(table, columns) for (table, *_), (_, columns) in zip(tables, entries, strict=True)]
        return Derived(Union(parts), named, kept={}, values=_shared(declared, types))


def _read(
    table: FactTable, columns: Mapping[str, str], where: str | None, place: tuple[str | int, ...]
) -> tuple[Relation, dict[str, Expr]] | None:
    values = {name: table.value(text, *place, "columns", name) for name, text in columns.items()}
    condition = table.condition(where, *place, "where") if where else None
    known = {name: expr for name, expr in values.items() if expr is not None}
    if len(known) < len(values) or (where and condition is None):
        return None
    return Restrict(table.relation, condition) if condition is not None else table.relation, known


def _types(rows: FactTable, entries: Sequence[Mapping[str, Expr]]) -> dict[str, Type] | None:
    """Return the type of each column, or None after reporting entries that do not go together."""
    types: dict[str, Type] = {}
    for i, columns in enumerate(entries):
        for name, expr in columns.items():
            both = unify((types[name], expr.type)) if name in types else expr.type
            if both is None:
                place = ("beside", i - 1, "columns", name) if i else ("columns", name)
                rows.report("GC205", f"`{name}` is a {expr.type} here and a {types[name]} in an entry before", *place)
                return None
            types[name] = both
    return types


def _filled(columns: Mapping[str, Expr], types: Mapping[str, Type]) -> tuple[Named, ...]:
    return tuple(
        Named(name, promote(columns[name], type_) if name in columns else null(type_)) for name, type_ in types.items()
    )


def _declared(table: FactTable, columns: Mapping[str, Expr]) -> dict[str, frozenset[str] | None]:
    """Return the declared texts of each column of an entry; None of one that may hold anything."""
    return {
        name: table.values.get(expr.name) if isinstance(expr, Column) else None
        for name, expr in columns.items()
        if expr.type is Type.TEXT
    }


def _shared(
    entries: Sequence[Mapping[str, frozenset[str] | None]], types: Mapping[str, Type]
) -> dict[str, frozenset[str]]:
    shared: dict[str, frozenset[str]] = {}
    for name in types:
        told = [entry[name] for entry in entries if name in entry]
        known = [values for values in told if values is not None]
        if known and len(known) == len(told):
            shared[name] = frozenset().union(*known)
    return shared
