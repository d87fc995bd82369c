"""The published shape of what a promise allows."""

from __future__ import annotations

from typing import Literal, TypeAlias

from govcode.ir.check import JudgePolicy, Period
from govcode.reports.json.parts import Count, Part, Real


class AtLeastValue(Part):
    """A value of this much or more."""

    at_least: Real


class AtMostValue(Part):
    """A value of this much or less."""

    at_most: Real


class BetweenValues(Part):
    """A value between these two, ends included."""

    between: tuple[Real, Real]


Band: TypeAlias = AtLeastValue | AtMostValue | BetweenValues


class AtMostRows(Part):
    """At most this many rows may break the promise."""

    at_most: Count


class AtMostShareOfRows(Part):
    """At most this share (0..1) of the rows may break the promise."""

    at_most_share: Real


class NewestWithin(Part):
    """The newest row is at most this many seconds older than the as-of moment."""

    within_seconds: Real


class NumberOfRows(Part):
    """The number of rows, of each period if there is one, lies inside the bounds."""

    rows: Band | None
    per: Period | None


class NumbersMissing(Part):
    """So many of the numbers between the first and the last may be missing."""

    missing: AtMostRows | AtMostShareOfRows


class HoursSilent(Part):
    """So many promised hours may lie in stretches of this many hours or more without a row."""

    silent_hours: Count
    allowed: AtMostRows | AtMostShareOfRows


class NightQuiet(Part):
    """So many rows may fall between these hours of the day, and the busiest hour lies outside."""

    night: tuple[int, int]
    zone: str
    allowed: AtMostRows | AtMostShareOfRows


class MixStable(Part):
    """The newest full period has the mix of so many periods before it, up to this population stability index."""

    stability_index: Real
    per: Period
    baseline: Count


class ExpectationMet(Part):
    """Great Expectations says that the expectation is met."""

    met: Literal[True]


class Judged(Part):
    """A KPI is judged by its `minimum` and `target`, in this way, from this many rows on."""

    judge: JudgePolicy
    min_n: Count
    period: Period | None


class ClaimWithin(Part):
    """A vendor's own number lies this near to the recomputed one."""

    claim_within: Real


AnyLimit: TypeAlias = (
    AtMostRows
    | AtMostShareOfRows
    | NewestWithin
    | NumberOfRows
    | NumbersMissing
    | HoursSilent
    | NightQuiet
    | MixStable
    | ExpectationMet
    | Judged
    | ClaimWithin
)
