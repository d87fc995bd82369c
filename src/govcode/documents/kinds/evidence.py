"""`Evidence`: a contract, certificate, report or test that shows that a control is in place, and until when."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from govcode.core.fields import Day, Id, Sentence, Shape
from govcode.documents.envelope import Envelope


class EvidenceSpec(Shape):
    """What it is, of whom, from when until when, and where it lies."""

    type: Literal["attestation", "certificate", "contract", "minutes", "report", "test"] = Field(
        description="What it is; a certificate alone is weak evidence of how something is done"
    )
    vendors: list[Id] | None = Field(default=None, min_length=1, description="Whose it is; else everybody's")
    issuer: Sentence = Field(description="Who wrote it")
    issued: Day = Field(description="When it was written or signed")
    expires: Day | None = Field(default=None, description="The last day on which it counts; a contract may have none")
    location: Sentence = Field(description="Where it can be read: a link, or a place in the archive")
    clause: str | None = Field(default=None, max_length=80, description="The clause or page, for a contract term")
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        default=None, description="The SHA-256 of the file, so that nobody can swap it unseen"
    )
    reviewed_by: Id | None = Field(default=None, description="Who read it last, on the client's side")
    reviewed: Day | None = Field(default=None, description="When that was")


class Evidence(Envelope):
    """Something that shows that the controls named in `metadata.controls` are in place."""

    kind: Literal["Evidence"]
    spec: EvidenceSpec
