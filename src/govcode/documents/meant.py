"""What an author plainly means by a name or a value that does not fit where it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from govcode.core.fields import COLUMN
from govcode.documents.yaml import Pointer

_SYNONYMS = {
    "dataset": ("of",),
    "of": ("dataset",),
    "table": ("of", "dataset"),
    "filter": ("where", "when"),
    "where": ("when",),
    "when": ("where",),
    "group_by": ("by",),
    "segments": ("by",),
    "condition": ("that", "where"),
    "tolerance": ("at_most",),
    "name": ("title",),
}
_LIMIT = re.compile(
    r"\s*(?:(?P<at_most>at most|no more than|not more than|up to|max(?:imum)?|below|under|<=?)"
    r"|(?P<at_least>at least|no less than|not less than|min(?:imum)?|above|over|>=?))?"
    r"\s*(?P<number>[0-9]+(?:\.[0-9]+)?)\s*(?P<share>%)?\s*",
    re.ASCII,
)


def same_thing(name: str, here: Iterable[str], beside: object) -> str | None:
    """Return the field that says here what the name says elsewhere, unless it is written beside the name."""
    free = set(here) - (set(beside) if isinstance(beside, dict) else set())
    return next((word for word in _SYNONYMS.get(name, ()) if word in free), None)


def as_limit(value: object, fields: Collection[str]) -> str | None:
    """Return how `30%` or `at most 30%` is written where a limit has fields, or None."""
    said = _LIMIT.fullmatch(str(value).lower()) if isinstance(value, str | int | float) else None
    if said is None or "at_least" not in fields or "at_most" not in fields:
        return None
    number = f"{said['number']}{said['share'] or ''}"
    words = [word for word in ("at_least", "at_most") if said[word] or not (said["at_least"] or said["at_most"])]
    return "write " + " or ".join(f"{{{word}: {number}}}" for word in words)


def as_name(pattern: str, written: str) -> str | None:
    """Return a name in the letters a pattern wants, if that is all that is wrong with it."""
    joint = "_" if pattern == COLUMN else "-"
    folded = written.strip() if pattern == COLUMN else written.strip().lower()
    meant = re.sub(r"[\s_-]+", joint, folded)
    return meant if re.fullmatch(pattern, meant) else None


_SUCH_AS = {"rule": "require, required, one_of or unique", "fact": "first_reply, next_reply or resolution"}


def listed(pointer: Pointer) -> str:
    """Return what the entries of the list are that a pointer leads into, where they are told apart by a kind."""
    return "fact" if "facts" in pointer else "rule"


def kinds_such_as(pointer: Pointer) -> str:
    """Return what an entry without a kind lacks, with some of those there are."""
    return f"the kind of {listed(pointer)}, such as {_SUCH_AS[listed(pointer)]}"
