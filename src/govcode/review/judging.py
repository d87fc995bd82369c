"""A month against its limits: literally, as a contract is read, and with confidence, as data can carry it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from govcode.history.record import Limits, Result
from govcode.review.pooling import Amount


class Verdict(StrEnum):
    """What the data says of a limit, noise allowed for."""

    KEPT = "kept"  # the whole interval is on the right side
    MISSED = "missed"  # the whole interval is on the wrong side
    UNSURE = "unsure"  # chance alone could have done it
    UNTOLD = "not told"  # there is no value, or no limit


@dataclass(frozen=True, slots=True)
class Judged:
    """A value against one limit: literally, and with confidence."""

    literal: bool | None = None
    verdict: Verdict = Verdict.UNTOLD


UNJUDGED = Judged()


def against(limit: Limits | None, amount: Amount, results: Sequence[Result], *, enough: bool) -> Judged:
    """Return a value against a limit; where periods do not add up, missed is what at least half of them missed."""
    if limit is None or amount.value is None:
        return Judged()
    if amount.adds_up:
        verdict = sure(limit, amount.value, amount.interval) if enough else Verdict.UNSURE
        return Judged(inside(limit, amount.value), verdict)
    each = [one for one in results if one.value is not None]
    literal = [inside(limit, one.value) for one in each if one.value is not None]
    verdicts = [sure(limit, one.value, one.interval) for one in each if one.value is not None]
    missed, kept = 2 * verdicts.count(Verdict.MISSED) >= len(each), verdicts.count(Verdict.KEPT) == len(each)
    found = Verdict.MISSED if missed else Verdict.KEPT if kept else Verdict.UNSURE
    return Judged(2 * literal.count(False) < len(each), found if enough else Verdict.UNSURE)


def inside(limit: Limits, value: float) -> bool:
    """Say whether a value keeps a limit."""
    return (limit.low is None or value >= limit.low) and (limit.high is None or value <= limit.high)


def sure(limit: Limits, value: float, interval: tuple[float, float] | None) -> Verdict:
    """Return what a value with its interval says of a limit; without interval there is no noise to allow for."""
    low, high = interval or (value, value)
    if inside(limit, low) and inside(limit, high):
        return Verdict.KEPT
    out = (limit.low is not None and high < limit.low) or (limit.high is not None and low > limit.high)
    return Verdict.MISSED if out else Verdict.UNSURE
