"""How long something lasts, by Kaplan and Meier: what is not over counts for as long as it has lasted."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from govcode.findings.figures.figure import MILLION, Scored, Terms
from govcode.ir.check import Score
from govcode.ir.measure import Histogram
from govcode.stats.intervals import CONFIDENCE
from govcode.stats.survival import Curve, duration_quantile, kaplan_meier, share_within

_NOT_SO_LONG = "nothing has been watched for so long yet"
_NOT_REACHED = "it is longer than anything watched: more than {:g} % are not over"


def scored(terms: Terms) -> Scored:
    """Return the time within which a part is over, or the part that is over within a time."""
    found = terms.answers[0]
    curve = kaplan_meier(found.values, found.true, found.other, MILLION) if isinstance(found, Histogram) else None
    if curve is None:
        return Scored(None, 0)
    still = curve.n - curve.events
    number = _share(curve, terms.score) if terms.score.horizon is not None else _time(curve, terms.score)
    return replace(number, open=still, confidence=CONFIDENCE if number.interval else None)


def _share(curve: Curve, score: Score) -> Scored:
    found = share_within(curve, score.horizon or 0)
    if found.value is None:
        return Scored(None, curve.n, reason=_NOT_SO_LONG)
    low, high = (0.0 if found.low is None else found.low), (1.0 if found.high is None else found.high)
    return Scored(found.value, curve.n, (low, high))


def _time(curve: Curve, score: Score) -> Scored:
    q, scale = score.q or 0.5, score.scale
    found = duration_quantile(curve, q)
    # A limit that the curve does not reach lies beyond the last length at which something was over.
    low = curve.last if found.low is None else found.low
    interval = None if low is None else (low * scale, inf if found.high is None else found.high * scale)
    if found.value is None:
        return Scored(None, curve.n, interval, reason=_NOT_REACHED.format((1 - q) * 100))
    return Scored(found.value * scale, curve.n, interval)
