"""Cells, and the row they make: in Python, because a review has tens of thousands of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from govcode.reports.format.words import visible
from govcode.reports.review.anchors import Anchors
from govcode.reports.review.blocks import Cell, Column, Tone
from govcode.reports.review.tones import TONES


def inside(cell: Cell, anchors: Anchors, *, paper: bool = False) -> Markup:
    """Return the sign and word of a cell's tone, its text, as a link if it leads somewhere, and its note.

    On `paper` the word is left out, as the style of print does not show it.
    """
    parts: list[str] = [(_MARKS if paper else _SIGNS)[cell.tone]] if cell.tone is not Tone.PLAIN else []
    goal, text = anchors.goal(cell.href), _safe(cell.text)
    parts.append(text if goal is None else f'<a href="{goal}">{text}</a>')
    if cell.note:
        parts.append(f'<span class="note">{_safe(cell.note)}</span>')
    return Markup("".join(parts))  # noqa: S704 - made of escaped texts


def row(
    cells: Sequence[Cell], columns: Sequence[Column], anchors: Anchors, name: str | None, *, paper: bool = False
) -> Markup:
    """Return a row of a table, whose first cell is its heading; `name` is what links call it.

    On `paper`, where nobody sorts, values to sort by are left out.
    """
    given = f' id="{anchors.own(name)}"' if name else ""
    parts = [f"<tr{given}>"]
    for place, (cell, column) in enumerate(zip(cells, columns, strict=False)):
        tag, scope = ("td", "") if place else ("th", ' scope="row"')
        look = ' class="number"' if column.numeric else ""
        sorts = "" if paper or cell.value is None else f' data-value="{_safe(str(cell.value))}"'
        parts.append(f"<{tag}{scope}{look}{sorts}>{inside(cell, anchors, paper=paper)}</{tag}>")
    parts.append("</tr>")
    return Markup("".join(parts))  # noqa: S704 - made of escaped texts


def sign(tone: Tone) -> Markup:
    """Return the sign of a tone, and its word for those who do not see it."""
    return _SIGNS[tone]


@lru_cache(maxsize=4096)  # the same days, names and words are in most rows
def _safe(text: str) -> str:
    return str(escape(visible(text)))


_MARKS = {
    tone: Markup('<span class="sign {}" aria-hidden="true">{}</span>').format(tone, meant.sign)
    if meant.sign
    else Markup()
    for tone, meant in TONES.items()
}
_SIGNS = {
    tone: _MARKS[tone] + Markup('<span class="unseen">{}: </span>').format(meant.word) if meant.sign else Markup()
    for tone, meant in TONES.items()
}
