"""`agent_time`: whether people worked when they were planned to, and how busy they were.

Adherence is the part of the planned time in which somebody kept to the plan: one less the exceptions over what was
planned, never below zero. Without a plan there is no adherence: it has no value, and is not 100 %. Conformance is the
time worked over the time planned, whenever it was worked, so it can exceed 100 %. Occupancy is the time of handling
over the time of handling and waiting; it is a band: near 100 % people burn out.

To judge many rows at once, use `measure: ratio` with the times; a mean of these shares gives a short shift the weight
of a long one. Adds `scheduled`, `exceptions`, `staffed`, `occupied`, `adherence`, `conformance` and `occupancy`.

Peers: Genesys and Connect agree on adherence; a plan that is edited later changes it for up to thirty days.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from govcode.core.fields import Expression
from govcode.facts.fact import Derived, Fact, FactTable, length
from govcode.facts.frame import frame_of

_TIMES = ("scheduled", "exceptions", "staffed", "handled", "available")


class AgentTime(Fact):
    """Whether people worked when they were planned to, and how busy they were."""

    adds: ClassVar[tuple[str, ...]] = (
        "scheduled",
        "exceptions",
        "staffed",
        "occupied",
        "adherence",
        "conformance",
        "occupancy",
    )

    kind: Literal["agent_time"]
    scheduled: Expression = Field(default="scheduled_s", description="Planned time: seconds, or a duration")
    exceptions: Expression = Field(default="exception_s", description="Time off the plan that nobody approved")
    staffed: Expression = Field(default="staffed_s", description="Time worked")
    handled: Expression = Field(default="handle_s", description="Time of handling contacts")
    available: Expression = Field(default="available_s", description="Time of waiting for contacts")

    def derive(self, rows: FactTable) -> Derived | None:
        """Return each row with its shares."""
        found = {name: length(rows, getattr(self, name), name) for name in _TIMES}
        known = {name: expr for name, expr in found.items() if expr is not None}
        if len(known) < len(found):
            return None
        here = frame_of(rows.relation).having(known).naming(busy="handled + available")
        return Derived(
            here.relation,
            {
                "scheduled": here["scheduled"],
                "exceptions": here["exceptions"],
                "staffed": here["staffed"],
                "occupied": here["handled"],
                "adherence": here.read(
                    "case when scheduled > 0s and exceptions is not null"
                    " then greatest(0, 1 - exceptions / scheduled) end"
                ),
                "conformance": here.read("case when scheduled > 0s then staffed / scheduled end"),
                "occupancy": here.read("case when busy > 0s then handled / busy end"),
            },
        )
