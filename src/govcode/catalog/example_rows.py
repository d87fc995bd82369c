"""The rows of an example get the types of their dataset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from govcode.catalog.contract import Contract
from govcode.catalog.linking import Linking
from govcode.core.diagnostic import Diagnostic, closest
from govcode.documents.located import Located
from govcode.documents.wording import short
from govcode.documents.yaml import Pointer
from govcode.expressions.moments import date_of, duration_of, timestamp_of
from govcode.expressions.wording import undeclared
from govcode.ir.expression import Column, Type, Value

Rows: TypeAlias = Sequence[Mapping[str, object]]
Tables: TypeAlias = dict[str, list[dict[str, Value]]]


def typed_rows(
    linking: Linking, at: Located, written: Mapping[str, Rows], places: Mapping[str, Pointer], *, any_text: bool = False
) -> Tables | None:
    """Return the rows of each dataset with their types, or None after reporting what does not fit.

    A column with declared values holds no other text, unless `any_text`.
    """
    tables: Tables = {}
    fine = True
    for name, rows in written.items():
        if name not in linking.contracts:
            linking.problems.unknown("GC110", "dataset", name, linking.contracts, at, places[name])
            return None
        contract = linking.contracts[name]
        types = {column: e.type for column, e in contract.columns.items() if e == Column(column, e.type)}
        tables[name] = []
        for i, row in enumerate(rows):
            pointer = _row_at(at, places[name], i)
            typed: dict[str, Value] = dict.fromkeys(types)
            for column, value in row.items():
                if column in contract.doubtful:
                    fine = False
                    continue
                if column not in types:
                    _not_given(linking, at, contract, column, (*pointer, column))
                    fine = False
                    continue
                typed[column], fits = _typed(value, types[column])
                if not fits:
                    message = f"`{column}` is a {types[column]}, and this is not one"
                    suggestion = _FORMS.get(types[column])
                    linking.problems.error("GC103", message, at, (*pointer, column), suggestion)
                    fine = False
                elif not any_text and not _declared(linking, at, contract, column, (*pointer, column), value):
                    fine = False
            tables[name].append(typed)
    return tables if fine else None


def _declared(linking: Linking, at: Located, contract: Contract, column: str, pointer: Pointer, value: object) -> bool:
    """Say whether a cell is among the declared values of its column, after reporting one that is not."""
    values = contract.values.get(column)
    if values is None or not isinstance(value, str) or value in values:
        return True
    near = closest(value, sorted(values))
    message = undeclared(column, short(value), values, known=near is not None)
    linking.problems.error("GC211", message, at, pointer, None if near is None else f"'{near}'")
    return False


def _not_given(linking: Linking, at: Located, contract: Contract, column: str, pointer: Pointer) -> None:
    if column in contract.columns:
        message = f"`{column}` is computed from other columns, so an example cannot give it"
        linking.problems.found.append(Diagnostic("GC114", message, at.key(pointer), "give the columns it comes from"))
        return
    given = [name for name, expr in contract.columns.items() if isinstance(expr, Column)]
    linking.problems.no_column(column, contract.name, given, at.key(pointer))


_FORMS = {
    Type.TEXT: "write it in quotes",
    Type.DATE: "write 2026-11-30",
    Type.TIMESTAMP: "write 2026-11-30T10:00:00Z",
    Type.BOOLEAN: "write true or false",
    Type.DURATION: "write 45m or 4h",
}


def _row_at(at: Located, pointer: Pointer, i: int) -> Pointer:
    """Return where a row stands: an example of one row is the row itself."""
    value: object = at.tree.data
    for step in pointer:
        value = value[step]  # type: ignore[index]
    return (*pointer, i) if isinstance(value, list) else pointer


def _typed(value: object, type_: Type) -> tuple[Value, bool]:
    """Return a written value as one of a type, and whether it is one."""
    if value is None:
        return None, True
    match type_, value:
        case Type.TEXT, str(text):
            return text, True
        case Type.BOOLEAN, bool(truth):
            return truth, True
        case Type.INTEGER, int(whole) if not isinstance(value, bool):
            return whole, True
        case Type.NUMBER, int(number) | float(number) if not isinstance(value, bool):
            return float(number), True
        case Type.DATE, str():
            day = date_of(value)
            return day, day is not None
        case Type.TIMESTAMP, str():
            moment = timestamp_of(value)
            return moment, moment is not None
        case Type.DURATION, str():
            length = duration_of(value)
            return length, length is not None
        case _:
            return None, False
