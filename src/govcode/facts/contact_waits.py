"""`contact_waits`: how long each contact waited, and how it ended.

The wait ends with the answer, or when the customer gave up; other endings (a callback, another queue, the voice
mailbox) have no wait. Who gave up within `short` gave nobody a chance: `short_abandon`. Who gave up and came again
within `redial` is one caller who tried twice: `redialled`, known only where the customer and the end are. With
`calendar`, contacts that came while nobody was there are told: `offered_when_open` is false.

Adds `wait`, `answered_within`, `abandoned_within`, `short_abandon`, `redialled` and, with `calendar`,
`offered_when_open`. Which of them a service level counts is for the KPI to say (its measure
`service_level`): a contract that does not say it can be read in five ways. Take it over contacts, never as a mean
over half hours.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from govcode.core.fields import Duration, Expression
from govcode.expressions.build import duration
from govcode.expressions.phrases import is_open
from govcode.facts.fact import Derived, Fact, FactTable, moment
from govcode.facts.frame import Frame, frame_of
from govcode.ir.expression import Expr
from govcode.ir.relation import Side

_MINUTE = 60_000_000


class ContactWaits(Fact):
    """How long each contact waited, and how it ended."""

    adds: ClassVar[tuple[str, ...]] = (
        "wait",
        "answered_within",
        "abandoned_within",
        "short_abandon",
        "redialled",
        "offered_when_open",
    )

    kind: Literal["contact_waits"]
    within: Duration = Field(description="The wait that is promised", examples=["20s"])
    short: Duration = Field(default=5_000_000, description="Who gives up within this time gave nobody a chance; 5s")
    redial: Duration = Field(default=5 * _MINUTE, description="In which time coming again is the same try; 5m")
    offered: Expression = Field(default="offered_at", description="When the contact came")
    answered_at: Expression = Field(default="answered_at", description="When it was answered")
    ended: Expression = Field(default="ended_at", description="When it ended")
    answered: Expression = Field(default="outcome = 'answered'", description="Contacts that were answered")
    abandoned: Expression = Field(
        default="outcome in ('abandoned', 'short_abandoned')", description="Contacts whose customer gave up"
    )
    customer: Expression = Field(default="customer_key", description="Who came")
    calendar: str | None = Field(default=None, description="The Calendar of the hours in which contacts are answered")

    def derive(self, rows: FactTable) -> Derived | None:
        """Return each contact with its wait."""
        values = {
            "offered": moment(rows, self.offered, "offered"),
            "answered at": moment(rows, self.answered_at, "answered_at"),
            "ended": moment(rows, self.ended, "ended"),
            "answered": rows.condition(self.answered, "answered"),
            "abandoned": rows.condition(self.abandoned, "abandoned"),
            "customer": rows.value(self.customer, "customer"),
        }
        known: dict[str, Expr] = {name: expr for name, expr in values.items() if expr is not None}
        if len(known) < len(values):
            return None
        here = frame_of(rows.relation).having(known)
        tries = Frame(rows.relation, {"who": here["customer"], "at": here["offered"]}).picked()
        again = here.nearest(
            tries,
            [(here["customer"], tries["who"])],
            # Where clocks disagree a contact may end before it came: it is not its own second try.
            (here.read("greatest(ended, offered)"), tries["at"]),
            Side.AFTER,
            {"next": "at"},
            inclusive=False,
        )
        lengths = {name: duration(getattr(self, name)) for name in ("within", "short", "redial")}
        return self._derived(rows, again.having(lengths))

    def _derived(self, rows: FactTable, here: Frame) -> Derived | None:
        told = here.naming(
            end='case when answered then "answered at" when abandoned then ended end',
            waited='case when "end" >= offered then "end" - offered end',
        )
        gave_up = "case when abandoned then {} when abandoned is false then false end"
        again = "case when customer is not null and ended is not null then coalesce(next <= ended + redial, false) end"
        columns = {
            "wait": told["waited"],
            "answered_within": told.read(
                "case when answered then waited <= within when answered is false then false end"
            ),
            "abandoned_within": told.read(gave_up.format("waited <= within")),
            "short_abandon": told.read(gave_up.format("waited <= short")),
            "redialled": told.read(gave_up.format(again)),
        }
        if self.calendar is not None:
            clock = rows.calendar(self.calendar, "calendar")
            if clock is None:
                return None
            columns["offered_when_open"] = is_open(clock, told["offered"])
        return Derived(told.relation, columns)
