"""Cells, and the row they make: in Python, because a review has tens of thousands of them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from govcode.reports.format.words import visible
from govcode.reports.review.anchors import Anchors
from govcode.reports.review.blocks import Cell, Column, Tone
from govcode.reports.review.tones import TONES


def inside(cell: Cell, anchors: Anchors) -> Markup:
    """Return the sign and word of a cell's tone, its text, as a link if it leads somewhere, and its note."""
    parts: list[str] = [sign(cell.tone)] if cell.tone is not Tone.PLAIN else []
    goal, text = anchors.goal(cell.href), _safe(cell.text)
    parts.append(text if goal is None else f'<a href="{goal}">{text}</a>')
    if cell.note:
        parts.append(f'<span class="note">{_safe(cell.note)}</span>')
    return Markup("".join(parts))  # noqa: S704 - made of escaped texts


def row(cells: Sequence[Cell], columns: Sequence[Column], anchors: Anchors, name: str | None) -> Markup:
    """Return a row of a table, whose first cell is its heading; `name` is what links call it."""
    given = f' id="{anchors.own(name)}"' if name else ""
    parts = [f"<tr{given}>"]
    for place, (cell, column) in enumerate(zip(cells, columns, strict=False)):
        tag, scope = ("td", "") if place else ("th", ' scope="row"')
        look = ' class="number"' if column.numeric else ""
        sorts = "" if cell.value is None else f' data-value="{_safe(str(cell.value))}"'
        parts.append(f"<{tag}{scope}{look}{sorts}>{inside(cell, anchors)}</{tag}>")
    parts.append("</tr>")
    return Markup("".join(parts))  # noqa: S704 - made of escaped texts


def sign(tone: Tone) -> Markup:
    """Return the sign of a tone, and its word for those who do not see it."""
    return _SIGNS[tone]


def _safe(text: str) -> str:
    return str(escape(visible(text)))


_SIGNS = {
    tone: Markup('<span class="sign {}" aria-hidden="true">{}</span><span class="unseen">{}: </span>').format(
        tone, meant.sign, meant.word
    )
    if meant.sign
    else Markup()
    for tone, meant in TONES.items()
}
