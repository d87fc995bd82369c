"""What a table of the sample is: a name, columns, and how its rows follow from the world."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from govcode.sample.row import Row
from govcode.sample.world import World

Built: TypeAlias = Mapping[str, Sequence[Row]]  # tables that come earlier in the list, by name


@dataclass(frozen=True, slots=True)
class TableKind:
    """One table; `rows` draws only from the stream it is given."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[World, Built, Random], list[Row]]
