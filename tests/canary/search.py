"""Looks for cells in what was written, in any of the forms in which they could get out."""

from __future__ import annotations

import html
import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import quote

MARK = re.compile(r"zq\d{5}")


def found_in(text: str, cells: Iterable[str]) -> set[str]:
    """Return the cells of which a form stands in the text."""
    lowered = text.casefold()
    marks = set(MARK.findall(lowered))
    return {
        cell
        for cell in cells
        if any(form in marks if MARK.fullmatch(form) else form in lowered for form in _forms(cell))
    }


@cache
def _forms(cell: str) -> tuple[str, ...]:
    """Return the forms of a cell, in small letters; a mark, which no form of writing changes, stands for its cell."""
    mark = MARK.match(cell)
    forms = [mark.group()] if mark else [cell, html.escape(cell), json.dumps(cell)[1:-1], quote(cell), *_written(cell)]
    return tuple(dict.fromkeys(form.casefold() for form in [*forms, *_base64(cell[:24].encode())]))


def _written(cell: str) -> Iterator[str]:
    """Yield other ways to write a number, a day or a moment."""
    digits = re.sub(r"\D", "", cell)
    if len(digits) >= 10:
        yield digits
    if re.fullmatch(r"\d+\.\d+", cell):
        yield f"{float(cell):,.2f}"
    if re.fullmatch(r"\d{5,}", cell):
        yield f"{int(cell):,}"
    if re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", cell):
        yield cell[:16]
        yield cell.replace(" ", "T")[:16]


def _base64(cell: bytes) -> Iterator[str]:
    """Yield the middle of a cell in base64, wherever in a longer text it may begin."""
    for before, broken in ((0, 0), (1, 2), (2, 3)):
        yield b64encode(b"-" * before + cell).decode().rstrip("=")[broken:-1]
