"""`Action`: what somebody does about a failure, by when, and what shows that it helped."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from govcode.core.fields import Day, Id, RuleId, Sentence, Shape
from govcode.documents.envelope import Envelope


class ActionSpec(Shape):
    """A failure, what is done about it, and until when."""

    checks: Annotated[list[RuleId], Field(min_length=1)] = Field(
        description="The rules, KPIs or cadences whose failure it answers", examples=[["escalation.critical-tier2"]]
    )
    vendors: list[Id] | None = Field(default=None, min_length=1, description="Whose failure; else everybody's")
    type: Literal["contract", "knowledge", "policy", "routing", "script", "staffing", "tooling", "training"] = Field(
        description="What is changed"
    )
    plan: Sentence = Field(description="What is done")
    opened: Day = Field(description="When it was decided")
    due: Day = Field(description="By when it is done")
    completed: Day | None = Field(default=None, description="When its owner said that it is done")
    verified_by: Annotated[int, Field(ge=1, le=26)] = Field(
        default=4, description="After so many kept periods in a row, all after `completed`, it is closed"
    )


class Action(Envelope):
    """What is done about a failure; closed by kept periods, not by a word."""

    kind: Literal["Action"]
    spec: ActionSpec
