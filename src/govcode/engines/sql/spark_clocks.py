"""Business time in Spark: the days of a clock stand in the statement, a text per list that Spark splits once."""

from __future__ import annotations

from govcode.engines.sql.clock_days import ClockDays
from govcode.engines.sql.clocks import ClockNotation
from govcode.engines.sql.spark_constants import text


def _day(days: ClockDays, layer: int, position: str) -> str:
    numbers = ",".join(map(str, days.lists[layer]))
    return f"cast(get(split({text(numbers)}, ','), cast({position} as int) - 1) as bigint)"


CLOCKS = ClockNotation(micros="unix_micros({0})", shifted="shiftright({0}, {1})", position="({0} div {1})", day=_day)
