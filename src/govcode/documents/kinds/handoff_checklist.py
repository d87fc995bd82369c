"""`HandoffChecklist`: what a handoff must tell the next person, so that customers need not repeat themselves.

A placeholder word ("n/a", "-", "tbd") counts as empty. The same text in many handoffs is copy and paste.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import ColumnName, Expression, Fix, Id, Shape, Tolerance, Why
from govcode.documents.envelope import Envelope, Scope
from govcode.ir.check import Enforcement, Severity
from govcode.rules.rule import EnforcementField, SeverityField

PLACEHOLDERS = [
    "n/a",
    "na",
    "none",
    "-",
    "--",
    ".",
    "..",
    "...",
    "tbd",
    "todo",
    "unknown",
    "same",
    "see above",
    "see ticket",
    "asdf",
    "xxx",
    "test",
    "nil",
    "?",
]


class Conditional(Shape):
    """Fields that are needed only in some handoffs."""

    id: Id
    when: Expression = Field(description="The handoffs that need them")
    require: list[ColumnName] = Field(min_length=1, description="The fields that must be filled then")


class CopyPaste(Shape):
    """How often the same text may appear."""

    fields: list[ColumnName] = Field(min_length=1, description="The fields whose texts are compared")
    in_more_than: int = Field(ge=1, description="The same text in more handoffs than this is copy and paste")
    at_most: Tolerance = 0


class ChecklistSpec(Shape):
    """The fields and what they must hold."""

    dataset: Id = Field(description="The dataset of the handoffs")
    scope: Scope | None = Field(default=None, description="The part of the data it holds for")
    required: list[ColumnName] = Field(min_length=1, description="Fields that must be filled in each handoff")
    conditional: list[Conditional] = Field(default=[], description="Fields needed in some handoffs")
    minimum_words: dict[ColumnName, int] = Field(default={}, description="The fewest words a filled field has")
    placeholders: list[str] = Field(default=PLACEHOLDERS, description="Words that count as empty, case ignored")
    copy_paste: CopyPaste | None = Field(default=None, description="How often the same text may appear")
    at_most: Tolerance = 0
    severity: SeverityField = Severity.MEDIUM
    enforcement: EnforcementField = Enforcement.WAIVABLE
    why: Why | None = None
    fix: Fix | None = None


class HandoffChecklist(Envelope):
    """What a handoff must tell the next person."""

    kind: Literal["HandoffChecklist"]
    spec: ChecklistSpec
