"""Parse events become nodes; whatever the language does not allow becomes a problem."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import yaml

from govcode.core.diagnostic import Diagnostic
from govcode.documents.yaml.anchors import Anchors
from govcode.documents.yaml.events import begins, ends
from govcode.documents.yaml.node import Entry, Mapping, Node, Scalar, Sequence
from govcode.documents.yaml.resolution import NotFiniteError, Plain, resolve
from govcode.documents.yaml.source import NO_SPACE, Source, StoppedError

MAX_DEPTH = 40

_PROPERTY = re.compile(r"[&!]\S*(?:(?:\s+#.*)*\s+|$)")
_UNSPACED = re.compile(r"[\w-]+:\S")
_COLON = re.compile(r"\s*:")
_GLUED = re.compile(r"\s*:[,\[\]{}?]")


class Composition:
    """The documents of one file as they arrive, with the problems met on the way."""

    def __init__(self, source: Source, events: Iterator[yaml.Event]) -> None:
        """Start at the beginning of the file."""
        self.problems: list[Diagnostic] = []
        self.scalars: list[Scalar] = []
        self._source = source
        self._events = events
        self._anchors = Anchors(self._problem)

    def documents(self) -> Iterator[Mapping]:
        """Yield the documents that are mappings; raises `StoppedError` and `yaml.YAMLError`."""
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._directives(event)
                self._anchors = Anchors(self._problem)
                root = self._node(next(self._events), 1)
                next(self._events)  # the end of the document, or the syntax error that makes its kind unimportant
                if isinstance(root, Mapping):
                    yield root
                elif not _is_empty(root):
                    self._not_a_mapping(root)

    def _problem(self, code: str, message: str, at: tuple[int, int], suggestion: str | None = None) -> Diagnostic:
        problem = Diagnostic(code, message, self._source.span(*at), suggestion)
        self.problems.append(problem)
        return problem

    def _directives(self, event: yaml.DocumentStartEvent) -> None:
        if event.version or event.tags:
            start = begins(event)
            message = "a line that begins with '%' gives orders to the YAML reader; there are none here"
            self._problem("GC001", message, self._source.line_at(start), "delete the line")

    def _not_a_mapping(self, root: Node) -> None:
        at = (root.start, root.end)
        if isinstance(root, Scalar) and not root.style and _UNSPACED.match(root.text):
            first = (root.start, root.start + root.text.index(":") + 1)
            self._problem("GC001", NO_SPACE, first, "write 'key: value' with a space after the colon")
            return
        what = "a list" if isinstance(root, Sequence) else "a single value"
        self._problem("GC008", f"the document is {what}; it has to be made of 'key: value' lines", at)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        """Return the node that begins with an event."""
        if isinstance(event, yaml.AliasEvent):
            return self._anchors.follow(event)
        assert isinstance(event, yaml.NodeEvent)  # noqa: S101 - the parsers' grammar, told to mypy
        anchor = self._anchors.open(event)
        start = self._content_start(event, anchor)
        if isinstance(event, yaml.ScalarEvent):
            node: Node = self._scalar(event, start)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._sequence(event, start, self._deeper(event, depth))
        else:
            assert isinstance(event, yaml.MappingStartEvent)  # noqa: S101 - as above
            node = self._mapping(event, start, self._deeper(event, depth))
        self._anchors.close(anchor, node)
        return node

    def _content_start(self, event: yaml.NodeEvent, anchor: str | None) -> int:
        """Return where the content begins after its anchor and tag; a tag is a problem."""
        start = begins(event)
        tag = getattr(event, "tag", None)
        if anchor is None and tag is None:
            return start
        end = ends(event) if isinstance(event, yaml.ScalarEvent) else len(self._source.text)
        while found := _PROPERTY.match(self._source.text, start, end):
            if found[0].startswith("!"):
                written = found[0].split()[0]
                message = f"'{_shown(written)}' is a YAML tag; tags are not allowed"
                suggestion = "delete it, or put the text in quotes if it was meant as text"
                self._problem("GC003", message, (start, start + len(written)), suggestion)
            start = found.end()
        return start

    def _deeper(self, event: yaml.NodeEvent, depth: int) -> int:
        if depth > MAX_DEPTH:
            message = f"lists and mappings are nested more than {MAX_DEPTH} deep"
            at = (begins(event), begins(event) + 1)
            raise StoppedError(Diagnostic("GC006", message, self._source.span(*at)))
        return depth + 1

    def _scalar(self, event: yaml.ScalarEvent, start: int) -> Scalar:
        style, end = event.style or "", max(start, ends(event))
        text = self._source.text
        if style:
            end = start + len(text[start:end].rstrip(" \t\n"))
        if "\0" in event.value:
            self._problem("GC005", "the text contains the invisible character U+0000", (start, end))
        scalar = Scalar(start, end, event.value, style, self._value(event.value, style, (start, end)))
        self.scalars.append(scalar)
        return scalar

    def _value(self, text: str, style: str, at: tuple[int, int]) -> Plain:
        if style:
            return text
        try:
            return resolve(text)
        except NotFiniteError:
            message = f"{_shown(text)} is not a number that can be calculated with"
            self._problem("GC109", message, at, "put it in quotes if it was meant as text")
            return text

    def _sequence(self, event: yaml.SequenceStartEvent, start: int, depth: int) -> Sequence:
        items: list[Node] = []
        while not isinstance(inner := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(inner, depth))
        end = ends(inner) if event.flow_style or not items else items[-1].end
        return Sequence(start, end, tuple(items), 1 + sum(i.size for i in items))

    def _mapping(self, event: yaml.MappingStartEvent, start: int, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        size, end = 1, start
        while not isinstance(inner := next(self._events), yaml.MappingEndEvent):
            key = self._node(inner, depth)
            self._colon_apart(key, flow=bool(event.flow_style))
            value = self._placed(self._node(next(self._events), depth), key)
            size, end = size + 1 + value.size, max(key.end, value.end)
            entry = self._entry(key, value)
            if entry is not None and self._is_new(entry, entries):
                entries[entry.name] = entry
        end = ends(inner) if event.flow_style else end
        return Mapping(start, end, tuple(entries.values()), size)

    def _placed(self, value: Node, key: Node) -> Node:
        """Put a value that is not there right after the colon; every parser has a place of its own for it."""
        if not isinstance(value, Scalar) or value.text or value.style:
            return value
        found = _COLON.match(self._source.text, key.end)
        start = found.end() if found else key.end
        return replace(value, start=start, end=start)

    def _colon_apart(self, key: Node, *, flow: bool) -> None:
        """In brackets libyaml refuses `key:,` and PyYAML does not; so neither may."""
        text = self._source.text
        if flow and isinstance(key, Scalar) and not key.style and _GLUED.match(text, key.end):
            colon = text.index(":", key.end)
            at = self._source.span(colon, colon + 1)
            raise StoppedError(Diagnostic("GC001", NO_SPACE, at, "write 'key: value' with a space after the colon"))

    def _entry(self, key: Node, value: Node) -> Entry | None:
        at = (key.start, key.end)
        if not isinstance(key, Scalar):
            message = "a key has to be plain text, not a list, a mapping or an alias"
            self._problem("GC007", message, at, "put quotes around the text if it contains brackets or braces")
            return None
        if key.text == "<<" and not key.style:
            message = "merge keys ('<<') are not allowed, because a reader cannot see what they change"
            self._problem("GC009", message, at, "mark a whole value with '&name' and repeat it with '*name'")
            return None
        if not isinstance(key.value, str):
            name = f"'{_shown(key.text)}'" if key.text else "nothing"
            suggestion = f'write "{_shown(key.text)}" in quotes' if key.text else "write a key before the ':'"
            self._problem("GC007", f"a key has to be text, but {name} stands here", at, suggestion)
        return Entry(key, key.text, value)

    def _is_new(self, entry: Entry, entries: dict[str, Entry]) -> bool:
        first = entries.get(entry.name)
        if first is None:
            return True
        line = self._source.position(first.key.start).line
        message = f"the key '{_shown(entry.name)}' stands here a second time; it is first in line {line}"
        self._problem("GC002", message, (entry.key.start, entry.key.end), "delete one of the two or rename it")
        return False


def _is_empty(root: Node) -> bool:
    return isinstance(root, Scalar) and not root.style and not root.text


def _shown(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
