"""`Cadence`: what must be delivered and checked, by whom, how often; a blank is a finding."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from govcode.core.fields import Day, Duration, Fix, Id, Shape, Why
from govcode.documents.envelope import Envelope
from govcode.ir.check import Severity
from govcode.ir.limit import Period
from govcode.rules.rule import SeverityField


class CadenceSpec(Shape):
    """Which datasets of which vendors are due for each period, and how soon after its end."""

    datasets: Annotated[list[Id], Field(min_length=1)] = Field(
        description="What must have rows in each period", examples=[["tickets", "calibrations"]]
    )
    vendors: list[Id] | None = Field(default=None, min_length=1, description="Only of these vendors; else of each")
    every: Literal["day", "week", "month", "quarter"] = Field(description="The length of a period")
    due_within: Duration = Field(description="How soon after the end of a period a run must have read its rows")
    days: Annotated[int, Field(ge=1, le=92)] | None = Field(
        default=None, description="On how many days of a period there must be rows; fewer is a partial delivery"
    )
    from_: Day = Field(alias="from", description="The first day; periods that begin before it are not due")
    until: Day | None = Field(default=None, description="The first day on which it no longer holds")
    severity: SeverityField = Severity.MEDIUM
    why: Why
    fix: Fix | None = None

    @property
    def period(self) -> Period:
        """Return the length of a period."""
        return Period(self.every)


class Cadence(Envelope):
    """What is delivered on a rhythm: each period without rows, with too few of them, or late is a finding."""

    kind: Literal["Cadence"]
    spec: CadenceSpec
