"""A document as plain data, and the place in the file of every key and value in it."""

from __future__ import annotations

import collections.abc
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from govcode.core.place import Position, Span
from govcode.documents.yaml.node import Alias, Mapping, Node, Scalar, Sequence
from govcode.documents.yaml.offsets import offsets
from govcode.documents.yaml.resolution import Plain
from govcode.documents.yaml.source import Source

Value: TypeAlias = "Plain | list[Value] | dict[str, Value]"
Pointer: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands: as seen, its key if it has one, and the scalar itself if an alias repeats one."""

    start: int
    end: int
    key: Scalar | None
    scalar: Scalar | None


@dataclass(frozen=True, slots=True)
class Tree:
    """One document: `data` is JSON-like, a pointer is the keys and list positions that lead to a value."""

    data: dict[str, Value]
    source: Source
    places: collections.abc.Mapping[Pointer, _Place]

    def span(self, pointer: Pointer) -> Span:
        """Return the span of a value, or of the nearest value around a pointer that leads nowhere."""
        place = self._nearest(pointer)
        return self.source.span(place.start, place.end)

    def key_span(self, pointer: Pointer) -> Span:
        """Return the span of the key a value stands under; of the value itself if it has none."""
        key = self._nearest(pointer).key
        return self.span(pointer) if key is None else self.source.span(key.start, key.end)

    def position_in(self, pointer: Pointer, offset: int) -> Position:
        """Return where a character of a text value stands in the file; `offset` counts from 0.

        Exact for every style in which the value can be traced; never outside the value otherwise.
        """
        place = self._nearest(pointer)
        return self.source.position(self._offset(place, offset))

    def span_in(self, pointer: Pointer, start: int, end: int) -> Span:
        """Return the span of the characters `start` up to `end` of a text value."""
        place = self._nearest(pointer)
        last = self._offset(place, max(start, end - 1))
        # Not into the next line: between two lines a value can have a break that stands further down in the file.
        return self.source.span(self._offset(place, start), min(self._offset(place, end), self.source.line_at(last)[1]))

    def _offset(self, place: _Place, offset: int) -> int:
        scalar = place.scalar
        if scalar is None:
            return place.start
        found = offsets(self.source.text, scalar)
        if found is None:
            return max(scalar.start, min(scalar.start + len(scalar.style) + offset, scalar.end))
        return found[max(0, min(offset, len(found) - 1))]

    def _nearest(self, pointer: Pointer) -> _Place:
        while pointer not in self.places:
            pointer = pointer[:-1]
        return self.places[pointer]


def tree_of(root: Mapping, source: Source) -> Tree:
    """Return the data of a document, every alias replaced by a copy of what it repeats."""
    places: dict[Pointer, _Place] = {}
    data = {e.name: _value(e.value, (e.name,), places, e.key) for e in root.entries}
    places[()] = _Place(root.start, root.end, None, None)
    return Tree(data, source, MappingProxyType(places))


def _value(node: Node, pointer: Pointer, places: dict[Pointer, _Place], key: Scalar | None) -> Value:
    """Return the data of a node and note the places of what is in it."""
    if isinstance(node, Scalar):
        places[pointer] = _Place(node.start, node.end, key, node)
        return node.value
    if isinstance(node, Alias):
        value = _value(node.of, pointer, places, key)
        places[pointer] = _Place(node.start, node.end, key, places[pointer].scalar)
        return value
    places[pointer] = _Place(node.start, node.end, key, None)
    if isinstance(node, Sequence):
        return [_value(item, (*pointer, i), places, None) for i, item in enumerate(node.items)]
    return {e.name: _value(e.value, (*pointer, e.name), places, e.key) for e in node.entries}
