"""`ExcusedEvent`: a stretch of time in which a KPI was out of the vendor's hands; both numbers are always told."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import Day, Expression, Id, Instant, Sentence, Shape
from govcode.documents.envelope import Envelope


class ExcusedEventSpec(Shape):
    """Which rows are left out of which KPIs, why, with what evidence, by whose leave and until when."""

    kpis: list[Id] = Field(
        min_length=1, description="The KPIs whose rows are left out", examples=[["answered-in-time"]]
    )
    vendors: list[Id] | None = Field(default=None, min_length=1, description="Only rows of these vendors")
    where: Expression | None = Field(default=None, description="Only rows for which this holds")
    from_: Instant = Field(alias="from", description="The first moment; a day is its midnight")
    until: Instant = Field(
        description="The first moment that is no longer excused; a day is its midnight. At most 31 days after `from`"
    )
    timezone: str = Field(
        default="UTC", description="The zone of moments that do not carry one", examples=["Europe/Amsterdam"]
    )
    reason: Sentence = Field(description="What happened, and why nobody could have kept the promise")
    evidence: Sentence = Field(description="Where that can be read: a ticket, a report, a link")
    approved_by: Id | None = Field(
        default=None, description="Who excuses it; not the KPI's owner, not the vendor. Without it nothing is excused"
    )
    expires: Day = Field(description="The last day on which it is honoured; from the next day on the rows count again")


class ExcusedEvent(Envelope):
    """A stretch of time whose rows a KPI leaves out.

    A row belongs to it by the moment that puts it into a period (`cohort`), else by the dataset's `event_time`. The
    KPI is told with and without these rows.
    """

    kind: Literal["ExcusedEvent"]
    spec: ExcusedEventSpec
