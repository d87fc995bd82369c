"""What is remembered of a run: the outcome of every rule, KPI and segment, and what it was made from.

The format is frozen and has a version. A definition is told once, however many results it has.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, TypeAlias

from pydantic import Field

FORMAT = 1

Digits: TypeAlias = Annotated[str, Field(pattern="^-?[0-9]{1,60}$")]  # a whole number; numbers of JSON end at 2^53
Part: TypeAlias = Annotated[str, Field(pattern="^[0-9]{1,30}(/[1-9][0-9]{0,30})?$")]  # a fraction
Count: TypeAlias = Annotated[int, Field(ge=0)]


@dataclass(frozen=True, slots=True)
class Table:
    """A delivered table: how many rows and files, the SHA-256 over them, and how far its manifest says it reaches."""

    name: str
    dataset: str
    rows: int | None
    files: int
    sha256: str
    missing: str | None = None
    watermark: datetime | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    """What was read for one feed."""

    feed: str
    vendor: str | None
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """On which days (UTC) one vendor's rows of a dataset lie: stretches of days with rows, both ends included.

    `newest` is the hour in which the latest of its rows lies. A dataset whose rows have no moment has no stretches.
    Days more than 800 before the as-of moment, or more than 31 after it, are left out.
    """

    dataset: str
    vendor: str
    rows: int
    stretches: tuple[tuple[date, date], ...]
    newest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a value must lie; None is unbounded."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """A rule, KPI or tension as it was in this run; `words` are what else makes a KPI the number it is.

    `figure` is how a KPI is computed, `per` the length of its periods; for a rule both are None. `at_most` is what a
    rule lets pass: a count, or a share below 1. `reads` are the delivered datasets it looks at. A value covers
    `rolling` periods, its own the last of them.
    """

    id: str
    kind: str
    title: str
    sentence: str
    owner: str
    severity: str
    enforcement: str
    dataset: str
    hash: str
    reads: tuple[str, ...] = ()
    topic: str | None = None
    dimension: str | None = None
    controls: tuple[str, ...] = ()
    vendor: str | None = None  # the vendor whose override this is
    figure: str | None = None
    unit: str | None = None
    direction: str | None = None
    per: str | None = None
    rolling: int = 1
    target: Limits | None = None
    minimum: Limits | None = None
    at_most: float | None = None
    min_n: int | None = None
    policy: str | None = None
    words: tuple[tuple[str, str], ...] = ()
    why: str | None = None
    fix: str | None = None
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Worst:
    """A segment of a drill-down."""

    segment: tuple[tuple[str, str], ...]
    value: float | None
    n: int
    interval: tuple[float, float] | None
    outcome: str
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class Mix:
    """A value at the reference mix, and what of the change since the period before is rate and what is mix."""

    standardised: float | None
    interval: tuple[float, float] | None = None
    rate_effect: float | None = None
    mix_effect: float | None = None
    absent: tuple[str, ...] = ()
    outside: int = 0


@dataclass(frozen=True, slots=True)
class Drift:
    """Where a value lies on its chart."""

    chart: str
    baseline: int
    centre: float | None = None
    low: float | None = None
    high: float | None = None
    plotted: float | None = None
    signal: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What the vendor says of a value, the gap, and its parts by cause; the rest is not explained."""

    value: float
    gap: float
    steps: tuple[tuple[str, float], ...] = ()
    unexplained: float = 0.0


@dataclass(frozen=True, slots=True)
class Parts:
    """What a value was made from; added to those of other periods, it gives the value of all their rows.

    `terms` are, of a ratio, both sums, the rows, and the three sums of squares of which its interval is made; of a net
    promoter score promoters, detractors and answers. `lengths` are the durations of a survival figure in its steps: the
    shortest and longest of a bin, how many rows in it are over, and how many are not. `scale` is what one unit of the
    figure is worth.
    """

    figure: str
    scale: Part = "1"
    terms: tuple[Digits, ...] = ()
    lengths: tuple[tuple[int, int, Count, Count], ...] = ()
    q: float | None = None
    horizon: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of one check, or of one segment and period of a KPI.

    `definition` is its place in `Record.definitions`; a period is half-open; `keys` are the first of `keys_total`.
    `waivers` are those that accept violations, with how many. `with_excused` is the value (and rows) with what excused
    events leave out. `missing` says that its data was not delivered. `parts` are kept only of values made of many rows.
    `spots` are the segments with violations; `vendors` are declared vendors over all their segments, also without any.
    """

    definition: int
    outcome: str
    fingerprint: str
    segment: tuple[tuple[str, str], ...] = ()
    period: tuple[datetime, datetime] | None = None
    violations: int | None = None
    population: int | None = None
    value: float | None = None
    n: int | None = None
    interval: tuple[float, float] | None = None
    target_met: bool | None = None
    literal: bool | None = None
    band: str | None = None
    keys: tuple[str, ...] = ()
    keys_total: int = 0
    spots: tuple[tuple[tuple[tuple[str, str], ...], int, int], ...] = ()  # segment, violations, population
    details: tuple[tuple[str, int], ...] = ()
    immature: int = 0
    open: int | None = None
    waived: int = 0
    waivers: tuple[tuple[str, int], ...] = ()
    waived_by: str | None = None
    reason: str | None = None
    missing: bool = False
    fidelity: str | None = None
    with_excused: tuple[float | None, int] | None = None
    worst: tuple[Worst, ...] = ()
    mix: Mix | None = None
    drift: Drift | None = None
    claim: Claim | None = None
    parts: Parts | None = None
    vendors: tuple[tuple[str, Count, Count], ...] = ()  # vendor, violations, population

    @property
    def vendor(self) -> str | None:
        """Return the vendor of the segment, if it is told by vendor."""
        return next((value for name, value in self.segment if name == "vendor"), None)


@dataclass(frozen=True, slots=True)
class Waiver:
    """A waiver and what became of it; days included. `vendors` are those it can be about; without any, everybody's."""

    id: str
    rules: tuple[str, ...]
    first: date
    last: date
    approved_by: str
    reason: str
    state: str
    waived: int
    vendors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Excuse:
    """An excused event, half-open, and how many rows each KPI left out for it."""

    id: str
    start: datetime
    end: datetime
    expires: date
    approved_by: str | None
    reason: str
    evidence: str
    state: str
    rows: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Redefined:
    """A value of a KPI whose definition has changed, by both definitions on the same data."""

    id: str
    segment: tuple[tuple[str, str], ...]
    period: tuple[datetime, datetime] | None
    old: float | None
    new: float | None
    old_outcome: str | None
    new_outcome: str | None
    old_hash: str | None
    new_hash: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """A run, as it is remembered.

    `run` is its name, unlike that of any other; `recorded_at` (naive, UTC) is when it ran, `as_of` the moment it was
    judged from; `blocking` are the places of results that closed the gate.
    """

    run: str
    recorded_at: datetime
    as_of: datetime
    project: str
    title: str
    tool: str
    engines: tuple[tuple[str, str], ...]
    documents: str
    revision: str | None
    outcome: str
    exit_code: int
    sentence: str
    seconds: float
    drops: tuple[Drop, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    definitions: tuple[Definition, ...] = ()
    results: tuple[Result, ...] = ()
    blocking: tuple[int, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    redefined: tuple[Redefined, ...] = ()
    warnings: tuple[str, ...] = ()
    vendor: str | None = None  # where only one vendor's rows were judged
    format: int = FORMAT
