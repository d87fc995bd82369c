"""Calendar documents become clocks, each built when an expression first names it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime

from govcode.calendar.building import YEARS_AFTER, YEARS_BEFORE, clock_of, unknown_clock
from govcode.calendar.hours import BusinessHours, Closures, Timetable, days_of, pieces, span_of, week_of
from govcode.calendar.offsets import zones
from govcode.calendar.public_holidays import countries, public_holidays, subdivisions
from govcode.catalog.problems import Problems
from govcode.catalog.registry import Registry
from govcode.core.diagnostic import Diagnostic
from govcode.documents.kinds.calendar import Calendar, CalendarSpec, Hours
from govcode.documents.located import Located
from govcode.documents.yaml import Pointer
from govcode.ir.clock import Clock

_WORDS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Clocks(Mapping[str, Clock]):
    """The clocks of a project by the ids of their calendars."""

    def __init__(self, builders: Mapping[str, Callable[[], Clock]]) -> None:
        """Keep what builds them."""
        self._builders = builders
        self._built: dict[str, Clock] = {}

    def __getitem__(self, name: str) -> Clock:
        """Return a clock, building it the first time."""
        if name not in self._built:
            self._built[name] = self._builders[name]()
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return iter(self._builders)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._builders)


def clocks_of(registry: Registry, problems: Problems, as_of: datetime) -> Clocks:
    """Return the clocks of all calendars, reporting what calendars say wrong; a wrong one knows no hours."""
    builders: dict[str, Callable[[], Clock]] = {}
    for at, calendar in registry.each(Calendar):
        told = len(problems.found)
        _check(problems, at, calendar.spec, as_of.year)
        builders[at.id] = _builder(at.id, calendar.spec, as_of.year, right=len(problems.found) == told)
    return Clocks(builders)


def _builder(name: str, spec: CalendarSpec, year: int, *, right: bool) -> Callable[[], Clock]:
    return lambda: clock_of(_hours(name, spec), year) if right else unknown_clock(name)


def _hours(name: str, spec: CalendarSpec) -> BusinessHours:
    timetables = tuple(
        Timetable(
            hours.from_,
            week_of(
                (day, span_of(span)) for days, spans in hours.week.items() for day in days_of(days) for span in spans
            ),
        )
        for hours in spec.hours
    )
    holidays = spec.holidays
    stretches = tuple((closed.from_, closed.until) for closed in holidays.also)
    closures = Closures(holidays.country, holidays.subdivision, stretches, tuple(holidays.except_))
    return BusinessHours(name, spec.zone, timetables, closures)


def _check(problems: Problems, at: Located, spec: CalendarSpec, year: int) -> None:
    if spec.zone not in zones():
        problems.unknown("GC108", "time zone", spec.zone, zones(), at, ("spec", "zone"))
    for i, hours in enumerate(spec.hours):
        base = ("spec", "hours", i)
        if i:
            _ordered(problems, at, spec.hours[i - 1].from_, hours.from_, base)
        _week(problems, at, hours, (*base, "week"))
    for i, closed in enumerate(spec.holidays.also):
        if closed.until < closed.from_:
            message = f"the closed days end on {closed.until} before they begin on {closed.from_}"
            problems.error("GC307", message, at, ("spec", "holidays", "also", i, "until"))
    _country(problems, at, spec, year)


def _ordered(problems: Problems, at: Located, before: date | None, first: date | None, base: Pointer) -> None:
    if first is None:
        near = "add a line `from: …`, the first day of these hours"
        problems.error("GC102", "each entry of `hours` after the first needs `from`", at, base, near)
    elif before is not None and first <= before:
        message = f"the hours above hold from {before} on and would end on {first}, before they begin"
        problems.error("GC307", message, at, (*base, "from"), "put the entries in the order of their days")


def _week(problems: Problems, at: Located, hours: Hours, base: Pointer) -> None:
    named: dict[int, str] = {}
    taken: list[tuple[int, int, int, str]] = []
    for days, spans in hours.week.items():
        pointer = (*base, days)
        again = [day for day in days_of(days) if day in named]
        if again:
            message = f"{_WORDS[again[0]]} stands twice in this week: in '{named[again[0]]}' and in '{days}'"
            problems.found.append(Diagnostic("GC119", message, at.key(pointer), "give each day once"))
            continue
        named |= dict.fromkeys(days_of(days), days)
        for j, span in enumerate(spans):
            _span(problems, at, days, span, taken, (*pointer, j))


def _span(
    problems: Problems, at: Located, days: str, written: str, taken: list[tuple[int, int, int, str]], pointer: Pointer
) -> None:
    start, _, end = written.partition("-")
    if start == end:
        near = "write 00:00-24:00 for a whole day, or leave the day out if it is closed"
        problems.error("GC109", f"'{written}' is no time at all", at, pointer, near)
        return
    parts = [(on, *part) for day in days_of(days) for on, part in pieces(day, span_of(written))]
    for on, low, high in parts:
        other = next((text for day, a, b, text in taken if day == on and low < b and a < high), None)
        if other is not None:
            message = f"'{written}' lies over '{other}' on a {_WORDS[on]}"
            problems.error("GC119", message, at, pointer, "write spans that do not overlap")
            break
    taken += [(on, low, high, written) for on, low, high in parts]


def _country(problems: Problems, at: Located, spec: CalendarSpec, year: int) -> None:
    holidays, base = spec.holidays, ("spec", "holidays")
    if holidays.country is None:
        for word, given in (("subdivision", holidays.subdivision), ("except", holidays.except_)):
            if given:
                message = f"`{word}` is about the holidays of a country, and none is named"
                problems.error("GC102", message, at, (*base, word), "add a line `country: …`")
        return
    if holidays.country not in countries():
        problems.unknown("GC108", "country", holidays.country, countries(), at, (*base, "country"))
        return
    parts = subdivisions(holidays.country)
    if holidays.subdivision is not None and holidays.subdivision not in parts:
        what = f"part of {holidays.country}:"
        problems.unknown("GC108", what, holidays.subdivision, parts, at, (*base, "subdivision"))
        return
    book = public_holidays(holidays.country, holidays.subdivision, year - YEARS_BEFORE, year + YEARS_AFTER)
    for i, day in enumerate(holidays.except_):
        if book.known and book.known[0] <= day.year <= book.known[1] and day not in book.days:
            message = f"{day} is no holiday there, so it is worked anyway"
            problems.warn("GC108", message, at, (*base, "except", i), f"the nearest is {_nearest(day, book.days)}")


def _nearest(day: date, days: Iterable[date]) -> date:
    return min(days, key=lambda other: (abs(other - day), other))
