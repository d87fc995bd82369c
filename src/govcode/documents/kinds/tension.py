"""`Tension`: two KPIs that pull against each other; told where one gets better while the other gets worse."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import Fix, Id, Shape, Why
from govcode.documents.envelope import Envelope
from govcode.ir.check import Enforcement, Severity
from govcode.rules.rule import EnforcementField, SeverityField

Way = Literal["rises", "falls"]


class TensionSpec(Shape):
    """Which KPI looks better at the cost of which other one."""

    improves: Id = Field(description="The KPI that looks better", examples=["handle-time"])
    improves_when: Way | None = Field(
        default=None, description="Which way it is better; needed where the KPI does not say so by its limits"
    )
    worsens: Id = Field(description="The KPI that pays for it", examples=["first-contact-resolution"])
    worsens_when: Way | None = Field(
        default=None, description="Which way it is worse; needed where the KPI does not say so by its limits"
    )
    severity: SeverityField = Severity.MEDIUM
    enforcement: EnforcementField = Enforcement.ADVISORY
    why: Why
    fix: Fix | None = None


class Tension(Envelope):
    """Two KPIs that pull against each other.

    It looks at each segment in which both are told, at the newest period that both have a judged value for, and at the
    period before: broken if the first got better beyond noise and the second worse beyond noise.
    """

    kind: Literal["Tension"]
    spec: TensionSpec
