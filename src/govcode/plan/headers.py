"""Which columns were delivered, held against which may be."""

from __future__ import annotations

import re

from govcode.documents.kinds.dataset import Dataset
from govcode.drops.delivery import Delivered
from govcode.ir.measure import Counted, Headers

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_ .-]{0,39}")


def columns_found(measure: Headers, tables: list[Delivered], dataset: Dataset) -> Counted | None:
    """Return how many delivered columns break the promise, or None if nothing was delivered."""
    delivered = [(table, position, name) for table in tables for position, name in _numbered(table)]
    if not delivered:
        return None
    denied = {name.casefold() for name in measure.denied}
    broken: list[str] = []
    for table, position, name in delivered:
        if measure.unlisted:
            wrong = name not in _mapped(table, dataset) | {*measure.allowed} and name.casefold() not in denied
        else:
            wrong = name.casefold() in denied
        if wrong:
            broken.append(_shown(table, position, name, listed=not measure.unlisted, dataset=dataset))
    unique = tuple(dict.fromkeys(broken))
    return Counted(len(delivered), len(delivered), len(unique), tuple(sorted(unique)[:20]))


def _numbered(table: Delivered) -> list[tuple[int, str]]:
    return [(i, name) for columns in table.columns for i, name in enumerate(columns, start=1)]


def _mapped(table: Delivered, dataset: Dataset) -> set[str]:
    cells = table.table.columns
    return {cells[name].from_ or name if name in cells else name for name in dataset.spec.columns}


def _shown(table: Delivered, position: int, name: str, *, listed: bool, dataset: Dataset) -> str:
    """Return a column's name, or its position where the first line may be data instead of names."""
    mapped = _mapped(table, dataset)
    has_header = 2 * sum(name in mapped for name in table.every_column) >= min(len(mapped), len(table.every_column))
    if listed or (has_header and _NAME.fullmatch(name) and not re.search(r"\d{5}", name)):
        return name
    return f"column {position}"
