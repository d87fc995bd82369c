"""Business time in DuckDB: the days of a clock lie in variables of the connection, one per list."""

from __future__ import annotations

from govcode.engines.sql.clock_days import ClockDays, days_of
from govcode.engines.sql.clocks import ClockNotation
from govcode.engines.sql.duckdb_constants import identifier, text
from govcode.ir.clock import Clock


def clock_variables(clock: Clock) -> tuple[str, ...]:
    """Return the statements that make the days of a clock known to a connection."""
    days = days_of(clock)
    return tuple(
        f"set variable {identifier(_variable(days, layer))} = "
        f"cast(string_split({text(','.join(map(str, numbers)))}, ',') as bigint[])"
        for layer, numbers in enumerate(days.lists)
    )


def _variable(days: ClockDays, layer: int) -> str:
    return f"{days.name} {layer + 1}"


def _day(days: ClockDays, layer: int, position: str) -> str:
    return f"getvariable({text(_variable(days, layer))})[greatest({position}, 0)]"  # a negative one counts from the end


CLOCKS = ClockNotation(micros="epoch_us({0})", shifted="({0} >> {1})", position="({0} // {1})", day=_day)
