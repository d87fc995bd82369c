"""`Waiver`: a failure that is accepted for a while, by name, for a reason. Waived rules are still measured."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import Day, Expression, Id, RuleId, Sentence, Shape
from govcode.documents.envelope import Envelope


class WaiverSpec(Shape):
    """What is accepted, why, by whom and until when."""

    rules: list[RuleId] = Field(min_length=1, description="Exact ids of rules or KPIs; never of a non-negotiable")
    where: Expression | None = Field(default=None, description="Only rows (or KPI segments) for which this holds")
    reason: Sentence = Field(description="Why the failure is accepted")
    approved_by: Id = Field(description="Who accepts it; never the owner of the rule")
    from_: Day = Field(alias="from", description="The first day")
    until: Day | None = Field(default=None, description="The last day; 30 days after `from`, if left out; at most 90")


class Waiver(Envelope):
    """A failure that is accepted for a while."""

    kind: Literal["Waiver"]
    spec: WaiverSpec
