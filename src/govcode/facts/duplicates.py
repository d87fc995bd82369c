"""`duplicates`: the tickets that were merged into another one, and no others.

There are few of them. Let the fact `merges` come after it and find the ticket that is left of each, and ask the result
(`owner_ticket`, a lookup) about the ticket of every message: that costs far less than to ask all tickets.

The rows are those of the dataset for which `where` is true, with all of its columns. Adds none.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from govcode.core.fields import Expression
from govcode.facts.fact import Derived, Fact, FactTable
from govcode.facts.frame import frame_of


class Duplicates(Fact):
    """The tickets that were merged into another one, and no others."""

    grain: ClassVar[str] = "duplicate"

    kind: Literal["duplicates"]
    where: Expression = Field(
        default="merged_into is not null", description="Which tickets were merged into another one"
    )

    def derive(self, rows: FactTable) -> Derived | None:
        """Return the merged tickets."""
        merged = rows.condition(self.where, "where")
        if merged is None:
            return None
        return Derived(frame_of(rows.relation).where("merged", merged=merged).relation, {})
