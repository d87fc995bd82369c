"""Which columns were delivered, held against which may be."""

from __future__ import annotations

import re

from govcode.documents.kinds.dataset import Dataset
from govcode.drops.delivery import Delivered
from govcode.ir.measure import Counted, Headers

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_ .-]{0,39}")


def columns_found(measure: Headers, tables: list[Delivered], dataset: Dataset) -> Counted | None:
    """Return how many delivered columns break the promise, or None if nothing was delivered."""
    delivered = [
        (table, header, position, name)
        for table in tables
        for header in table.columns
        for position, name in enumerate(header, start=1)
    ]
    if not delivered:
        return None
    denied = {name.casefold() for name in measure.denied}
    broken: list[str] = []
    for table, header, position, name in delivered:
        if measure.unlisted:
            wrong = name not in _mapped(table, dataset) | {*measure.allowed} and name.casefold() not in denied
        else:
            wrong = name.casefold() in denied
        if wrong:
            shown = name if not measure.unlisted else _shown(header, _mapped(table, dataset), position, name)
            broken.append(shown)
    unique = tuple(dict.fromkeys(broken))
    return Counted(len(delivered), len(delivered), len(unique), tuple(sorted(unique)[:20]))


def _mapped(table: Delivered, dataset: Dataset) -> set[str]:
    cells = table.table.columns
    return {cells[name].from_ or name if name in cells else name for name in dataset.spec.columns}


def _shown(header: tuple[str, ...], mapped: set[str], position: int, name: str) -> str:
    """Return a column's name, or its position where the first line of the file may be data instead of names."""
    has_header = 2 * sum(word in mapped for word in header) > min(len(mapped), len(header))
    if has_header and _NAME.fullmatch(name) and not re.search(r"\d{5}", name):
        return name
    return f"column {position}"
