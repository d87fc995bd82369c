"""`Kpi`: a number with a definition that survives an argument: rows, cohort, period, maturity, target, judgement."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from govcode.core.fields import Amount, ColumnName, Duration, ExampleRow, Expression, Fix, Id, Shape, Why
from govcode.documents.envelope import Envelope, Scope
from govcode.ir.check import Bounds, Enforcement, Severity
from govcode.kpis import Measure
from govcode.rules.rule import EnforcementField, SeverityField


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


class KpiExample(Shape):
    """Rows and the value they give; `govcode test` computes it."""

    rows: list[ExampleRow] = Field(description="The rows of the dataset")
    gives: Amount | None = Field(description="The value over all of them; null if there is none")


class KpiSpec(Shape):
    """The definition of a KPI."""

    model_config = ConfigDict(json_schema_extra={"if": {"required": ["period"]}, "then": {"required": ["cohort"]}})

    of: Id = Field(description="The dataset whose rows are counted")
    measure: Measure = Field(description="What is computed: share, mean, median, percentile, sum, count or ratio")
    where: Expression | None = Field(default=None, description="Only these rows are in the population")
    scope: Scope | None = Field(default=None, description="The part of the data it holds for")
    cohort: ColumnName | None = Field(default=None, description="The moment that puts a row into a period")
    period: Literal["day", "week", "month", "quarter"] | None = Field(default=None, description="One value per period")
    by: list[ColumnName] = Field(default=[], max_length=4, description="One value per combination of these columns")
    maturity: Duration = Field(
        default=0, validate_default=False, description="A period is judged this long after its end"
    )
    target: Target | None = Field(default=None, description="What is aimed for")
    minimum: Target | None = Field(default=None, description="What the contract allows at worst")
    judge: Literal["point", "confident_fail", "confident_pass"] = Field(
        default="confident_fail", description="When a value on the wrong side is a failure"
    )
    min_n: int = Field(default=30, ge=1, description="With fewer rows than this, nothing is concluded")
    unit: str | None = Field(default=None, max_length=20, description="The unit shown, such as % or hours")
    dimension: Literal["speed", "quality", "outcome", "volume", "cost", "people"] = Field(
        description="What side of the service it shows"
    )
    severity: SeverityField = Severity.MEDIUM
    enforcement: EnforcementField = Enforcement.WAIVABLE
    why: Why | None = None
    fix: Fix | None = None
    example: KpiExample | None = Field(default=None, description="A worked example")


class Kpi(Envelope):
    """A number with a definition that survives an argument."""

    kind: Literal["Kpi"]
    spec: KpiSpec
