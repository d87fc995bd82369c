"""Where the periods of a KPI start: the moment of a row, the zone of its days, the first day of its weeks."""

from __future__ import annotations

from dataclasses import dataclass

from govcode.calendar.offsets import zones
from govcode.catalog.bench import Bench
from govcode.catalog.linking import Linking
from govcode.documents.kinds.calendar import Calendar
from govcode.documents.kinds.kpi import KpiSpec
from govcode.expressions.phrases import as_timestamp, local, start_of, week_of
from govcode.ir.expression import Expr, Type

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Days:
    """The zone in which days start, and the first day of a week, 0 for Monday."""

    zone: str = "UTC"
    week_starts: int = 0


def days_of(linking: Linking, bench: Bench, spec: KpiSpec) -> Days:
    """Return the zone and weeks of a KPI's calendar, or those it names itself, reporting what is unknown."""
    days = _of_calendar(linking, bench, spec) or Days()
    zone, first = spec.timezone, spec.week_starts
    if zone is not None and zone not in zones():
        bench.problems.unknown("GC108", "time zone", zone, zones(), bench.where, ("spec", "timezone"))
        zone = None
    return Days(zone or days.zone, WEEKDAYS.index(first) if first else days.week_starts)


def _of_calendar(linking: Linking, bench: Bench, spec: KpiSpec) -> Days | None:
    if spec.calendar is None:
        if spec.clock == "business":
            message = "business time is the time of a calendar, and this KPI names none"
            bench.report("GC102", message, "clock", suggestion="add `calendar`")
        return None
    if spec.timezone is not None:
        message = "`calendar` says already in which zone days start"
        bench.report("GC319", message, "timezone", suggestion="write one of `calendar` and `timezone`")
    calendars = {at.id: calendar.spec for at, calendar in linking.registry.each(Calendar)}
    if spec.calendar not in calendars:
        bench.problems.unknown("GC118", "calendar", spec.calendar, calendars, bench.where, ("spec", "calendar"))
        return None
    calendar = calendars[spec.calendar]
    return Days(calendar.zone if calendar.zone in zones() else "UTC", WEEKDAYS.index(calendar.week_starts))


def period_of(bench: Bench, spec: KpiSpec, days: Days) -> Expr | None:
    """Return the start of the period of a row, as clocks in the zone of the KPI show it."""
    if spec.period is None:
        if spec.rolling > 1:
            bench.report(
                "GC102", "`rolling` counts periods, and this KPI has none", "rolling", suggestion="add `period`"
            )
        return None
    if spec.cohort is None:
        message = "a KPI per period needs `cohort`: the moment that puts a row into a period"
        bench.report("GC102", message, "period", suggestion="cohort: created_at")
        return None
    moment = bench.column(spec.cohort, "cohort")
    if moment is None:
        return None
    if moment.type not in {Type.DATE, Type.TIMESTAMP}:
        bench.report("GC205", f"`{spec.cohort}` is a {moment.type}, not a moment", "cohort")
        return None
    # A date is a day of the calendar already; only a moment has another date elsewhere.
    shown = as_timestamp(moment) if moment.type is Type.DATE else local(moment, days.zone)
    return week_of(shown, days.week_starts) if spec.period == "week" else start_of(spec.period, shown)
