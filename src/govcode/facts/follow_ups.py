"""`follow_ups`: tickets that came back as another one, because the closed one could not be opened again.

Where closed tickets cannot be opened again (in Zendesk none can), the rate of reopenings falls with every day by
which tickets are closed sooner. So follow-ups are counted beside them: tickets that name this one. With `within`,
those that were created at or after `since`, and no later than so much after it, are told apart.

Adds `follow_ups`, `followed_up`, `first_followed_up_at` and, with `within`, `followed_up_within` (nothing for tickets
without a `since`).
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from govcode.core.fields import Duration, Expression
from govcode.expressions.build import duration
from govcode.facts.fact import Derived, Fact, FactTable, comparable, key_of, moment
from govcode.facts.frame import Frame, frame_of
from govcode.ir.expression import Expr
from govcode.ir.relation import FoldKind, Side


class FollowUps(Fact):
    """Tickets that came back as another one."""

    adds: ClassVar[tuple[str, ...]] = ("follow_ups", "followed_up", "first_followed_up_at", "followed_up_within")

    kind: Literal["follow_ups"]
    of: Expression = Field(default="followup_of", description="The ticket that this one follows up")
    created: Expression | None = Field(
        default=None, description="When a ticket was created; the event_time of the dataset, if left out"
    )
    since: Expression = Field(default="resolved_at", description="From when the time runs")
    within: Duration | None = Field(default=None, description="In which time it may not come back", examples=["7d"])

    def derive(self, rows: FactTable) -> Derived | None:
        """Return each ticket with its follow-ups."""
        key, of = key_of(rows), rows.value(self.of, "of")
        created = moment(rows, self.created, "created") if self.created else rows.event_time
        since = moment(rows, self.since, "since") if self.within is not None else None
        if created is None and self.created is None:
            message = f"dataset '{rows.name}' names no event_time, so it is not known when a ticket was created"
            rows.report("GC102", message, "kind", suggestion="add `created:`")
        if key is None or of is None or created is None or not comparable(rows, key, of, "of"):
            return None
        later = Frame(rows.relation, {"parent": of, "created": created}).picked()
        folds = [later.fold("count", FoldKind.COUNT, "true"), later.fold("first", FoldKind.MIN, "created")]
        back = later.rolled("parent", [], folds)
        here = frame_of(rows.relation).looked_up(back, key, "parent", {"count": "count", "first": "first"})
        columns: dict[str, Expr] = {
            "follow_ups": here.read('coalesce("count", 0)'),
            "followed_up": here.read('coalesce("count", 0) > 0'),
            "first_followed_up_at": here["first"],
        }
        if self.within is None:
            return Derived(here.relation, columns)
        if since is None:
            return None
        here = here.nearest(
            later, [(key, later["parent"])], (since, later["created"]), Side.AFTER, {"next": "created"}, inclusive=True
        ).having({"since": since, "within": duration(self.within)})
        in_time = here.read("case when since is not null then coalesce(next <= since + within, false) end")
        return Derived(here.relation, columns | {"followed_up_within": in_time})
