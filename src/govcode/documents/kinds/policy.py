"""`Policy`: the promises a vendor keeps, rule by rule."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import Shape
from govcode.documents.envelope import Envelope, Scope
from govcode.rules import AnyRule


class PolicySpec(Shape):
    """The rules and the part of the data they hold for."""

    scope: Scope | None = Field(default=None, description="The part of the data all rules hold for")
    rules: list[AnyRule] = Field(min_length=1, description="The rules, each named POLICY.RULE")


class Policy(Envelope):
    """The promises a vendor keeps."""

    kind: Literal["Policy"]
    spec: PolicySpec
