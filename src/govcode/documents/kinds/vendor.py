"""`Vendor`: a company that support is handed to, and where more is asked of it than of the others.

An override can only tighten: a smaller tolerance, a higher target, a higher severity.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import RuleId, Shape, Tolerance
from govcode.documents.envelope import Envelope
from govcode.documents.kinds.kpi import Target
from govcode.rules.rule import SeverityField


class Override(Shape):
    """What is tightened for this vendor."""

    at_most: Tolerance | None = Field(default=None, description="A smaller tolerance of a rule")
    target: Target | None = Field(default=None, description="A narrower target of a KPI")
    minimum: Target | None = Field(default=None, description="A narrower minimum of a KPI")
    severity: SeverityField | None = Field(default=None, description="A higher severity")


class VendorSpec(Shape):
    """What is known of a vendor."""

    name: str = Field(min_length=1, max_length=80, description="The name shown")
    overrides: dict[RuleId, Override] = Field(default={}, description="Rule or KPI id: what is tightened")


class Vendor(Envelope):
    """A company that support is handed to."""

    kind: Literal["Vendor"]
    spec: VendorSpec
