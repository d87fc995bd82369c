"""The links of a portal, followed as a browser would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath

from tests.reports.review.parsing import Parsed


def broken_links(pages: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the links that lead out of the portal, to no page or to no place on it."""
    read = {path: Parsed(text) for path, text in pages.items()}
    ids = {path: {a["id"] for _, a, _ in page.elements if "id" in a} for path, page in read.items()}
    return [(path, href) for path, page in read.items() for href in links(page) if not _leads(path, href, ids)]


def links(page: Parsed) -> Iterator[str]:
    """Yield where links and forms of a page lead, without what is only an icon."""
    yield from (a["href"] for a in page.named("a"))
    yield from (form["action"] for form in page.named("form"))


def twice(text: str) -> list[str]:
    """Return the ids that a page gives more than once."""
    ids = [a["id"] for _, a, _ in Parsed(text).elements if "id" in a]
    return sorted({one for one in ids if ids.count(one) > 1})


def _leads(path: str, href: str, ids: Mapping[str, set[str]]) -> bool:
    page, _, anchor = href.partition("#")
    if ":" in page or page.startswith("/"):
        return False
    goal = normpath(join(dirname(path), page)) if page else path
    return goal in ids and (not anchor or anchor in ids[goal])
