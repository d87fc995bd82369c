"""What every document carries: its name, its owner, its review rhythm, its controls."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import Day, Duration, Expression, Id, Sentence, Shape

API_VERSION = "govcode/v1"
Topic = Literal[
    "ai", "contract", "delivery", "escalation", "knowledge", "privacy", "quality", "service", "workforce"
]  # the chapters of the quarterly review


class Review(Shape):
    """When the document was last read through, and how often that must happen."""

    last: Day = Field(description="The day of the last review")
    every: Duration = Field(description="The longest time between two reviews", examples=["90d"])


class Effective(Shape):
    """The days from which and until which rows are judged by this document; the last day is not included."""

    from_: Day = Field(alias="from", description="The first day")
    until: Day | None = Field(default=None, description="The first day on which it no longer holds")


class Scope(Shape):
    """The part of the data a document is about."""

    vendors: list[Id] | None = Field(default=None, min_length=1, description="Only these vendors")
    where: Expression | None = Field(default=None, description="Only rows for which this holds")


class Metadata(Shape):
    """Who answers for a document, and since when it holds."""

    id: Id = Field(examples=["refunds"])
    title: Sentence = Field(description="What the document is about, in one sentence")
    owner: Id = Field(
        description="The person or team accountable, on the client's side (govcode.yaml lists them)", examples=["cx"]
    )
    description: str | None = Field(default=None, description="More words for the reader")
    review: Review | None = Field(default=None, description="The review rhythm; an overdue review is reported")
    topic: Topic | None = Field(
        default=None, description="The chapter of the quarterly review that tells it; else the kind of document decides"
    )
    controls: list[str] = Field(default=[], description="Ids of the controls this serves", examples=[["gdpr-28-3-a"]])
    effective: Effective | None = Field(default=None, description="From when until when it holds")


class Envelope(Shape):
    """A document."""

    api_version: Literal["govcode/v1"] = Field(alias="apiVersion", description="The version of the language")
    metadata: Metadata
