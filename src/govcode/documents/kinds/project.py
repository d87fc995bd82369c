"""`Project`: govcode.yaml: the people, the drops, the gate."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import Id, Sentence, Shape
from govcode.documents.envelope import Envelope
from govcode.ir.check import Severity
from govcode.rules.rule import SeverityField


class Person(Shape):
    """A person or team that can own a document or approve a waiver."""

    name: str = Field(min_length=1, description="The name shown")
    party: Literal["client", "vendor"] = Field(default="client", description="Whose side they are on")


class DeclaredDrop(Shape):
    """A drop that `govcode check` reads when the command line names none."""

    feed: Id
    path: str = Field(description="A folder or file, relative to govcode.yaml")
    vendor: Id | None = Field(default=None, description="Whose drop it is, where the data does not say")


class Gate(Shape):
    """What fails the gate."""

    fail_on: SeverityField = Field(
        default=Severity.LOW, description="Failures less severe than this do not fail the gate"
    )


class ReviewSettings(Shape):
    """What the cover of the quarterly review says."""

    confidentiality: Sentence = Field(default="Confidential", description="Who may read it")
    signed_by: list[Id] = Field(default=[], description="Who signs it off")
    committee: str | None = Field(default=None, min_length=3, max_length=120, description="Who it is written for")


class ProjectSpec(Shape):
    """The settings of a governance project."""

    people: dict[Id, Person] = Field(default={}, description="Who owns and who approves")
    controls: dict[str, Sentence] = Field(default={}, description="Your own controls, besides the shipped catalog")
    drops: list[DeclaredDrop] = Field(default=[], description="The drops `govcode check` reads by itself")
    gate: Gate = Field(default=Gate(), description="What fails the gate")
    history: str = Field(
        default=".govcode/history.sqlite",
        description="The file that remembers runs, relative to govcode.yaml; a database is named on the command line",
    )
    review: ReviewSettings = Field(default=ReviewSettings(), description="What the cover of the quarterly review says")


class Project(Envelope):
    """The settings of a governance project."""

    kind: Literal["Project"]
    spec: ProjectSpec
