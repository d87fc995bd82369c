"""`Kpi`: a number with a definition that survives an argument: rows, cohort, period, maturity, target, judgement."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from govcode.core.fields import (
    SLUG,
    Amount,
    Cell,
    ColumnName,
    Day,
    Duration,
    ExampleRow,
    Expression,
    Fix,
    Id,
    Shape,
    Why,
)
from govcode.documents.envelope import Envelope, Scope
from govcode.ir.check import Bounds, Enforcement, Severity
from govcode.kpis import Measure
from govcode.rules.rule import EnforcementField, ExampleTables, SeverityField


class Target(Shape):
    """Where the value must lie: `at_least`, `at_most`, or `between` two values, ends included."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [{"required": ["at_least"]}, {"required": ["at_most"]}, {"required": ["between"]}],
            "if": {"required": ["between"]},
            "then": {"properties": {"at_least": False, "at_most": False}},
        }
    )

    at_least: Amount | None = Field(default=None, description="The lowest value that is fine")
    at_most: Amount | None = Field(default=None, description="The highest value that is fine")
    between: Annotated[list[Amount], Field(min_length=2, max_length=2)] | None = Field(
        default=None, description="The lowest and the highest value that are fine", examples=[["70%", "85%"]]
    )

    @model_validator(mode="after")
    def _one_way(self) -> Target:
        if (self.between is None) == (self.at_least is None and self.at_most is None):
            msg = "write `at_least`, `at_most` or both, or else `between: [low, high]`"
            raise ValueError(msg)
        return self

    @property
    def bounds(self) -> Bounds:
        """Return the two ends."""
        return Bounds(*self.between) if self.between else Bounds(self.at_least, self.at_most)


Word = Annotated[str, StringConstraints(pattern=SLUG, max_length=40)]


class KpiExample(Shape):
    """Rows and the value they give; `govcode test` computes it."""

    rows: list[ExampleRow] = Field(description="The rows of the dataset")
    gives: Amount | None = Field(description="The value over all of them; null if there is none")
    as_of: Day | None = Field(default=None, description="The day from which the example is seen")


class FullExample(Shape):
    """Rows as they are delivered and the value that comes of them; `govcode test` computes it."""

    tables: ExampleTables
    gives: Amount | None = Field(description="The value over all of them; null if there is none")
    as_of: Day | None = Field(default=None, description="The day from which the example is seen")


class Stratum(Shape):
    """A part of the rows and its frozen share of all rows."""

    of: dict[ColumnName, Cell] = Field(description="The values of the columns of `by`", examples=[{"channel": "email"}])
    share: Amount = Field(ge=0, le=1, description="Its share of all rows")


class WrittenMix(Shape):
    """The mix at which the KPI is told as well, apart from what a change of the mix does to it."""

    by: Annotated[list[ColumnName], Field(min_length=1, max_length=4)] = Field(
        description="Columns with declared values"
    )
    reference: Annotated[list[Stratum], Field(min_length=2)] = Field(
        description="Every part; the shares add up to 100%"
    )


class Baseline(Shape):
    """The stretch of time whose periods are what is usual."""

    from_: Day = Field(alias="from", description="The first day")
    until: Day = Field(description="The first day that no longer belongs to it")


class WrittenDrift(Shape):
    """How the values after a baseline are watched."""

    baseline: Baseline = Field(description="The periods that are what is usual; at least 20")
    chart: Literal["ewma", "laney"] = Field(
        default="ewma", description="ewma for slow changes of any number, laney for single periods of a share"
    )
    smoothing: float = Field(default=0.2, gt=0, le=1, description="The weight of the newest value in an ewma")
    width: float | None = Field(
        default=None, gt=0, description="How many standard deviations are usual; 2.86 for ewma, 3 for laney"
    )

    @property
    def deviations(self) -> float:
        """Return how many standard deviations the limits lie from the centre."""
        return self.width or {"ewma": 2.86, "laney": 3.0}[self.chart]


class Claim(Shape):
    """Where vendors say what this KPI was.

    The dataset has the columns `kpi_id`, `period` (a date, or a text such as 2026-09, 2026-Q3, 2026-W37) and `value`;
    it may have `vendor`, `numerator` and `denominator`.
    """

    of: Id = Field(description="The dataset of claims")
    as_: str = Field(alias="as", min_length=1, max_length=80, description="The name of this KPI in it")
    where: Expression | None = Field(default=None, description="Only these claims, such as segment = 'all'")
    per: Literal["day", "week", "month", "quarter"] | None = Field(
        default=None, description="What a claim covers; the KPI's own period, if left out"
    )
    tolerance: Amount = Field(default=0.0, ge=0, description="How far a claim may lie from the recomputed value")


class KpiSpec(Shape):
    """The definition of a KPI."""

    model_config = ConfigDict(json_schema_extra={"if": {"required": ["period"]}, "then": {"required": ["cohort"]}})

    of: Id = Field(description="The dataset whose rows are counted")
    measure: Measure = Field(description="What is computed, such as a share or a mean")
    where: Expression | None = Field(default=None, description="Only these rows are in the population")
    exclude: dict[Word, Expression] = Field(
        default={},
        description="Rows that are left out, each reason with its name and condition; how many is told",
        examples=[{"spam": "is_spam", "merged": "merged_into is not null"}],
    )
    scope: Scope | None = Field(default=None, description="The part of the data it holds for")
    clock: Literal["elapsed", "business"] | None = Field(
        default=None, description="Whether its times are elapsed time, or business time of `calendar`"
    )
    attribution: (
        Literal[
            "ticket_vendor",
            "reply_author",
            "assignee",
            "last_assignee",
            "first_assignee",
            "survey_assignee",
            "agent",
            "group",
            "queue",
            "vendor",
            "none",
        ]
        | None
    ) = Field(default=None, description="To whom a row is attributed; it is told with the number")
    cohort: ColumnName | None = Field(default=None, description="The moment that puts a row into a period")
    period: Literal["day", "week", "month", "quarter"] | None = Field(default=None, description="One value per period")
    calendar: Id | None = Field(default=None, description="The calendar whose days, weeks and hours count")
    timezone: str | None = Field(
        default=None,
        description="The zone in which days start, if not that of `calendar`; UTC without both",
        examples=["Europe/Amsterdam"],
    )
    week_starts: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None = Field(
        default=None, description="The first day of a week; Monday, if neither this nor `calendar` says otherwise"
    )
    rolling: int = Field(default=1, ge=1, le=366, description="How many periods a value covers, up to its own")
    cadence: Literal["daily", "weekly", "monthly", "quarterly"] | None = Field(
        default=None, description="How often it is looked at; as often as there is a period, if left out"
    )
    by: list[ColumnName] = Field(default=[], max_length=4, description="One value per combination of these columns")
    maturity: Duration = Field(
        default=0, validate_default=False, description="A period is judged this long after its end"
    )
    target: Target | None = Field(default=None, description="What is aimed for")
    minimum: Target | None = Field(default=None, description="What the contract allows at worst")
    direction: Literal["higher", "lower", "band", "neither"] | None = Field(
        default=None, description="Which way is better; what target and minimum say, if left out"
    )
    bands: dict[Word, Target] = Field(
        default={},
        description="Words for values; the first that fits is told",
        examples=[{"good": {"at_least": "90%"}, "inadequate": {"at_most": "90%"}}],
    )
    judge: Literal["point", "confident_fail", "confident_pass"] = Field(
        default="confident_fail", description="When a value on the wrong side is a failure"
    )
    min_n: int = Field(default=30, ge=1, description="With fewer rows than this, nothing is concluded")
    cluster: ColumnName | None = Field(
        default=None, description="Rows with the same value here are alike, so that the interval is wider"
    )
    drill: list[ColumnName] = Field(
        default=[], max_length=4, description="Columns among whose values the worst are looked for"
    )
    mix: WrittenMix | None = Field(default=None, description="The mix of rows at which it is told as well")
    drift: WrittenDrift | None = Field(default=None, description="How it is watched for drift")
    claim: Claim | None = Field(default=None, description="Where vendors say what it was")
    unit: str | None = Field(default=None, max_length=20, description="The unit shown, such as % or hours")
    dimension: Literal["speed", "quality", "outcome", "volume", "cost", "people"] = Field(
        description="What side of the service it shows"
    )
    severity: SeverityField = Severity.MEDIUM
    enforcement: EnforcementField = Enforcement.WAIVABLE
    why: Why | None = None
    fix: Fix | None = None
    example: KpiExample | None = Field(default=None, description="A worked example")
    full_example: FullExample | None = Field(
        default=None, description="A worked example that begins with delivered rows, so that facts are part of it"
    )

    @property
    def looked_at(self) -> str | None:
        """Return how often it is looked at."""
        often = {"day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly"}
        return self.cadence or (often[self.period] if self.period else None)


class Kpi(Envelope):
    """A number with a definition that survives an argument."""

    kind: Literal["Kpi"]
    spec: KpiSpec
