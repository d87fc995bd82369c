"""`survey_cohort`: which answers to surveys count, and beside which surveys they are counted.

A rate of response has the surveys that were sent below it and their own answers above: both belong to the period in
which the survey was sent. Where a customer rates the same ticket again, the last rating counts (`answer_is_last`) and
`changed_mind` says that it differs from the one before. With `per`, one answer of each customer and period counts,
the last (`vote_counts`): a customer with forty tickets has no forty votes. A survey that was sent after its ticket
had been opened again asks about two attempts: `after_reopen`, with `events`.

Answers on different scales are not made alike: keep apart in the KPI what is `good` or `bad` and what is 1 to 5. Adds
`responded`, `answer_is_last`, `changed_mind` and, with `per`, `vote_counts`, with `events`, `after_reopen`. The three
in the middle have no value for surveys nobody answered.

Peers: Chatwoot divides the answers given in a week by the surveys sent in that week, which are not the same surveys.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from govcode.core.fields import Expression, Id
from govcode.expressions.phrases import start_of
from govcode.facts.fact import Derived, Fact, FactTable, comparable, moment
from govcode.facts.frame import Frame, frame_of
from govcode.ir.expression import Expr
from govcode.ir.relation import GlanceKind, Side


class SurveyCohort(Fact):
    """Which answers to surveys count, and beside which surveys they are counted."""

    adds: ClassVar[tuple[str, ...]] = ("responded", "answer_is_last", "changed_mind", "vote_counts", "after_reopen")

    kind: Literal["survey_cohort"]
    about: Expression = Field(default="ticket_id", description="What was rated")
    survey: Expression = Field(default="kind", description="Which question was asked")
    sent: Expression = Field(default="sent_at", description="When it was asked")
    responded_at: Expression = Field(default="responded_at", description="When it was answered; empty if never")
    score: Expression = Field(default="score_raw", description="The answer")
    per: Expression | None = Field(
        default=None, description="Whose votes count once in a period", examples=["customer_key"]
    )
    period: Literal["day", "week", "month", "quarter"] = Field(default="month", description="The period, with `per`")
    events: Id | None = Field(default=None, description="The dataset of the events that open tickets again")
    reopened: Expression = Field(default="kind = 'reopen'", description="Events that open a ticket again")
    ticket: Expression = Field(default="ticket_id", description="The ticket of an event")
    at: Expression = Field(default="at", description="When an event happened")

    def derive(self, rows: FactTable) -> Derived | None:
        """Return each survey with what its answer counts for."""
        values = {
            "about": rows.value(self.about, "about"),
            "survey": rows.value(self.survey, "survey"),
            "sent": moment(rows, self.sent, "sent"),
            "answered": moment(rows, self.responded_at, "responded_at"),
            "score": rows.value(self.score, "score"),
        }
        known: dict[str, Expr] = {name: expr for name, expr in values.items() if expr is not None}
        if len(known) < len(values):
            return None
        here = frame_of(rows.relation).having(known)
        looks = [
            here.glance("later", GlanceKind.NEXT, "answered"),
            here.glance("earlier score", GlanceKind.PREVIOUS, "score", "answered is not null"),
        ]
        here = here.seen(["about", "survey"], ["answered", "sent"], looks)
        columns = {
            "responded": here.read("answered is not null"),
            "answer_is_last": here.read("case when answered is not null then later is null end"),
            "changed_mind": here.read(
                'case when answered is not null then coalesce("earlier score" <> score, false) end'
            ),
        }
        voted = self._votes(rows, here, columns)
        return None if voted is None else self._reopened(rows, voted, columns)

    def _votes(self, rows: FactTable, here: Frame, columns: dict[str, Expr]) -> Frame | None:
        if self.per is None:
            return here
        who = rows.value(self.per, "per")
        if who is None:
            return None
        named = here.having({"who": who, "period": start_of(self.period, here["answered"])})
        look = named.glance("later vote", GlanceKind.NEXT, "answered")
        seen = named.seen(["who", "survey", "period"], ["answered", "sent"], [look])
        columns["vote_counts"] = seen.read('case when answered is not null then "later vote" is null end')
        return seen

    def _reopened(self, rows: FactTable, here: Frame, columns: dict[str, Expr]) -> Derived | None:
        if self.events is None:
            return Derived(here.relation, columns)
        table = rows.other(self.events, "events")
        if table is None:
            return None
        ticket, at = table.value(self.ticket, "ticket"), moment(table, self.at, "at")
        reopened = table.condition(self.reopened, "reopened")
        if ticket is None or at is None or reopened is None or not comparable(rows, here["about"], ticket, "ticket"):
            return None
        again = Frame(table.relation, {"ticket": ticket, "at": at, "reopened": reopened}).picked().where("reopened")
        keys, moments = [(here["about"], again["ticket"])], (here["sent"], again["at"])
        found = here.nearest(again, keys, moments, Side.BEFORE, {"opened again": "at"}, inclusive=True)
        return Derived(found.relation, columns | {"after_reopen": found.read('"opened again" is not null')})
