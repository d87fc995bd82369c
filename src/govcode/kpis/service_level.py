"""`service_level`: the part of the contacts that are answered in time; `of` says which contacts it is a part of.

The same day has five service levels, and a contract that does not say which one is meant cannot be kept or broken:

- `answered`: of those answered. Who gave up is forgotten.
- `offered`: of all rows of the population.
- `offered_less_short`: of all less those who gave up within `short`, before anybody could have answered.
- `answered_or_abandoned_within`: who gave up in time counts as served; of all.
- `answered_and_abandoned_after`: of those answered and those who gave up later than `within`.

A contact whose wait is unknown was not answered in time, and did not give up early: unknown counts against.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, get_args

from pydantic import Field

from govcode.core.fields import Duration, Expression, Shape
from govcode.expressions.phrases import all_of, either, is_true, negated, within
from govcode.ir.expression import TRUE, Expr
from govcode.kpis.measure import KpiMeasure, Reckoned, duration_of, share_of
from govcode.rules.table import Table

Of: TypeAlias = Literal[
    "answered",
    "offered",
    "offered_less_short",
    "answered_or_abandoned_within",
    "answered_and_abandoned_after",
]


class InTime(Shape):
    """What in time means, how a contact ended, and which contacts count."""

    within: Duration = Field(description="The longest wait that is in time", examples=["20s"])
    waited: Expression = Field(description="How long the contact waited, to its answer or until it gave up")
    answered: Expression = Field(description="The condition that a contact was answered")
    abandoned: Expression = Field(description="The condition that the customer gave up")
    of: Of = Field(description="Which contacts it is a part of")
    short: Duration | None = Field(default=None, description="Who gives up within this time gave nobody a chance")


class AnsweredInTime(KpiMeasure):
    """The part of the contacts that are answered in time."""

    service_level: InTime = Field(description="What in time means, how a contact ended, and which contacts count")

    def reckon(self, table: Table) -> Reckoned | None:
        """Return contacts in time and contacts that count."""
        if self.service_level.of == "offered_less_short" and self.service_level.short is None:
            message = "`offered_less_short` needs `short`: who gives up within it does not count"
            table.report("GC102", message, "service_level", "of", suggestion="short: 5s")
            return None
        contact = self._contact(table)
        return _share(contact, self.service_level.of) if contact else None

    def otherwise(self, table: Table) -> tuple[tuple[str, Reckoned], ...]:
        """Return the service level of the other denominators."""
        contact = self._contact(table)
        if contact is None:
            return ()
        others = [of for of in get_args(Of) if of != self.service_level.of]
        known = [of for of in others if of != "offered_less_short" or contact.short is not None]
        return tuple((f"of {of}", _share(contact, of)) for of in known)

    def _contact(self, table: Table) -> _Contact | None:
        level, at = self.service_level, "service_level"
        waited = duration_of(table, level.waited, at, "waited")
        answered = table.condition(level.answered, at, "answered")
        abandoned = table.condition(level.abandoned, at, "abandoned")
        if waited is None or answered is None or abandoned is None:
            return None
        short = None if level.short is None else is_true(all_of(abandoned, within(waited, level.short)))
        return _Contact(is_true(answered), is_true(abandoned), is_true(within(waited, level.within)), short)


@dataclass(frozen=True, slots=True)
class _Contact:
    """What is true of a contact, never unknown; `short` is that it was given up at once."""

    answered: Expr
    abandoned: Expr
    in_time: Expr
    short: Expr | None


def _share(contact: _Contact, of: str) -> Reckoned:
    answered, abandoned, in_time = contact.answered, contact.abandoned, contact.in_time
    served = all_of(answered, in_time)
    both_in_time = all_of(either(answered, abandoned), in_time)
    gave_up_late = all_of(abandoned, negated(in_time))
    ways: dict[str, tuple[Expr, Expr]] = {
        "answered": (served, answered),
        "offered": (served, TRUE),
        "offered_less_short": (served, negated(contact.short) if contact.short else TRUE),
        "answered_or_abandoned_within": (both_in_time, TRUE),
        "answered_and_abandoned_after": (served, either(answered, gave_up_late)),
    }
    return replace(share_of(*ways[of]), definition=(("denominator", of),))
