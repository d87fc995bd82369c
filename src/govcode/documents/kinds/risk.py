"""`Risk`: what could go wrong, how bad that would be, and which checks show how often it does."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from govcode.core.fields import Day, Id, RuleId, Sentence, Shape
from govcode.documents.envelope import Envelope

Level = Literal["very low", "low", "moderate", "high", "very high"]
Category = Literal[
    "ai",
    "brand",
    "capacity",
    "concentration",
    "continuity",
    "cost",
    "data-protection",
    "escalation",
    "expansion",
    "knowledge",
    "measurement",
    "quality",
    "recordings",
    "regulation",
    "resolution",
    "sub-processors",
    "transition",
    "workforce",
]


class Inherent(Shape):
    """The risk before any safeguard."""

    likelihood: Level = Field(description="How likely it is without safeguards")
    impact: Level = Field(description="How bad it is when it happens; declared by the owner, never computed")


class Safeguard(Shape):
    """What is done against the risk, and the checks that show that it works."""

    title: Sentence = Field(description="What is done")
    checks: Annotated[list[RuleId], Field(min_length=1)] = Field(description="Rules or KPIs that hold while it works")


class Acceptance(Shape):
    """Somebody lives with the risk for a while."""

    by: Id = Field(description="Who accepts it, on the client's side; not the risk's owner")
    reason: Sentence = Field(description="Why it is accepted")
    from_: Day = Field(alias="from", description="The first day")
    expires: Day = Field(description="The last day; at most 366 days after `from`")


class LikelihoodOverride(Shape):
    """A likelihood that somebody sets by hand for a while; the review prints both."""

    likelihood: Level = Field(description="The likelihood in place of the observed one")
    by: Id = Field(description="Who sets it, on the client's side; not the risk's owner")
    reason: Sentence = Field(description="Why what was observed misleads")
    from_: Day = Field(alias="from", description="The first day")
    expires: Day = Field(description="The last day; at most 92 days after `from`")


class RiskSpec(Shape):
    """What could happen, to whom, and how that is seen."""

    category: Category = Field(description="What kind of risk it is")
    cause: Sentence = Field(description="Because of what")
    event: Sentence = Field(description="What may happen")
    consequence: Sentence = Field(description="What that leads to")
    vendors: list[Id] | None = Field(default=None, min_length=1, description="Only of these vendors; else of each")
    affects: Sentence | None = Field(default=None, description="The queues or data flows it is about")
    checks: Annotated[list[RuleId], Field(min_length=1)] = Field(
        description="Rules or KPIs that break when it happens", examples=[["escalation.critical-tier2"]]
    )
    inherent: Inherent = Field(description="How likely and how bad it is before any safeguard")
    impact_reason: Sentence = Field(description="Why the impact is what it is")
    safeguards: list[Safeguard] = Field(default=[], description="What is done against it")
    appetite: Level = Field(description="The highest level that is fine without asking anybody")
    velocity: Literal["hours", "days", "weeks", "months"] = Field(description="How soon it hurts once it happens")
    treatment: Literal["avoid", "reduce", "transfer", "accept"] = Field(description="What is done about it")
    acceptance: Acceptance | None = Field(default=None, description="Needed where the treatment is accept")
    override: LikelihoodOverride | None = Field(default=None, description="A likelihood set by hand, for a while")
    first_seen: Day = Field(description="When it was first written down")
    status: Literal["open", "investigating", "remediating", "closed"] = Field(
        default="open", description="Where the work on it stands, in the words of OSCAL"
    )


class Risk(Envelope):
    """What could go wrong, and how likely that is by what was observed."""

    kind: Literal["Risk"]
    spec: RiskSpec
