"""Where the characters of a scalar's value stand in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govcode.documents.yaml.node import Scalar

# A line break and the blanks around it fold into one blank, or into the breaks after the first if there are more.
_FOLD = r"(?P<fold>[ \t]*\n[ \t\n]*)|(?P<blanks>[ \t]+)"
_BLANK = re.compile(r"[ \t\n]*")
_TOKENS = {
    "": re.compile(rf"{_FOLD}|."),
    "'": re.compile(rf"{_FOLD}|''|."),
    '"': re.compile(rf"(?P<join>\\\n[ \t\n]*)|{_FOLD}|\\x..|\\u.{{4}}|\\U.{{8}}|\\.|."),
}


def offsets(text: str, scalar: Scalar) -> list[int] | None:
    """Return the offset in `text` of each character of a scalar's value, then of its end.

    None if the scalar is written in a way that is not understood.
    """
    if scalar.style in _TOKENS:
        quote = len(scalar.style)
        begin, end = scalar.start + quote, scalar.end - quote
        found = list(_flow(text, begin, end, _TOKENS[scalar.style]))
        return [*found, end] if len(found) == len(scalar.text) else None
    return _block(text, scalar)


def _flow(text: str, begin: int, end: int, tokens: re.Pattern[str]) -> Iterator[int]:
    for token in tokens.finditer(text, begin, end):
        kind, start = token.lastgroup, token.start()
        if kind == "blanks":
            yield from range(start, token.end())
        elif kind in ("fold", "join"):
            breaks = [start + i for i, character in enumerate(token[0]) if character == "\n"]
            yield from breaks if kind == "fold" and len(breaks) == 1 else breaks[1:]
        else:
            yield start


def _block(text: str, scalar: Scalar) -> list[int] | None:
    """Try each indentation the lines can have: with an explicit one the text alone does not tell it."""
    body = text.find("\n", scalar.start) + 1
    if not body:
        return [scalar.end] if not scalar.text else None
    blank = _BLANK.match(text, scalar.end)  # trailing line breaks may belong to the value
    rest = text[body : blank.end() if blank else scalar.end]
    lines = [(line.start(), line[0]) for line in re.finditer(r"[^\n]*\n|[^\n]+", rest)]
    widest = max((len(line) - len(line.lstrip(" ")) for _, line in lines), default=0)
    for indent in range(widest, -1, -1):
        found = _unfolded(lines, indent, folded=scalar.style == ">")
        if "".join(c for c, _ in found).startswith(scalar.text):
            return _with_end([body + at for _, at in found[: len(scalar.text)]], scalar)
    return None


def _with_end(found: list[int], scalar: Scalar) -> list[int]:
    return [*found, found[-1] + 1 if found else scalar.end]


def _unfolded(lines: list[tuple[int, str]], indent: int, *, folded: bool) -> list[tuple[str, int]]:
    """Return the characters of a block scalar and their offsets, every trailing line break kept."""
    result: list[tuple[str, int]] = []
    pending: list[tuple[str, int]] = []  # the line breaks since the last line with content
    flush = False
    for start, line in lines:
        content = line.rstrip("\n")
        if len(content) <= indent and not content.strip(" "):
            pending.append(("\n", start + len(content)))
            continue
        if content[:indent].strip(" "):
            break
        opens = content[indent] not in " \t"
        result += _joined(pending) if folded and flush and opens else pending
        result += [(c, start + indent + i) for i, c in enumerate(content[indent:])]
        pending = [("\n", start + len(content))]
        flush = opens
    return result + pending


def _joined(breaks: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return [(" ", breaks[0][1])] if len(breaks) == 1 else breaks[1:]
