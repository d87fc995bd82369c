"""The parse events of a text, from libyaml where it is there and from pure Python where it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol, cast

import yaml
from yaml.error import Mark
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError

FAST: bool = yaml.__with_libyaml__

_ESCAPE = "while scanning a double-quoted scalar"
_NO_CHARACTER = "found invalid Unicode character escape code"
_SURROGATE = re.compile("[\ud800-\udfff]")


class _Events(Protocol):
    """The part of both parsers that is used."""

    def check_event(self) -> bool: ...

    def get_event(self) -> yaml.Event: ...


class _Pure(Reader, Scanner, Parser):
    """PyYAML's own parser, made to read what libyaml reads and to refuse what libyaml refuses."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        self._in_plain = False

    def peek(self, index: int = 0) -> str:
        """Return a character ahead; in a plain scalar a `?`, at which PyYAML stops in brackets, is a letter."""
        character = str(super().peek(index))
        return "x" if character == "?" and self._in_plain else character

    def scan_plain(self) -> yaml.ScalarToken:
        """Return the plain scalar that begins here."""
        self._in_plain = True
        token = super().scan_plain()
        self._in_plain = False
        if self.flow_level and (glued := token.value.find(":?")) >= 0:
            start = cast("Mark", token.start_mark)
            at = Mark(start.name, start.index + glued, start.line, start.column + glued, None, 0)
            raise ScannerError("while scanning a plain scalar", start, "found unexpected ':'", at)
        return token

    def check_event(self) -> bool:  # type: ignore[override]
        """Return whether there is an event left."""
        try:
            return bool(super().check_event())
        except (ValueError, OverflowError) as broken:  # `chr` of a number that is no character
            raise ScannerError(_ESCAPE, None, _NO_CHARACTER, self.get_mark()) from broken

    def get_event(self) -> yaml.Event:
        """Return the next event."""
        event = cast("yaml.Event", super().get_event())  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.ScalarEvent) and _SURROGATE.search(event.value):
            raise ScannerError(_ESCAPE, cast("Mark", event.start_mark), _NO_CHARACTER, cast("Mark", event.end_mark))
        return event


def events(text: str, *, fast: bool = FAST) -> Iterator[yaml.Event]:
    """Yield the parse events of a text; raises `yaml.YAMLError` where it stops being YAML."""
    parser: _Events = yaml.cyaml.CParser(text) if fast else _Pure(text)  # type: ignore[assignment, attr-defined]
    while parser.check_event():
        yield parser.get_event()


def begins(event: yaml.Event) -> int:
    """Return the offset at which an event begins."""
    return cast("Mark", event.start_mark).index


def ends(event: yaml.Event) -> int:
    """Return the offset at which an event ends."""
    return cast("Mark", event.end_mark).index
