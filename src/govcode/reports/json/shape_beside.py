"""The published shape of what is told beside a KPI's value."""

from __future__ import annotations

from pydantic import Field

from govcode.findings.finding import Outcome
from govcode.reports.json.parts import Count, Moment, Part, Real


class WithExcused(Part):
    """The value and the number of rows with those of excused events, which are not judged."""

    value: Real | None
    n: Count


class WorstSegment(Part):
    """A segment within the value's own; `chance` is adjusted for the number of segments looked at."""

    segment: dict[str, str]
    value: Real | None
    n: Count
    interval: tuple[Real, Real] | None
    outcome: Outcome
    chance: Real | None


class AtReferenceMix(Part):
    """The value at the reference mix, and the parts of its change since the period before.

    `absent` are strata of the reference without rows; `outside` counts rows of strata that it does not have.
    """

    standardised: Real | None
    interval: tuple[Real, Real] | None
    rate_effect: Real | None
    mix_effect: Real | None
    absent: list[str]
    outside: Count


class OnChart(Part):
    """The place of the value on its chart; `plotted` is what is compared with the limits."""

    chart: str
    baseline: Count
    centre: Real | None
    low: Real | None
    high: Real | None
    plotted: Real | None
    signal: bool
    reason: str | None


class GapStep(Part):
    """What one cause adds to the gap of a claim."""

    cause: str
    amount: Real


class VendorClaim(Part):
    """What the vendor says of the value: the gap is the sum of its steps and what they do not explain."""

    value: Real
    gap: Real
    steps: list[GapStep]
    unexplained: Real


class ExcuseFound(Part):
    """An excused event, and how many rows each KPI left out because of it; moments are in UTC."""

    id: str
    from_: Moment = Field(alias="from")
    until: Moment
    expires: Moment
    approved_by: str | None
    reason: str
    evidence: str
    state: str
    rows: dict[str, Count]


class RedefinedSide(Part):
    """A value by one definition; null where it gives none."""

    value: Real | None
    n: Count
    outcome: str
    reason: str | None
    definition_hash: str


class RedefinedValue(Part):
    """A value of a KPI whose definition has changed, by the old and by the new one on the same data."""

    id: str
    title: str
    segment: dict[str, str] | None
    period: dict[str, Moment] | None
    old: RedefinedSide | None
    new: RedefinedSide | None
