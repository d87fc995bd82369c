"""Service level under each of the denominators in use: contracts that do not name theirs can be argued either way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls of a period: before or after the target time, or given up too soon to have been served."""

    answered_in_time: int
    answered_late: int
    abandoned_short: int
    abandoned_in_time: int  # after the short ones
    abandoned_late: int

    @property
    def answered(self) -> int:
        """Return all answered calls."""
        return self.answered_in_time + self.answered_late

    @property
    def abandoned(self) -> int:
        """Return all abandoned calls."""
        return self.abandoned_short + self.abandoned_in_time + self.abandoned_late


class Denominator(StrEnum):
    """Which calls a service level is a share of."""

    ANSWERED = "answered"
    OFFERED = "offered"
    OFFERED_LESS_SHORT = "offered_less_short"
    OFFERED_ABANDONED_IN_TIME_KEPT = "offered_abandoned_in_time_kept"  # who hung up before the target was served
    ANSWERED_AND_ABANDONED_LATE = "answered_and_abandoned_late"


def service_level(calls: Calls, denominator: Denominator) -> tuple[int, int]:
    """Return the calls that kept the target and the calls they are a share of."""
    offered = calls.answered + calls.abandoned
    match denominator:
        case Denominator.ANSWERED:
            return calls.answered_in_time, calls.answered
        case Denominator.OFFERED:
            return calls.answered_in_time, offered
        case Denominator.OFFERED_LESS_SHORT:
            return calls.answered_in_time, offered - calls.abandoned_short
        case Denominator.OFFERED_ABANDONED_IN_TIME_KEPT:
            return offered - calls.answered_late - calls.abandoned_late, offered
        case Denominator.ANSWERED_AND_ABANDONED_LATE:
            return calls.answered_in_time, calls.answered + calls.abandoned_late
