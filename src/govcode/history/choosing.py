"""Which run is meant: by its name, its number in the list, a unique beginning, or counted from the latest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govcode.core.diagnostic import Diagnostic, Refused, closest
from govcode.core.place import named
from govcode.history.entry import Headline

_LATEST = re.compile(r"latest(?:~(\d{1,6}))?", re.ASCII)
_NUMBER = re.compile(r"[1-9]\d{0,17}", re.ASCII)
_SHOWN = 5
_PLACE = named("history")


def chosen(word: str, headlines: Sequence[Headline]) -> Headline:
    """Return the run that a word means; raise `Refused` if it is none, or may be several.

    `latest` is the newest of the chain, `latest~1` the one before. A whole name comes first, because somebody gave it
    to the run (`--run-id "$BUILD"`); then the number of a link, also where the names of other runs begin with it.
    """
    counted = _LATEST.fullmatch(word)
    if counted:
        back = int(counted[1] or 0)
        if back < len(headlines):
            return headlines[-1 - back]
        message = f"there is no run '{word}': the history has {len(headlines)}"
        raise Refused([Diagnostic("GC420", message, _PLACE, _ways(word, headlines))])
    exact = [one for one in headlines if one.run == word]
    numbered = [one for one in headlines if _is_number(word) and one.entry.position == int(word)]
    found = exact or numbered or [one for one in headlines if word and one.run.startswith(word)]
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(one.run for one in found[:_SHOWN]) + (" and more" if len(found) > _SHOWN else "")
        raise Refused([Diagnostic("GC420", f"several runs begin with '{word}': {several}", _PLACE, "write more of it")])
    raise Refused([Diagnostic("GC420", f"there is no run '{word}'", _PLACE, _ways(word, headlines))])


def _is_number(word: str) -> bool:
    return _NUMBER.fullmatch(word) is not None


def _ways(word: str, headlines: Sequence[Headline]) -> str:
    if not headlines:
        return "`govcode check --record` writes the first one"
    return closest(word, (one.run for one in headlines)) or "`govcode history list` shows them all"
