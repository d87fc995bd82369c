"""`DataMinimisation`: which columns may be delivered at all, which only masked or hashed, and for how long.

`columns` is about the delivered names: a column of a drop that is neither mapped, allowed nor denied is reported.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import ColumnName, Duration, Expression, Fix, Id, Shape, Tolerance, Why
from govcode.documents.envelope import Envelope
from govcode.ir.check import Enforcement, Severity
from govcode.rules.rule import EnforcementField, SeverityField


class Masked(Shape):
    """A column whose texts must be masked."""

    column: ColumnName
    pattern: str = Field(default=r"^\*+\d{0,4}$", description="The form of a masked text")


class Hashed(Shape):
    """A column whose texts must be hashes."""

    column: ColumnName
    digits: int = Field(default=64, ge=16, le=128, description="The number of hexadecimal digits")


class Retention(Shape):
    """How long rows may be kept."""

    id: Id
    column: ColumnName = Field(description="The moment from which the time runs")
    keep: Duration = Field(description="How long")
    unless: Expression | None = Field(default=None, description="Rows for which this holds may stay longer")


class MinimisationSpec(Shape):
    """What may be delivered of a dataset."""

    dataset: Id
    allowed: list[str] = Field(default=[], description="Delivered columns that are fine although no feed maps them")
    only_mapped: bool = Field(default=True, description="Report delivered columns that are neither mapped nor allowed")
    denied: list[str] = Field(default=[], description="Delivered columns that must never arrive")
    masked: list[Masked] = Field(default=[], description="Columns whose texts must be masked")
    hashed: list[Hashed] = Field(default=[], description="Columns whose texts must be hashes")
    retention: list[Retention] = Field(default=[], description="How long rows may be kept")
    at_most: Tolerance = 0
    severity: SeverityField = Severity.HIGH
    enforcement: EnforcementField = Enforcement.NON_NEGOTIABLE
    why: Why | None = None
    fix: Fix | None = None


class DataMinimisation(Envelope):
    """What may be delivered, in which form and for how long."""

    kind: Literal["DataMinimisation"]
    spec: MinimisationSpec
