"""Which columns were delivered, held against which may be."""

from __future__ import annotations

import re

from govcode.core.nested import RECORD, first_name, last_name
from govcode.documents.kinds.dataset import Dataset
from govcode.drops.delivery import Delivered
from govcode.ir.measure import Counted, Headers

_NAME = re.compile(r"/?[A-Za-z_][A-Za-z0-9_ .-]{0,39}")


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
        refused = bool({name.casefold(), last_name(name).casefold()} & denied)
        if measure.unlisted:
            wrong = name not in _mapped(table, dataset) | {*measure.allowed} and not refused
        else:
            wrong = refused
        if wrong:
            shown = name if not measure.unlisted else _shown(header, _mapped(table, dataset), position, name)
            broken.append(shown)
    unique = tuple(dict.fromkeys(broken))
    return Counted(len(delivered), len(delivered), len(unique), tuple(sorted(unique)[:20]))


def _mapped(table: Delivered, dataset: Dataset) -> set[str]:
    """Return the delivered names that a feed reads, and those of the values in which it finds them."""
    cells = table.table.columns
    names = {cells[name].from_ or name if name in cells else name for name in dataset.spec.columns}
    names |= {text.from_ for text in table.table.read.values()}
    names |= {*table.table.keep.per, table.table.keep.latest} if table.table.keep else set()
    around = {f"{RECORD if name.startswith(RECORD) else ''}{first_name(name)}" for name in names if first_name(name)}
    lists = [part for part in (table.table.each or "").split(".") if part]
    unfolded = {RECORD + ".".join(lists[:level]) for level in range(1, len(lists) + 1)}
    return names | around | unfolded


def _shown(header: tuple[str, ...], mapped: set[str], position: int, name: str) -> str:
    """Return a column's name, or its position where the first line of the file may be data instead of names."""
    has_header = 2 * sum(word in mapped for word in header) > min(len(mapped), len(header))
    if has_header and _NAME.fullmatch(name) and not re.search(r"\d{5}", name):
        return name
    return f"column {position}"
