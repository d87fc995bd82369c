"""`HandoffChecklist`: what a handoff must tell the next person, so that customers need not repeat themselves.

A placeholder word ("n/a", "-", "tbd") counts as empty. The same text in many handoffs is copy and paste.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import ColumnName, Expression, Id, Sentence, Shape, Tolerance
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
    when: Expression
    require: list[ColumnName] = Field(min_length=1)


class CopyPaste(Shape):
    """How often the same text may appear."""

    fields: list[ColumnName] = Field(min_length=1)
    in_more_than: int = Field(ge=1, description="The same text in more handoffs than this is copy and paste")
    at_most: Tolerance = 0


class ChecklistSpec(Shape):
    """The fields and what they must hold."""

    dataset: Id = Field(description="The dataset of the handoffs")
    scope: Scope | None = None
    required: list[ColumnName] = Field(min_length=1, description="Fields that must be filled in each handoff")
    conditional: list[Conditional] = Field(default=[], description="Fields needed in some handoffs")
    minimum_words: dict[ColumnName, int] = Field(default={}, description="The fewest words a filled field has")
    placeholders: list[str] = Field(default=PLACEHOLDERS, description="Words that count as empty, case ignored")
    copy_paste: CopyPaste | None = None
    at_most: Tolerance = 0
    severity: SeverityField = Severity.MEDIUM
    enforcement: EnforcementField = Enforcement.WAIVABLE
    why: Sentence | None = None
    fix: Sentence | None = None


class HandoffChecklist(Envelope):
    """What a handoff must tell the next person."""

    kind: Literal["HandoffChecklist"]
    spec: ChecklistSpec
