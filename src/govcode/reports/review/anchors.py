"""The ids of a page: each is given once, and a link is only made to one that is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govcode.reports.review.blocks import Figure, Page, Table

_ODD = re.compile(r"[^A-Za-z0-9_.-]+")


class Anchors:
    """Gives out the ids of one page, in the order in which the page is written."""

    def __init__(self, page: Page) -> None:
        """Know all places that links may lead to."""
        self._places = frozenset(map(anchor, places(page)))
        self._given: set[str] = set()

    def own(self, wanted: str) -> str:
        """Return an id that nothing else on the page has: the wanted one for the first that asks."""
        name, number = anchor(wanted), 2
        while name in self._given or (number > 2 and name in self._places):
            name, number = f"{anchor(wanted)}-{number}", number + 1
        self._given.add(name)
        return name

    def goal(self, href: str | None) -> str | None:
        """Return where a link leads, with its `#`, or None where there is nothing to lead to."""
        return None if href is None or (name := anchor(href)) not in self._places else f"#{name}"


def anchor(text: str) -> str:
    """Return a text as an id that needs no escaping in HTML, in addresses and in style sheets."""
    return _ODD.sub("-", text) or "-"


def places(page: Page) -> Iterator[str]:
    """Yield all names that links may lead to: sections, groups, tables, figures and rows."""
    for section in page.sections:
        yield section.id
        for group in section.groups:
            yield group.id
            for block in group.blocks:
                if isinstance(block, Figure):
                    yield block.id
                table = block.table if isinstance(block, Figure) else block
                if isinstance(table, Table):
                    yield table.id
                    yield from filter(None, table.anchors)
