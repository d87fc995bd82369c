"""A check: one measure over one relation, and the limit it must keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
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
    RATIO = "ratio"  # SUM, SUM, COUNT, SQUARES, SQUARES, SQUARES of the sum of both
    RATE = "rate"  # COUNT events, SUM exposure, COUNT
    NPS = "nps"  # COUNT promoters, COUNT detractors, COUNT population
    SURVIVAL = "survival"  # HISTOGRAM of durations, `by` whether they are over
    AGREEMENT = "agreement"  # PATTERNS of ratings by unit


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


class Direction(StrEnum):
    """Which way a KPI is better."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"  # neither too low nor too high
    NEITHER = "neither"  # it is only told


class Scale(StrEnum):
    """What differences of ratings mean, for their agreement."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


class Chart(StrEnum):
    """How the values after a baseline are watched."""

    EWMA = "ewma"
    LANEY = "laney"  # p' of shares, u' of rates


@dataclass(frozen=True, slots=True)
class Drift:
    """The periods that are the baseline of a chart, half-open, and its settings."""

    chart: Chart
    start: datetime
    end: datetime
    smoothing: float = 0.2  # lambda of an EWMA
    width: float = 2.86  # in standard deviations


@dataclass(frozen=True, slots=True)
class Mix:
    """The columns by which strata are told apart, and the frozen share of each stratum, in the columns' words."""

    by: tuple[Segment, ...]
    weights: tuple[tuple[tuple[str, ...], float], ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The number of rows, of each period if there is one, lies inside the bounds."""

    bounds: Bounds
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """How a KPI is computed from its terms and judged; `by` names the groups after the period, if there is one.

    `definition` are what else makes the number what it is, as (word, value): clock, attribution, denominator and so on.
    """

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
    q: float | None = None  # of QUANTILE and of SURVIVAL
    horizon: int | None = None  # of SURVIVAL: the share that is over within it, in units of the histogram
    per: float = 1.0  # of RATE: events per so much exposure
    ratings: Scale = Scale.NOMINAL  # of AGREEMENT
    clustered: bool = False  # the last term is CLUSTERS of the first one's values
    rolling: int = 1  # how many periods a value covers, its own the last of them
    direction: Direction = Direction.NEITHER
    zone: str = "UTC"
    week_starts: int = 0  # 0 is Monday
    drill: tuple[Segment, ...] = ()
    mix: Mix | None = None
    drift: Drift | None = None
    definition: tuple[tuple[str, str], ...] = ()


Limit: TypeAlias = AtMost | AtMostShare | Recent | Rows | Met | Score


class SideKind(StrEnum):
    """What a further measurement of a check is for."""

    DRILL = "drill"  # the KPI by `Score.drill` too
    MIX = "mix"  # the KPI by the strata of `Score.mix` too
    EXCUSED = "excused"  # the KPI with the rows of excused events
    VARIANT = "variant"  # the KPI by another definition, named
    EXCLUDED = "excluded"  # rows an exclusion leaves out, named
    RECOMPUTED = "recomputed"  # the KPI a claim is about


@dataclass(frozen=True, slots=True)
class Aside:
    """A further measurement of a check, of its own rows or another's."""

    kind: SideKind
    name: str
    measure: Measure
    subject: Subject | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A promise that can be measured.

    `vendor` is set where the check holds for that vendor alone, `rest` where it holds for those that have no override,
    who may be nobody. `later` counts the rows that cannot be judged yet;
    `details` are counts that explain a failure; `asides` further measurements that a KPI is told with;
    with `blocks`, the KPIs of its dataset have no data while it fails.
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
    asides: tuple[Aside, ...] = ()
    blocks: bool = False
