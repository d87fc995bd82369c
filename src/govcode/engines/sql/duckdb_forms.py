"""Texts of a fixed form, such as `T-` and eight digits, found without a regular expression: ten times as fast.

DuckDB's `glob` compares a whole text with one class or character after the other, byte by byte.
"""

from __future__ import annotations

import re

LONGEST = 64  # characters; a longer form is left to the regular expression
_SET = r"\[(?:[A-Za-z0-9_](?:-[A-Za-z0-9])?)+\]"
_CHARACTER = r"[A-Za-z0-9_ ]|\\[-.:/#@,;=+]"
_ATOM = re.compile(rf"({_SET}|{_CHARACTER})(?:\{{([0-9]+)\}})?")
_WHOLE = re.compile(rf"\^((?:(?:{_SET}|{_CHARACTER})(?:\{{[0-9]+\}})?)+)\\z")


def glob_of(re2: str) -> str | None:
    """Return the glob that finds exactly what a pattern finds, or None if the pattern is of no fixed, plain form."""
    whole = _WHOLE.fullmatch(re2)
    if whole is None:
        return None
    atoms = [(atom.removeprefix("\\"), int(times or 1)) for atom, times in _ATOM.findall(whole[1])]
    return "".join(atom * times for atom, times in atoms) if sum(times for _, times in atoms) <= LONGEST else None
