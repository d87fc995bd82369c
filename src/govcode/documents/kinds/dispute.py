"""`Dispute`: a vendor says that a finding is wrong, and what came of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from govcode.core.fields import Day, Id, RuleId, Sentence, Shape
from govcode.documents.envelope import Envelope

Fingerprint = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8,64}$")]


class DisputeSpec(Shape):
    """Which findings are contested, by whom, why, and how it ended."""

    vendor: Id = Field(description="Whose findings they are")
    rule: RuleId = Field(description="The rule or KPI that was applied")
    fingerprints: Annotated[list[Fingerprint], Field(min_length=1)] = Field(
        description="The fingerprints of the findings, as in the report"
    )
    raised_by: Id = Field(description="Who contests them, on the vendor's side")
    raised: Day = Field(description="When")
    grounds: Sentence = Field(description="Why the vendor thinks they are wrong")
    outcome: Literal["pending", "upheld", "overturned", "withdrawn"] = Field(
        default="pending", description="upheld: the finding stands; overturned: it was wrong"
    )
    decided_by: Id | None = Field(default=None, description="Who decided, on the client's side")
    decided: Day | None = Field(default=None, description="When")
    decision: Sentence | None = Field(default=None, description="Why it was decided so")


class Dispute(Envelope):
    """Findings that a vendor contests."""

    kind: Literal["Dispute"]
    spec: DisputeSpec
