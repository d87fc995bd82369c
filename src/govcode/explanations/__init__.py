"""One page per diagnostic code, in plain words."""

from __future__ import annotations

import re
from importlib.resources import files

_CODE = re.compile(r"GC\d{3}", re.ASCII)
_PAGE = re.compile(r"(GC\d{3})\.md", re.ASCII)


def explain(code: str) -> str | None:
    """Return the page of a code as Markdown, or None if there is no such code; `gc114` is GC114."""
    wanted = code.strip().upper()
    if not _CODE.fullmatch(wanted):
        return None
    page = files(__name__) / f"{wanted}.md"
    return page.read_text("utf-8") if page.is_file() else None


def codes() -> dict[str, str]:
    """Return the title of every code that has a page, in order."""
    names = sorted(found[1] for entry in files(__name__).iterdir() if (found := _PAGE.fullmatch(entry.name)))
    return {name: _title(explain(name) or "") for name in names}


def _title(page: str) -> str:
    return page.partition("\n")[0].split(maxsplit=2)[2]
