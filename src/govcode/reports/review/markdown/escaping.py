"""Texts that mean nothing to Markdown: shown as they are, whatever they hold."""

from __future__ import annotations

import re

from govcode.reports.format.words import visible

# An underscore within a word is no mark.
_MARKS = re.compile(r"[\\`*\[\]|~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_OPENING = re.compile(r"^(\s*)([#+=-]|(?P<list>\d{1,9})([.)]))")
_TICKS = re.compile(r"`+")


def safe(text: str) -> str:
    """Return a text on one line that stands for itself within a paragraph or a cell."""
    entities = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKS.sub(r"\\\g<0>", entities)


def opening(text: str) -> str:
    """Return a text that stands for itself at the beginning of a line."""
    return _OPENING.sub(_held, safe(text.strip()))


def code(text: str) -> str:
    """Return a text as code, between more backticks than it has in a row."""
    shown = visible(text)
    fence = "`" * (max(map(len, _TICKS.findall(shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") or not shown.strip() else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def _held(found: re.Match[str]) -> str:
    return f"{found[1]}{found['list']}\\{found[4]}" if found["list"] else f"{found[1]}\\{found[2]}"
