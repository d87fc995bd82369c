"""The decision page as text: who is rated how, what is asked, what moved."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from govcode.reports.review.blocks import Cell, Note, Page, Prose, Section, Table
from govcode.reports.review.tones import signed

WIDTH = 100
_DECISION = 1
_LEFT_OUT = frozenset({"reasons"})  # the other formats tell them


def render(page: Page) -> str:
    """Return the decision page as text; the whole review is in the other formats."""
    section = next(section for section in page.sections if section.number == _DECISION)
    lines = [page.title, page.subtitle, "", fill(section.summary, WIDTH), *_section(section)]
    return (
        "\n".join(lines)
        + "\n\nThe whole review: -o html=review.html, markdown, json, pdf, oscal-results or oscal-poam.\n"
    )


def _section(section: Section) -> Iterator[str]:
    for group in section.groups:
        tables = [block for block in group.blocks if isinstance(block, Table) and block.id not in _LEFT_OUT]
        if not tables:
            continue
        yield ""
        yield group.title
        for table in tables:
            yield from _table(table)
        for block in group.blocks:
            if isinstance(block, Prose | Note):
                yield fill(block.text, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _table(table: Table) -> Iterator[str]:
    if not table.rows:
        yield f"  {table.empty}"
    for row in table.rows:
        first, *others = (_told(cell) for cell in row)
        told = [
            f"{column.title.lower()}: {cell}" if i > 1 else cell
            for i, (column, cell) in enumerate(zip(table.columns[1:], others, strict=True), start=1)
        ]
        yield fill(f"{first}: {'; '.join(told)}", WIDTH, initial_indent="  ", subsequent_indent="      ")


def _told(cell: Cell) -> str:
    text = signed(cell.text, cell.tone)
    return f"{text} ({cell.note})" if cell.note else text
