"""Anchors mark a value (`&name`), aliases repeat it (`*name`); both are bounded."""

from __future__ import annotations

from collections.abc import Callable

import yaml

from govcode.core.diagnostic import Diagnostic
from govcode.documents.yaml.events import begins, ends
from govcode.documents.yaml.node import Alias, Node, Scalar
from govcode.documents.yaml.source import StoppedError

MAX_EXPANDED = 10_000

Report = Callable[[str, str, tuple[int, int], str | None], Diagnostic]


class Anchors:
    """The anchors of one document."""

    def __init__(self, report: Report) -> None:
        """Start without any; problems go to `report`."""
        self._report = report
        self._nodes: dict[str, Node] = {}
        self._open: set[str] = set()
        self._expanded = 0

    def open(self, event: yaml.NodeEvent) -> str | None:
        """Note that a marked value begins; return its name, if it has one."""
        name: str | None = event.anchor
        if name is None:
            return None
        if name in self._nodes or name in self._open:
            at = (begins(event), begins(event) + len(name) + 1)
            self._report("GC004", f"the anchor '&{name}' stands twice in this document", at, "give it another name")
        self._open.add(name)
        return name

    def close(self, name: str | None, node: Node) -> None:
        """Note that a marked value is complete."""
        if name is not None:
            self._open.discard(name)
            self._nodes[name] = node

    def follow(self, event: yaml.AliasEvent) -> Node:
        """Return what an alias repeats; raises `StoppedError` if the document repeats too much."""
        name, at = event.anchor, (begins(event), ends(event))
        if name in self._open:
            message = f"'*{name}' stands inside the value it repeats, which would never end"
            self._report("GC004", message, at, None)
            return Scalar(*at, "", "", None)
        if name not in self._nodes:
            message = f"'*{name}' repeats a value marked '&{name}', but there is none above"
            self._report("GC004", message, at, f"put it in quotes if you meant the text '*{name}'")
            return Scalar(*at, "", "", None)
        node = self._nodes[name]
        self._expanded += node.size
        if self._expanded > MAX_EXPANDED:
            message = f"the aliases of this document repeat more than {MAX_EXPANDED:,} values"
            raise StoppedError(self._report("GC004", message, at, None))
        return Alias(*at, node, node.size)
