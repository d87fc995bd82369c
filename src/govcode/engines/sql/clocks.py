"""Business time as SQL: one look-up per moment and list, whatever the calendar.

A list is named where it is read, so that it is read once even inside a `case`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from govcode.engines.sql.clock_days import BITS, DAY, MASK, SECOND, ClockDays, days_of
from govcode.engines.sql.emitter import Emitter, clock
from govcode.ir.expression import Expr


@dataclass(frozen=True, slots=True)
class ClockNotation:
    """How an engine spells what business time is made of.

    `micros` has the place of a moment, `shifted` those of a number and of bits, `position` those of a number of
    microseconds and of the length of a day: 1 for the first day, 0 or less before it. `day` gives the number that a
    list holds at a position, null where there is none.
    """

    micros: str
    shifted: str
    position: str
    day: Callable[[ClockDays, int, str], str]

    def business_time(self, emitter: Emitter, args: tuple[Expr, ...]) -> str:
        """Return the open time between two moments, null where the clock does not know one of them."""
        days = days_of(clock(args[0]))
        start, end = (self._at(emitter, arg, lambda at: self._until(emitter, days, at)) for arg in args[1:])
        return f"({end} - {start})"

    def is_open(self, emitter: Emitter, args: tuple[Expr, ...]) -> str:
        """Return whether a moment lies in an open span of its day."""
        days = days_of(clock(args[0]))
        return self._at(emitter, args[1], lambda at: self._inside(emitter, days, at))

    def _at(self, emitter: Emitter, moment: Expr, then: Callable[[str], str]) -> str:
        return emitter.let(self.micros.format(emitter.closed(moment)), then)

    def _until(self, emitter: Emitter, days: ClockDays, at: str) -> str:
        """Return the open time from the first known moment to this one: of the days before, then of this one."""
        in_day = _in_day(days, at)

        def of_list(number: str, layer: int) -> str:
            start, end = self._span(number)
            inside = f"greatest(0, least({in_day}, {end}) - {start})"
            return inside if layer else f"({self.shifted.format(number, 2 * BITS)} * {SECOND} + {inside})"

        return f"({' + '.join(self._lists(emitter, days, at, of_list))})"

    def _inside(self, emitter: Emitter, days: ClockDays, at: str) -> str:
        in_day = _in_day(days, at)

        def of_list(number: str, _: int) -> str:
            start, end = self._span(number)
            return f"({in_day} >= {start} and {in_day} < {end})"

        return f"({' or '.join(self._lists(emitter, days, at, of_list))})"

    def _lists(self, emitter: Emitter, days: ClockDays, at: str, then: Callable[[str, int], str]) -> list[str]:
        position = self.position.format(f"({at} - {_signed(days.first - DAY)})", DAY)
        return [
            emitter.named(self.day(days, layer, position), lambda number, layer=layer: then(number, layer))  # type: ignore[misc]
            for layer in range(len(days.lists))
        ]

    def _span(self, number: str) -> tuple[str, str]:
        return f"({self.shifted.format(number, BITS)} & {MASK}) * {SECOND}", f"({number} & {MASK}) * {SECOND}"


def _in_day(days: ClockDays, at: str) -> str:
    return f"(({at} - {_signed(days.first)}) % {DAY})"


def _signed(value: int) -> str:
    return str(value) if value >= 0 else f"({value})"
