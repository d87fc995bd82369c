"""How wide the columns of a long table are on paper: told beforehand, because to measure all its cells takes long."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import east_asian_width

from govcode.reports.review.blocks import Cell, Column, Table

LONG = 60  # rows; shorter tables are measured cell by cell
DENSE = 7  # columns; tables of more have smaller letters
_ROOM, _ROOM_DENSE = 94.0, 108.0  # width of the page in ems of its tables
_GAP, _GAP_DENSE = 1.1, 0.85  # between columns, in ems
_NOTE = 0.9  # letters of notes, beside those of texts
_SIGN = 1.3  # with the gap after it, in ems
_NARROW, _WIDE = frozenset(" !'(),./:;I[]fijlrt|"), frozenset("%@MWmw")


def widths(table: Table) -> tuple[float, ...]:
    """Return the share of each column of a long table in percent; nothing for a table that can be measured.

    As browsers do: every column gets what its longest word needs, and the rest goes to those with longer texts.
    """
    if len(table.rows) < LONG or any(len(cells) != len(table.columns) for cells in table.rows):
        return ()
    dense = len(table.columns) > DENSE
    room, gap = (_ROOM_DENSE, _GAP_DENSE) if dense else (_ROOM, _GAP)
    cells = zip(*table.rows, strict=True)
    needs = [_needs(column, of, gap) for column, of in zip(table.columns, cells, strict=True)]
    return _shared([least for least, _ in needs], [most for _, most in needs], room)


def no_widths(_table: Table) -> tuple[float, ...]:
    """Return nothing: a browser measures every table."""
    return ()


def _needs(column: Column, cells: Iterable[Cell], gap: float) -> tuple[float, float]:
    """Return the width below which words of a column break, and the one at which nothing does; in ems."""
    least = max(map(ems, column.title.split()), default=0.0)
    most = ems(column.title)
    for cell in frozenset(cells):
        sign = _SIGN if cell.tone != "plain" else 0.0
        line, note = ems(cell.text) + sign, cell.note or ""
        word = line if column.numeric else max(map(ems, cell.text.split()), default=0.0) + sign
        least = max(least, word, _NOTE * max(map(ems, note.split()), default=0.0))
        most = max(most, line, _NOTE * ems(note))
    return least + gap, most + gap


def _shared(least: list[float], most: list[float], room: float) -> tuple[float, ...]:
    """Return the columns in percent of the room between them."""
    short, full = sum(least), sum(most)
    part = 1.0 if full <= max(room, short) else max(room - short, 0.0) / (full - short)
    found = [low + part * (high - low) for low, high in zip(least, most, strict=True)]
    return tuple(round(100 * width / sum(found), 2) for width in found)


def ems(text: str) -> float:
    """Return about how wide a text is, in ems of a wide typeface, so that words are never thought too short."""
    return sum(map(_em, text))


def _em(letter: str) -> float:
    if letter in _NARROW:
        return 0.4
    if letter in _WIDE:
        return 0.97
    if letter.isascii():
        return 0.78 if letter.isupper() else 0.64
    return 1.0 if east_asian_width(letter) in "WF" else 0.84
