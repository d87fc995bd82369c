"""A chain as a file of JSON lines, to be carried: a header, a line for each link, and a line that closes it.

Each line is canonical JSON, and the digest of a record is that of its bytes as they stand in the line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from govcode.history.address import MAGIC
from govcode.history.canonical import canonical
from govcode.history.entry import Entry, Signature
from govcode.history.link import Head, Link
from govcode.history.problem import Problem, What

_FORMATS = "govcode-history/"
FORMAT = f"{_FORMATS}1"
_HEX = rb"[0-9a-f]{64}"
_START = re.compile(
    rb'\{"digest":"(?P<record>%b)","hash":"(?P<hash>%b)","position":(?P<position>[1-9][0-9]{0,9}),'
    rb'"previous":"(?P<previous>%b)","record":\{' % (_HEX, _HEX, _HEX)
)
# The names of a record's own parts come before and after `signature`, and in a text every quotation mark is escaped.
_END = re.compile(rb'\}(?:,"signature":\{"key":"(?P<key>%b)","value":"(?P<value>[0-9a-f]{128})"\})?\}\Z' % _HEX)
_CLOSING = re.compile(rb'\{"head":"(?P<head>' + _HEX + rb')","records":(?P<records>[0-9]{1,10})\}')


@dataclass(frozen=True, slots=True)
class Carried:
    """What a file says: the project, the links in the order of its lines, how it ends, and what cannot be read."""

    project: str | None
    links: tuple[Link, ...]
    head: Head | None
    problems: tuple[Problem, ...]


def exported(project: str, links: Iterable[Link]) -> Iterator[bytes]:
    """Yield the lines of a file for a chain, each with its newline."""
    yield canonical({"format": FORMAT, "project": project}) + b"\n"
    head = Head()
    for link in links:
        yield _line(link) + b"\n"
        head = Head(link.entry.position, link.entry.hash)
    yield canonical({"head": head.hash, "records": head.length}) + b"\n"


def carried(content: bytes) -> Carried:
    """Return what the content of a file says; whatever is not a line of such a file is a problem with its place."""
    lines = content.split(b"\n")
    project, problems = _header(lines[0])
    if project is None and not any(map(_link, lines)):
        return Carried(None, (), None, (Problem(What.NO_EXPORT, _instead(content, lines[0])),))
    if lines[-1]:
        problems.append(Problem(What.UNREADABLE, f"line {len(lines)} has no end: the file was cut"))
    else:
        lines.pop()
    closing = _CLOSING.fullmatch(lines[-1]) if len(lines) > 1 else None
    body = lines[1:-1] if closing else lines[1:]
    links: list[Link] = []
    for position, line in enumerate(body, start=1):
        link = _link(line)
        if link:
            links.append(link)
        else:
            sentence = f"line {position + 1} cannot be read: record {position}{_named(line)} was changed or cut"
            problems.append(Problem(What.UNREADABLE, sentence, position))
    head = Head(int(closing["records"]), closing["head"].decode()) if closing else None
    return Carried(project, tuple(links), head, tuple(problems))


def _line(link: Link) -> bytes:
    entry = link.entry
    head = (
        f'{{"digest":"{entry.record}","hash":"{entry.hash}","position":{entry.position},'
        f'"previous":"{entry.previous}","record":'
    )
    signed = b""
    if entry.signature is not None:
        signed = b',"signature":' + canonical({"key": entry.signature.key, "value": entry.signature.value})
    return head.encode("ascii") + link.body + signed + b"}"


def _link(line: bytes) -> Link | None:
    start, end = _START.match(line), _END.search(line)
    if start is None or end is None:
        return None
    signature = Signature(end["key"].decode(), end["value"].decode()) if end["key"] else None
    record, previous, hash_ = (start[name].decode() for name in ("record", "previous", "hash"))
    entry = Entry(int(start["position"]), record, previous, hash_, signature)
    return Link(entry, line[start.end() - 1 : end.start() + 1])


def _header(line: bytes) -> tuple[str | None, list[Problem]]:
    try:
        plain: Any = json.loads(line)
    except ValueError:
        plain = None
    if not isinstance(plain, dict) or not isinstance(plain.get("project"), str) or canonical(plain) != line:
        return None, [Problem(What.UNREADABLE, "line 1 is not the header of an exported history")]
    if plain != {"format": FORMAT, "project": plain["project"]}:
        return None, [Problem(What.UNREADABLE, "line 1 is of another format than this govcode reads")]
    return plain["project"], []


def _instead(content: bytes, first: bytes) -> str:
    """Return what a file is that is no export, without what stands in it."""
    if not content.strip():
        return "the file is empty"
    if content.startswith(MAGIC):
        return "the file is a database; if it is the history itself, name it by --history"
    try:
        plain: Any = json.loads(first)
    except ValueError:
        return "line 1 is no JSON record"
    if isinstance(plain, dict) and str(plain.get("format", "")).startswith(_FORMATS):
        return "line 1 is of another format than this govcode reads"
    return "line 1 is not the header that `govcode history export` writes"


def _named(line: bytes) -> str:
    """Return the run that a damaged line seems to be of."""
    found = re.search(rb'"run":"([A-Za-z0-9_.:@/-]{1,200})"', line)
    return f" (run {found[1].decode()})" if found else ""
