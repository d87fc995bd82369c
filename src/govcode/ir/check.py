"""A check: one measure over one relation, and the limit it must keep."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from govcode.core.place import Span
from govcode.ir.expression import Expr
from govcode.ir.measure import Measure
from govcode.ir.relation import Relation


class Severity(StrEnum):
    """How bad it is when a check fails, least first."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """Return 0 for the least severe."""
        return list(Severity).index(self)


class Enforcement(StrEnum):
    """What the gate does with a failure; strictest first."""

    NON_NEGOTIABLE = "non-negotiable"
    WAIVABLE = "waivable"
    ADVISORY = "advisory"


@dataclass(frozen=True, slots=True)
class About:
    """What people need to know of a check: who promised what, why, and what to do when it breaks."""

    title: str
    sentence: str
    owner: str
    severity: Severity
    enforcement: Enforcement
    why: str | None
    fix: str | None
    controls: tuple[str, ...]
    span: Span
    definition: str  # the canonical text whose hash is the definition hash


@dataclass(frozen=True, slots=True)
class Segment:
    """A column by which rows are told apart; only declared values, or texts of a declared form, are ever shown."""

    name: str
    expr: Expr
    values: tuple[str, ...] | None = None
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The rows a check is about: their dataset, how one is named in evidence, where broken ones are counted."""

    dataset: str
    relation: Relation
    key: Expr | None = None
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class AtMost:
    """At most this many rows may be broken."""

    count: int


@dataclass(frozen=True, slots=True)
class AtMostShare:
    """At most this share (0..1) of the rows the check applies to may be broken."""

    share: float


@dataclass(frozen=True, slots=True)
class Recent:
    """The latest moment lies at most this many microseconds before the as-of moment."""

    within: int


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


class Figure(StrEnum):
    """How the terms of an aggregate become one number."""

    SHARE = "share"  # COUNT hits, COUNT population
    MEAN = "mean"  # SUM, COUNT, SQUARES
    QUANTILE = "quantile"  # ORDER
    SUM = "sum"  # SUM
    COUNT = "count"  # COUNT hits, COUNT population
    RATIO = "ratio"  # SUM, SUM


class JudgePolicy(StrEnum):
    """When a number on the wrong side of a limit counts as a failure."""

    POINT = "point"  # as the contract says, literally
    CONFIDENT_FAIL = "confident_fail"  # only if the whole interval is on the wrong side
    CONFIDENT_PASS = "confident_pass"  # pass only if the whole interval is on the right side


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
class Score:
    """How a KPI is computed from its terms and judged; `by` names the groups after the period, if there is one."""

    figure: Figure
    unit: str
    scale: float  # what one unit of the terms' value is worth in `unit`
    by: tuple[Segment, ...]
    period: Period | None
    maturity: int  # microseconds after the end of a period
    target: Bounds | None
    minimum: Bounds | None
    policy: JudgePolicy
    min_n: int
    q: float | None = None


Limit: TypeAlias = AtMost | AtMostShare | Recent | Rows | Met | Score


@dataclass(frozen=True, slots=True)
class Check:
    """A promise that can be measured.

    `vendor` is set where the check holds for that vendor alone, `rest` where it holds for those that have no override,
    who may be nobody. `later` counts the rows that cannot be judged yet;
    `details` are counts that explain a failure.
    """

    id: str
    kind: str
    about: About
    subject: Subject
    measure: Measure
    limit: Limit
    vendor: str | None = None
    rest: bool = False
    later: Measure | None = None
    details: tuple[tuple[str, Measure], ...] = ()
