"""Which run is meant: by its name, the unique beginning of it, or counted from the latest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govcode.core.diagnostic import Diagnostic, Refused, closest
from govcode.core.place import named
from govcode.history.entry import Headline

_LATEST = re.compile(r"latest(?:~(\d{1,6}))?", re.ASCII)
_SHOWN = 5
_PLACE = named("history")


def chosen(word: str, headlines: Sequence[Headline]) -> Headline:
    """Return the run that a word means; raise `Refused` if it is none, or may be several.

    `latest` is the newest of the chain, `latest~1` the one before.
    """
    counted = _LATEST.fullmatch(word)
    if counted:
        back = int(counted[1] or 0)
        if back < len(headlines):
            return headlines[-1 - back]
        message = f"there is no run '{word}': the history has {len(headlines)}"
        raise Refused([Diagnostic("GC420", message, _PLACE, _ways(word, headlines))])
    exact = [one for one in headlines if one.run == word]
    found = exact or [one for one in headlines if word and one.run.startswith(word)]
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(one.run for one in found[:_SHOWN]) + (" and more" if len(found) > _SHOWN else "")
        raise Refused([Diagnostic("GC420", f"several runs begin with '{word}': {several}", _PLACE, "write more of it")])
    raise Refused([Diagnostic("GC420", f"there is no run '{word}'", _PLACE, _ways(word, headlines))])


def _ways(word: str, headlines: Sequence[Headline]) -> str:
    if not headlines:
        return "`govcode check --record` writes the first one"
    return closest(word, (one.run for one in headlines)) or "`govcode history list` shows them all"
