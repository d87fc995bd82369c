"""`headcount_days`: who was on the staff on which day; a row per person and day.

A person is counted from the first day of live work to the last day, so somebody who leaves the training before that
is never counted, as staff or as a leaver. Where a roster has a row per change (another team, another role), each day
has the row that held then, and a promotion is no departure. Days that are not over are not counted. Somebody who
comes again has another row of the roster and other days.

The rows are those of the roster, once for each day. Adds `day`, `left` (it was the last day, and the person left by
`leaves`: a transfer to another client or vendor is no departure unless you say so), `left_voluntarily`, `tenure_days`
and `early` (within the first 90 days). The average headcount of a month is the rows of the month over its days; the
rate of leavers is the sum of `left` over that, not over the mean of its first and last day.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from govcode.core.fields import Duration, Expression
from govcode.expressions.build import duration
from govcode.facts.fact import Derived, Fact, FactTable, of_type
from govcode.facts.frame import Frame, frame_of
from govcode.ir.expression import Expr, Type

_DAY = 86_400_000_000


class HeadcountDays(Fact):
    """Who was on the staff on which day."""

    grain: ClassVar[str] = "person and day"
    adds: ClassVar[tuple[str, ...]] = ("day", "left", "left_voluntarily", "tenure_days", "early")

    kind: Literal["headcount_days"]
    live: Expression = Field(default="first_live_on", description="The first day of live work; empty: in training")
    last: Expression = Field(default="left_on", description="The last day; empty: still there")
    from_: Expression = Field(default="valid_from", alias="from", description="From when a row of the roster holds")
    until: Expression = Field(default="valid_to", description="Until when it holds; empty: until now")
    leaves: Expression = Field(
        default="left_reason in ('voluntary', 'involuntary')", description="Departures that count"
    )
    voluntary: Expression = Field(default="left_reason = 'voluntary'", description="Departures of their own will")
    early: Duration = Field(default=90 * _DAY, description="Until when a person is new; 90d")

    def derive(self, rows: FactTable) -> Derived | None:
        """Return each row of the roster for each of its days."""
        values = {
            "live": _day(rows, self.live, "live"),
            "last": _day(rows, self.last, "last"),
            "from": _day(rows, self.from_, "from"),
            "until": _day(rows, self.until, "until"),
            "leaves": rows.condition(self.leaves, "leaves"),
            "voluntary": rows.condition(self.voluntary, "voluntary"),
        }
        known: dict[str, Expr] = {name: expr for name, expr in values.items() if expr is not None}
        if len(known) < len(values):
            return None
        here = frame_of(rows.relation).having(known | {"as of": rows.as_of, "early": duration(self.early)})
        stints = here.naming(
            start='case when "from" is null then live when live is not null then greatest(live, "from") end',
            after="date(last + 24h)",
            gone="last is not null and (until is null or until >= last)",
            today='date("as of")',
            ends="least(today, case when gone then after when until is not null then until else today end)",
        )
        return _derived(stints.daily("start", "ends", "day of the row"))


def _derived(days: Frame) -> Derived:
    told = days.naming(
        today='"day of the row"',
        gone_today="coalesce(today = last, false)",
        tenure="days(today - live)",
    )
    return Derived(
        told.relation,
        {
            "day": told["today"],
            "left": told.read("case when gone_today then leaves else false end"),
            "left_voluntarily": told.read("case when gone_today then leaves and voluntary else false end"),
            "tenure_days": told["tenure"],
            "early": told.read("today - live < early"),
        },
    )


def _day(rows: FactTable, text: str, place: str) -> Expr | None:
    """Return a day, or the day of a moment; or report that it is neither."""
    expr = rows.value(text, place)
    if expr is None or expr.type is Type.DATE:
        return expr
    moment = of_type(rows, expr, Type.TIMESTAMP, place)
    return None if moment is None else Frame(rows.relation, {"moment": moment}).read("date(moment)")
