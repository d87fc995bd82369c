"""Columns as a select lists them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Names: TypeAlias = Sequence[tuple[str, str]]  # what is selected, and its name


def listed(names: Names) -> str:
    """Return the list of a select; what already has its name is not named again."""
    return ", ".join(sql if sql == name else f"{sql} as {name}" for sql, name in names)
