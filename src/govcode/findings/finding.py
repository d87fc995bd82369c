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
class Number:
    """The value of a KPI: how many rows it rests on, and the interval in which it could as well lie."""

    value: float | None
    n: int
    interval: tuple[float, float] | None
    unit: str
    target: Bounds | None
    minimum: Bounds | None
    confidence: float | None = None
    target_met: bool | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check, or of one segment and period of a KPI, with its evidence.

    `violations` of `population` rows broke the promise; `keys` names the first of `keys_total`; `immature` rows cannot
    be judged yet; `waived` violations are `accepted` by waivers, and where what is left keeps the limit, the first of
    them is `waived_by`; `reason` says why an outcome is not pass or fail; `missing` that its data was not delivered.
    `things` is what is counted.
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
    definition_hash: str = ""
    fingerprint: str = ""

    @property
    def accepted_by(self) -> str:
        """Return the waivers that accept violations, whether or not that is enough."""
        return ", ".join(waiver for waiver, _ in self.accepted) or self.waived_by or ""
