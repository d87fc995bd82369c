"""Where each page of the portal lies, and the way from one page to another."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from hashlib import sha256
from posixpath import relpath

from govcode.history.entry import Entry
from govcode.history.record import Definition
from govcode.review.scorecard import KPI

INDEX, KPIS, RULES, RUNS, SEARCH = "index.html", "kpis/index.html", "rules/index.html", "runs/index.html", "search.html"
SHORT = 12  # characters of a hash that tell it from others
_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)*")
_LONGEST = 80
# Names that a system gives to devices, and the page that lists a folder.
_TAKEN = frozenset({"index", "con", "prn", "aux", "nul", *(f"{d}{i}" for d in ("com", "lpt") for i in range(1, 10))})


def vendor_page(vendor: str) -> str:
    """Return the page of a vendor."""
    return f"vendors/{file_name(vendor)}.html"


def check_page(definition: Definition) -> str:
    """Return the page of a KPI, rule, claim, drift or tension."""
    return f"{'kpis' if definition.kind == KPI else 'rules'}/{file_name(definition.id)}.html"


def run_page(entry: Entry) -> str:
    """Return the page of a run, named by the hash of its link."""
    return f"runs/{entry.hash[:SHORT]}.html"


def file_name(id_: str) -> str:
    """Return an id as the name of a file on any system; what is no plain word is told apart by a hash."""
    if _PLAIN.fullmatch(id_) and len(id_) <= _LONGEST and id_.partition(".")[0] not in _TAKEN:
        return id_
    plain = re.sub(r"[^a-z0-9_-]+", "-", id_.lower()).strip("-")[:_LONGEST] or "id"
    return f"{plain}--{sha256(id_.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"


def link(page: str, anchor: str = "") -> str:
    """Return what a cell's `href` is to lead to another page: a slash, the page, and an anchor on it."""
    return f"/{page}" + (f"#{anchor}" if anchor else "")


@lru_cache(maxsize=4096)  # pages link to the same others from every row
def way(source: str, goal: str) -> str:
    """Return the relative address of a page, seen from another one."""
    return relpath(goal, source.rpartition("/")[0] or ".")


def way_of(href: str, source: str, pages: Collection[str]) -> str | None:
    """Return the relative address that a cell's `href` to another page is; None where there is no such page."""
    page, mark, anchor = href[1:].partition("#")
    return way(source, page) + mark + anchor if page in pages else None
