"""`survival`: how long something takes, with what is not over yet counted for as long as it has lasted (Kaplan-Meier).

`duration` is the time until it was over, or until now: `coalesce(resolved_at, as_of()) - opened_at`; `over` says
whether it is. With `q` the number is the time within which that part is over (50% is the median); with `within`, the
part that is over within that time. Leaving open rows out would make both look better than they are, most of all on
short periods.

Durations count in whole steps of a minute (or of `step`), the last one whole. Rows without a duration do not take part.
"""

from __future__ import annotations

from pydantic import ConfigDict, Field, model_validator

from govcode.core.fields import Amount, Duration, Expression, Shape
from govcode.expressions.phrases import is_null, steps
from govcode.ir.check import Figure
from govcode.ir.measure import Term, TermKind
from govcode.kpis.measure import HOURS, KpiMeasure, Reckoned, duration_of
from govcode.rules.table import Table

MINUTE = 60_000_000  # microseconds


class Lasting(Shape):
    """How long it lasts, whether it is over, and what is asked of that."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["q"]}, {"required": ["within"]}]})

    duration: Expression = Field(
        description="The time until it was over, or until now", examples=["coalesce(resolved_at, as_of()) - created_at"]
    )
    over: Expression = Field(description="The condition that it is over")
    q: Amount | None = Field(default=None, gt=0, lt=1, description="The time within which this part is over")
    within: Duration | None = Field(default=None, description="The part that is over within this time")
    step: Duration | None = Field(default=None, description="Durations count in whole steps of this; 1m, if left out")

    @model_validator(mode="after")
    def _one_question(self) -> Lasting:
        if (self.q is None) == (self.within is None):
            msg = "write `q` for a time, such as q: 50%, or `within` for a part, such as within: 24h"
            raise ValueError(msg)
        return self


class Survival(KpiMeasure):
    """How long something takes, with what is not over yet counted for as long as it has lasted."""

    survival: Lasting = Field(description="How long it lasts, whether it is over, and what is asked of that")

    def reckon(self, table: Table) -> Reckoned | None:
        """Return how many rows lasted how many steps."""
        lasting, at = self.survival, "survival"
        duration, over = duration_of(table, lasting.duration, at, "duration"), table.condition(lasting.over, at, "over")
        step = MINUTE if lasting.step is None else lasting.step
        if duration is None or over is None or not self._in_steps(table, step):
            return None
        term = Term(TermKind.HISTOGRAM, steps(duration, step), by=over)
        horizon = None if lasting.within is None else lasting.within // step
        unit, scale = ("h", step * HOURS) if horizon is None else ("%", 1.0)
        left_out = (("no duration", is_null(duration)),)
        return Reckoned(Figure.SURVIVAL, (term,), unit, scale, lasting.q, horizon, left_out=left_out)

    def _in_steps(self, table: Table, step: int) -> bool:
        within = self.survival.within
        if step <= 0:
            table.report("GC109", "a step needs a length", "survival", "step", suggestion="step: 1m")
            return False
        if within is not None and within % step:
            message = "`within` must be a whole number of steps, or it cannot be told what is over within it"
            table.report("GC109", message, "survival", "within", suggestion="write a smaller `step`, such as step: 1s")
            return False
        return True
