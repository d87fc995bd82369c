"""The columns that the tables of cases speak of."""

from __future__ import annotations

from datetime import UTC, datetime

from govcode.calendar.building import clock_of
from govcode.calendar.hours import BusinessHours, Closures, Timetable, days_of, span_of, week_of
from govcode.expressions import Scope
from govcode.ir.expression import Literal, Type

AS_OF = datetime(2026, 4, 1, tzinfo=UTC).replace(tzinfo=None)
SUPPORT_HOURS = clock_of(
    BusinessHours(
        "support-hours",
        "Europe/Amsterdam",
        (Timetable(None, week_of((day, span_of("08:30-18:00")) for day in days_of("mon-fri"))),),
        Closures(),
    ),
    AS_OF.year,
)
NIGHTS = clock_of(
    BusinessHours(
        "nights",
        "America/New_York",
        (Timetable(None, week_of((day, span_of("20:00-08:00")) for day in days_of("mon-sun"))),),
        Closures(),
    ),
    AS_OF.year,
)
SCOPE = Scope(
    columns={
        "topic": Type.TEXT,
        "note": Type.TEXT,
        "empty": Type.TEXT,
        "none_text": Type.TEXT,
        "amount": Type.NUMBER,
        "half": Type.NUMBER,
        "zero": Type.NUMBER,
        "none_number": Type.NUMBER,
        "n": Type.INTEGER,
        "big": Type.INTEGER,
        "none_integer": Type.INTEGER,
        "ok": Type.BOOLEAN,
        "bad": Type.BOOLEAN,
        "none_boolean": Type.BOOLEAN,
        "day": Type.DATE,
        "none_day": Type.DATE,
        "opened": Type.TIMESTAMP,
        "closed": Type.TIMESTAMP,
        "none_moment": Type.TIMESTAMP,
        "took": Type.DURATION,
        "none_duration": Type.DURATION,
        "two words": Type.TEXT,
        "group": Type.TEXT,
        "queue": Type.TEXT,
    },
    values={"queue": frozenset({"billing", "it's", "returns"})},
    constants={"as_of": Literal(AS_OF, Type.TIMESTAMP)},
    described="dataset 'tickets'",
    calendars={"nights": NIGHTS, "support-hours": SUPPORT_HOURS},
)
