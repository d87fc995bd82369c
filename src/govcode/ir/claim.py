"""Why a vendor's own number may differ from the recomputed one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """Why two numbers of one name differ, in the order in which it is told."""

    DENOMINATOR = "denominator"  # another way to compute a number of this name
    PERIOD = "period"  # other rows are in the period
    DUPLICATES = "duplicates"  # rows delivered twice
    EXCLUSIONS = "exclusions"  # rows that should have been left out
    CLOCK = "clock"  # elapsed instead of business time

    @property
    def rank(self) -> int:
        """Return 0 for the first."""
        return list(Cause).index(self)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Another moment or zone that puts rows into periods; its periods start so many days after those of the KPI."""

    name: str
    days: int = 0


@dataclass(frozen=True, slots=True)
class Flag:
    """A mark of rows; those that have it are `counted` in the KPI, or not."""

    cause: Cause
    name: str
    counted: bool
