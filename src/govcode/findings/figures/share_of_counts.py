"""A share of counts: hits and population are sums of counts that the rows hold already, with Wilson's interval."""

from __future__ import annotations

from govcode.findings.figures.figure import MILLION, Scored, Terms
from govcode.stats.intervals import CONFIDENCE, wilson

_PARTS = "its counts are no whole numbers"


def scored(terms: Terms) -> Scored:
    """Return the part of what was counted that are hits; its rows are those that were counted, not those delivered."""
    (hits, part), (n, rest) = (divmod(terms.whole(at), MILLION) for at in (0, 1))
    if part or rest:
        return Scored(None, n, reason=_PARTS)
    return Scored(hits / n, n, wilson(hits, n), CONFIDENCE) if n else Scored(None, 0)
