"""`EscalationRule`: when a ticket must go up, to whom, and how fast.

Each criterion selects tickets; each of them must have a handoff that reaches the tier or party in time. Handoffs from
before the start of the time do not count. A ticket whose time is not yet up is counted as not yet judgeable.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import ColumnName, Duration, Expression, Fix, Id, Sentence, Shape, Tolerance, Why
from govcode.documents.envelope import Envelope, Scope
from govcode.ir.check import Enforcement, Severity
from govcode.rules.rule import EnforcementField, Examples, SeverityField


class Handoffs(Shape):
    """Where handoffs are recorded."""

    dataset: Id
    on: ColumnName = Field(description="The column of the handoff that names the ticket")
    at: ColumnName = Field(description="The moment of the handoff")
    reached: Expression | None = Field(default=None, description="Only handoffs for which this holds count at all")


class Criterion(Shape):
    """Which tickets must go up, to whom and how fast."""

    id: Id
    title: Sentence = Field(description="The promise in one sentence")
    when: Expression = Field(description="Which tickets meet the criterion")
    reach: Expression = Field(
        description="What a handoff must satisfy", examples=["to_tier >= 2", "to_party = 'client'"]
    )
    within: Duration = Field(description="How long it may take")
    since: ColumnName | None = Field(default=None, description="The moment the time starts; the dataset's, if left out")
    at_most: Tolerance = 0
    severity: SeverityField = Severity.HIGH
    enforcement: EnforcementField = Enforcement.WAIVABLE
    why: Why | None = None
    fix: Fix | None = None
    examples: Examples | None = Field(default=None, description="Tickets that keep and that break the promise")


class EscalationSpec(Shape):
    """The criteria and where escalations are seen."""

    dataset: Id = Field(description="The dataset of the tickets")
    handoffs: Handoffs = Field(description="Where handoffs are recorded")
    scope: Scope | None = Field(default=None, description="The part of the data all criteria hold for")
    criteria: list[Criterion] = Field(min_length=1, description="The criteria, each named RULE.CRITERION")


class EscalationRule(Envelope):
    """When a ticket must go up, to whom, and how fast."""

    kind: Literal["EscalationRule"]
    spec: EscalationSpec
