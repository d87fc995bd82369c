"""The limits that rules keep, and the words they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from govcode.ir.clock import Clock
from govcode.ir.expression import Expr


@dataclass(frozen=True, slots=True)
class Segment:
    """A column by which rows are told apart; only declared values, or texts of a declared form, are ever shown."""

    name: str
    expr: Expr
    values: tuple[str, ...] | None = None
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class AtMost:
    """At most this many rows may be broken."""

    count: int


@dataclass(frozen=True, slots=True)
class AtMostShare:
    """At most this share (0..1) of the rows the check applies to may be broken."""

    share: float


Allowance: TypeAlias = AtMost | AtMostShare


@dataclass(frozen=True, slots=True)
class Bounds:
    """A value must lie between the two, ends included; None is unbounded."""

    low: float | None = None
    high: float | None = None

    def keeps(self, value: float) -> bool:
        """Say whether the value lies inside."""
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class Met:
    """Great Expectations says the expectation is met."""


@dataclass(frozen=True, slots=True)
class Recent:
    """The latest moment lies at most this many microseconds before the as-of moment."""

    within: int


class Period(StrEnum):
    """The length of the stretches of time by which a KPI is told; half-open, from the start of the first day."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class Rows:
    """The number of rows, of each period if there is one, lies inside the bounds."""

    bounds: Bounds
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Gaps:
    """At most so many of the numbers between the first and the last of a series may be missing; `by` names its series.

    Its terms: COUNT numbers, COUNT steps to a greater number, SUM of those steps.
    """

    most: Allowance
    by: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """At most so many promised hours may lie in stretches of `longest` promised hours or more without a row.

    Promised are the whole hours in which the clock is open, without one all. Fewer than `min_n` rows say nothing.
    Groups: `by`, day, hour of the day.
    """

    longest: int
    most: Allowance
    min_n: int
    by: tuple[Segment, ...] = ()
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """At most so many rows fall into the night, and the busiest hour does not; groups: `by`, hour of the day."""

    night: tuple[int, int]
    most: Allowance
    min_n: int
    zone: str = "UTC"
    by: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Steady:
    """The mix of `of` in the newest full period is that of the `baseline` periods before it.

    Groups: `by`, period, `of`. `most` is the greatest population stability index; with a p-value less than `below`,
    a greater one is no chance.
    """

    of: Segment
    period: Period
    baseline: int
    most: float
    min_n: int
    below: float = 0.01
    by: tuple[Segment, ...] = ()


TableLimit: TypeAlias = Recent | Rows | Gaps | Silence | Rhythm | Steady
