"""`Dataset`: a table everybody can rely on: its columns, their types, and what each may hold.

A dataset is delivered (a Feed fills its columns), or rolled up `from` the events of another dataset, or it has all rows
and columns `of` another one and `facts`: what the events say of each row.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from govcode.core.fields import Blocking, ColumnName, Expression, Id, Shape, Tolerance
from govcode.documents.envelope import Envelope
from govcode.facts import AnyFact
from govcode.ir.check import Enforcement, Severity
from govcode.ir.relation import FoldKind
from govcode.rules.rule import EnforcementField, SeverityField

Grain = Literal[
    "interaction",
    "contact",
    "leg",
    "segment",
    "ticket",
    "event",
    "message",
    "survey",
    "review",
    "agent",
    "agent-day",
]
TypeName = Literal["text", "integer", "number", "boolean", "date", "timestamp"]


class ColumnPromise(Shape):
    """A column: its type and what it may hold. A short form is the type alone."""

    type: TypeName = Field(description="What its cells are")
    description: str | None = Field(default=None, description="What it means")
    required: bool = Field(default=False, description="It may not be empty")
    unique: bool = Field(default=False, description="No value appears twice")
    values: list[str] | None = Field(default=None, min_length=1, description="The only texts it may hold")
    pattern: str | None = Field(default=None, description="The form its texts have, as a regular expression")
    at_most: Tolerance = Field(default=0, description="How many cells may break these promises")
    blocks_kpis: Blocking = Field(
        default=False, description="KPIs over the dataset have no data while this breaks; with a tolerance, breaks more"
    )


def _column(value: object) -> object:
    return {"type": value} if isinstance(value, str) else value


Column = Annotated[ColumnPromise, BeforeValidator(_column, json_schema_input_type=ColumnPromise | TypeName)]


class Fold(Shape):
    """How the events of one key become one value: exactly one of the ways, and which events take part."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [{"required": [way]} for way in FoldKind],
            "if": {"anyOf": [{"required": ["followed"]}, {"required": ["by"]}]},
            "then": {"required": ["followed", "by"]},
        }
    )

    count: Expression | None = Field(default=None, description="How many events make this true")
    first: Expression | None = Field(default=None, description="The value of the first event")
    last: Expression | None = Field(default=None, description="The value of the last event")
    min: Expression | None = Field(default=None, description="The smallest value")
    max: Expression | None = Field(default=None, description="The largest value")
    sum: Expression | None = Field(default=None, description="The sum of the values")
    changes: Expression | None = Field(default=None, description="How often the value changes; empty ones left out")
    returns: Expression | None = Field(default=None, description="How often it goes A, B and back to A")
    followed: Expression | None = Field(default=None, description="How many events make this true …")
    by: Expression | None = Field(default=None, description="… and are directly followed by one that makes this true")
    where: Expression | None = Field(default=None, description="Only these events take part")


class RollUp(Shape):
    """One row per key, from the events of another dataset."""

    events: Id = Field(description="The dataset of the events")
    per: ColumnName = Field(description="The column that says to which key an event belongs")
    order: list[ColumnName] = Field(default=[], description="What orders the events of a key; file order, if empty")
    columns: dict[ColumnName, Fold] = Field(min_length=1, description="The columns of a row")


class Take(Shape):
    """Columns fetched from another dataset's row, found by its key."""

    dataset: Id
    on: ColumnName = Field(description="The column here that names the row there")
    key: ColumnName = Field(description="The column there that it is compared with")
    columns: dict[ColumnName, ColumnName] = Field(min_length=1, description="The name here: the column there")


class DatasetSpec(Shape):
    """What a dataset promises."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [{"required": ["columns"]}, {"required": ["from"]}, {"required": ["of", "facts"]}],
        }
    )

    key: ColumnName | None = Field(
        default=None, description="The column that names a row in evidence", examples=["ticket_id"]
    )
    event_time: ColumnName | None = Field(
        default=None, description="The moment to which a row belongs", examples=["created_at"]
    )
    grain: Grain | None = Field(default=None, description="What one row is: a ticket, a contact, a leg of a contact")
    totals: bool = Field(
        default=False,
        description="Each row is a total over many contacts, so the value of a single row may be told",
    )
    segments: list[ColumnName] = Field(
        default=[], max_length=4, description="Broken rows are also counted by these columns (which need `values`)"
    )
    columns: dict[ColumnName, Column] = Field(default={}, description="The columns a drop must deliver")
    from_: RollUp | None = Field(default=None, alias="from", description="Roll this dataset up from events")
    of: Id | None = Field(
        default=None, description="This dataset has all rows and columns of that one, and `facts`", examples=["tickets"]
    )
    facts: list[AnyFact] = Field(default=[], description="What the events say of each row, worked out in this order")
    lookups: list[Take] = Field(default=[], description="Columns fetched from other datasets")
    computed: dict[ColumnName, Expression] = Field(default={}, description="Columns computed from the others")
    severity: SeverityField = Field(default=Severity.MEDIUM, description="How bad it is when the columns break")
    enforcement: EnforcementField = Field(default=Enforcement.WAIVABLE, description="What the gate does with that")

    @property
    def is_delivered(self) -> bool:
        """Say whether a feed fills the dataset."""
        return self.from_ is None and self.of is None


class Dataset(Envelope):
    """A table everybody can rely on."""

    kind: Literal["Dataset"]
    spec: DatasetSpec
