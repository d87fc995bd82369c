"""Rows and tables of a drop, before they become files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Cell: TypeAlias = str | int | bool | None
Row: TypeAlias = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a drop: its columns in file order and its rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


Drop: TypeAlias = Mapping[str, Table]


def flag(value: bool) -> str:  # noqa: FBT001 - it is the value itself
    """Return a boolean as CSV spells it."""
    return "true" if value else "false"


def text(row: Row, column: str) -> str:
    """Return a cell as text, empty if there is none."""
    cell = row[column]
    return "" if cell is None else str(cell)
