"""The nodes of a document as they are written, before aliases are followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from govcode.documents.yaml.resolution import Plain


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value; `style` is its first character if it is quoted or a block, else empty."""

    start: int
    end: int
    text: str
    style: str
    value: Plain
    size: int = 1


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    start: int
    end: int
    items: tuple[Node, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and its value."""

    key: Scalar
    name: str
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values, each key once."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Alias:
    """A place where a node written elsewhere stands again; `size` is the number of nodes it stands for."""

    start: int
    end: int
    of: Node
    size: int


Node: TypeAlias = Scalar | Sequence | Mapping | Alias
