"""`pdf`: the page as it is printed, with bookmarks, tags for screen readers and the numbers of pages links lead to."""

from __future__ import annotations

from dataclasses import replace

from govcode.reports.review import html
from govcode.reports.review.blocks import Block, Group, Note, Page, Section, Table, Tone
from govcode.reports.review.pdf.printing import printed

PRINTED_ROWS = 300  # of a table; laying out a row takes 6 ms, and nobody reads a hundred pages of one table


def render(page: Page) -> bytes:
    """Return the review as a PDF/UA document; the same review gives the same bytes with the same typefaces.

    A table of more than 300 rows is cut, and the page says so: HTML, Markdown and JSON have all rows.

    Raises:
        MissingExtra: The libraries that draw and print are not installed.
    """
    return printed(html.render(shortened(page), paper=True))


def shortened(page: Page) -> Page:
    """Return the review with long tables cut, each followed by a note that says so."""
    return replace(page, sections=tuple(map(_section, page.sections)))


def _section(section: Section) -> Section:
    return replace(section, groups=tuple(map(_group, section.groups)))


def _group(group: Group) -> Group:
    return replace(group, blocks=tuple(part for block in group.blocks for part in _parts(block)))


def _parts(block: Block) -> tuple[Block, ...]:
    if not isinstance(block, Table) or len(block.rows) <= PRINTED_ROWS:
        return (block,)
    told = (
        f"The table above shows the first {PRINTED_ROWS:,} of {len(block.rows):,} rows. "
        "The HTML, Markdown and JSON forms of this review have all of them."
    )
    return replace(block, rows=block.rows[:PRINTED_ROWS]), Note(Tone.WATCH, told)
