"""The engines that have to agree, and what an answer is when two of them are compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import TypeAlias

from govcode.engines.engine import Engine
from govcode.engines.reference import Reference
from govcode.ir.expression import Type, Value
from govcode.ir.measure import Failed

Rows: TypeAlias = Sequence[Mapping[str, Value]]
Tables: TypeAlias = Mapping[str, Rows]
Types: TypeAlias = Mapping[str, Mapping[str, Type]]


def reference(tables: Tables, _: Types) -> Engine:
    return Reference(tables)


def duckdb(tables: Tables, types: Types) -> Engine:
    from govcode.engines.duckdb import over_rows

    return over_rows(tables, types)


ENGINES: dict[str, Callable[[Tables, Types], Engine]] = {"duckdb": duckdb, "reference": reference}


def exact(answer: object) -> object:
    """Return an answer so that it equals another only if every value has the same type too; reasons do not count."""
    if isinstance(answer, Failed):
        return "failed"
    if isinstance(answer, tuple):
        return tuple(map(exact, answer))
    if is_dataclass(answer):
        return type(answer).__name__, *(exact(getattr(answer, field.name)) for field in fields(answer))
    return type(answer).__name__, answer
