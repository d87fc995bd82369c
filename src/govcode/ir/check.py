"""A check: one measure over one relation, and the limit it must keep."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from govcode.core.place import Span
from govcode.ir.claim import Cause, Flag, Schedule
from govcode.ir.drift import Chart, Drift
from govcode.ir.expression import Expr
from govcode.ir.limit import (
    Allowance,
    AtMost,
    AtMostShare,
    Bounds,
    Gaps,
    Met,
    Period,
    Recent,
    Rhythm,
    Rows,
    Segment,
    Silence,
    Steady,
    TableLimit,
)
from govcode.ir.measure import Measure
from govcode.ir.relation import Relation

# Limits and charts are written apart; whoever asks for a check finds them here.
__all__ = [
    "About",
    "Allowance",
    "Aside",
    "AtMost",
    "AtMostShare",
    "Bounds",
    "Chart",
    "Check",
    "Direction",
    "Drift",
    "Enforcement",
    "Figure",
    "Gaps",
    "JudgePolicy",
    "Limit",
    "Met",
    "Mix",
    "Period",
    "Recent",
    "Rhythm",
    "Rows",
    "Scale",
    "Score",
    "Segment",
    "Severity",
    "SideKind",
    "Silence",
    "Steady",
    "Subject",
    "TableLimit",
]


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
    """What people need to know of a check: who promised what, why, and what to do when it breaks.

    `topic` is the chapter of the quarterly review that tells it, `dimension` the side of the service a KPI shows.
    """

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
    topic: str | None = None
    dimension: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The rows a check is about: their dataset, how one is named in evidence, where broken ones are counted.

    With `totals`, each row is a total over many contacts, so that the value of a single one may be told.
    """

    dataset: str
    relation: Relation
    key: Expr | None = None
    segments: tuple[Segment, ...] = ()
    totals: bool = False


class Figure(StrEnum):
    """How the terms of an aggregate become one number."""

    SHARE = "share"  # COUNT hits, COUNT population
    SHARE_OF_COUNTS = "share of counts"  # SUM hits, SUM population, both whole numbers
    MEAN = "mean"  # SUM, COUNT, SQUARES
    QUANTILE = "quantile"  # ORDER
    SUM = "sum"  # SUM
    COUNT = "count"  # COUNT hits, COUNT population
    RATIO = "ratio"  # SUM, SUM, COUNT, SQUARES, SQUARES, SQUARES of the sum of both
    RATE = "rate"  # COUNT events, SUM exposure, COUNT
    NPS = "nps"  # COUNT promoters, COUNT detractors, COUNT population
    SURVIVAL = "survival"  # HISTOGRAM of durations in whole steps, `by` whether they are over
    AGREEMENT = "agreement"  # PATTERNS of ratings by unit

    @property
    def is_share(self) -> bool:
        """Say whether the number is a part of a whole, from 0 to 1."""
        return self in {Figure.SHARE, Figure.SHARE_OF_COUNTS}


class JudgePolicy(StrEnum):
    """When a number on the wrong side of a limit counts as a failure."""

    POINT = "point"  # as the contract says, literally
    CONFIDENT_FAIL = "confident_fail"  # only if the whole interval is on the wrong side
    CONFIDENT_PASS = "confident_pass"  # pass only if the whole interval is on the right side


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


@dataclass(frozen=True, slots=True)
class Mix:
    """The columns by which strata are told apart, and the frozen share of each stratum, in the columns' words."""

    by: tuple[Segment, ...]
    weights: tuple[tuple[tuple[str, ...], float], ...]


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
    horizon: int | None = None  # of SURVIVAL: the share that is over within so many steps
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
    bands: tuple[tuple[str, Bounds], ...] = ()  # words for values; the first that fits is told
    definition: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to compute a number: the terms from `start` up to `stop` of the recomputation; without cause, ours."""

    cause: Cause | None
    name: str
    score: Score
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A vendor's own number lies this near to the recomputed one.

    The groups of the claims are the period and `by`; those of the recomputation the period, the segments of the first
    reading, the periods by other `schedules`, and the `flags`. What cannot be added up has `singles` instead: a
    variant for each, with the number of the first reading under one change.
    """

    tolerance: float
    by: tuple[Segment, ...]
    readings: tuple[Reading, ...]
    schedules: tuple[Schedule, ...] = ()
    flags: tuple[Flag, ...] = ()
    singles: tuple[tuple[Cause, Schedule], ...] = ()


Limit: TypeAlias = Allowance | TableLimit | Met | Score | Claim


class SideKind(StrEnum):
    """What a further measurement of a check is for."""

    DRILL = "drill"  # the KPI by `Score.drill` too
    MIX = "mix"  # the KPI by the strata of `Score.mix` too
    EXCUSED = "excused"  # the KPI with the rows of excused events
    VARIANT = "variant"  # the KPI by another definition, named
    EXCLUDED = "excluded"  # rows an exclusion leaves out, named; the n-th of them is the n-th term
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
    with `blocks`, the KPIs of its dataset have no data while it fails and more than `blocks_above` is broken.
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
    blocks_above: Allowance | None = None
