"""What is known of one promise after its measurement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from govcode.ir.check import About, Bounds, Limit


class Outcome(StrEnum):
    """The honest outcomes; silence never reads as compliance."""

    PASS = "pass"
    FAIL = "fail"
    INCONCLUSIVE = "inconclusive"
    IMMATURE = "immature"
    NO_DATA = "no_data"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the data: column, value shown; an undeclared value is shown as a word in parentheses."""

    values: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """Return the values with their columns."""
        return ", ".join(f"{name} {value}" for name, value in self.values)


@dataclass(frozen=True, slots=True)
class Spot:
    """How many rows broke a promise in one place, of how many."""

    place: Place
    violations: int
    population: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A segment within a finding's own: its value, judged like the whole.

    `chance` is how probable such a value would be at the limit, adjusted for the number of segments looked at.
    """

    place: Place
    value: float | None
    n: int
    interval: tuple[float, float] | None
    outcome: Outcome
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class Mixed:
    """A value at the reference mix, and what of the change since the period before is rate and what is mix.

    `absent` are strata of the reference without rows; with one of them there is no standardised value. Rows of strata
    that the reference does not have are `outside`: they count as they are in both effects.
    """

    standardised: float | None
    interval: tuple[float, float] | None
    rate_effect: float | None = None
    mix_effect: float | None = None
    absent: tuple[str, ...] = ()
    outside: int = 0


@dataclass(frozen=True, slots=True)
class Drifted:
    """Where a value lies on its chart; without limits, `reason` says why."""

    chart: str
    baseline: int  # periods in it
    centre: float | None = None
    low: float | None = None
    high: float | None = None
    plotted: float | None = None  # what is compared with the limits: for an EWMA the average, not the value
    signal: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """What the vendor says of a number, the gap, and its parts by cause, which add up; the rest is not explained."""

    value: float
    gap: float  # claimed less recomputed
    steps: tuple[tuple[str, float], ...] = ()
    unexplained: float = 0.0


@dataclass(frozen=True, slots=True)
class Number:
    """The value of a KPI: how many rows it rests on, and the interval in which it could as well lie.

    `with_excused` is the value (and rows) with the rows of excused events, where there are any; `open` are durations
    that are not over; `worst` the drill-down's segments, worst first; `periods` how many periods the value covers.
    """

    value: float | None
    n: int
    interval: tuple[float, float] | None
    unit: str
    target: Bounds | None
    minimum: Bounds | None
    confidence: float | None = None
    target_met: bool | None = None
    with_excused: tuple[float | None, int] | None = None
    open: int | None = None
    periods: int = 1
    worst: tuple[Cell, ...] = ()
    mix: Mixed | None = None
    drift: Drifted | None = None
    claim: Claimed | None = None
    literal: bool | None = None
    band: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check, or of one segment and period of a KPI, with its evidence.

    `violations` of `population` rows broke the promise; `keys` names the first of `keys_total`; `immature` rows cannot
    be judged yet; `waived` violations are `accepted` by waivers, and where what is left keeps the limit, the first of
    them is `waived_by`; `reason` says why an outcome is not pass or fail; `missing` that its data was not delivered.
    `things` is what is counted; `fidelity` says what is less than the whole history about its data; `vendor` is whom
    the check is about, where it is about one alone.
    """

    id: str
    kind: str
    outcome: Outcome
    about: About
    dataset: str
    limit: Limit | None
    segment: Place | None = None
    period: tuple[datetime, datetime] | None = None
    violations: int | None = None
    population: int | None = None
    number: Number | None = None
    keys: tuple[str, ...] = ()
    keys_total: int = 0
    spots: tuple[Spot, ...] = ()
    details: tuple[tuple[str, int], ...] = ()
    immature: int = 0
    waived: int = 0
    accepted: tuple[tuple[str, int], ...] = ()
    waived_by: str | None = None
    reason: str | None = None
    missing: bool = False
    things: str = "rows"
    fidelity: str | None = None
    definition_hash: str = ""
    fingerprint: str = ""
    vendor: str | None = None

    @property
    def accepted_by(self) -> str:
        """Return the waivers that accept violations, whether or not that is enough."""
        return ", ".join(waiver for waiver, _ in self.accepted) or self.waived_by or ""
