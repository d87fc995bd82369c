"""`Calendar`: the hours in which support is promised, by the clock on the wall of one time zone.

A moment is open if that clock shows a time inside the hours of its day. An hour that the clocks skip in spring is not
there, one that they show twice in autumn counts twice. A closed day is closed from midnight to midnight; a span past
midnight, such as 22:00-06:00, is two parts: until midnight, and the hours of the next day.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from govcode.core.fields import Day, Shape
from govcode.documents.envelope import Envelope

_DAY = "(mon|tue|wed|thu|fri|sat|sun)"
DAYS = f"^{_DAY}(-{_DAY})?$"
SPAN = "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
ALWAYS = "always"

Days = Annotated[
    str, StringConstraints(pattern=DAYS), Field(description="A day, or the first and the last of several: sat, mon-fri")
]
Span = Annotated[
    str,
    StringConstraints(pattern=SPAN),
    Field(
        description="From one time to another, not included: 08:30-18:00; 00:00-24:00 is the whole day",
        json_schema_extra={"patternErrorMessage": "Write two times of the day: 08:30-18:00, or 22:00-06:00."},
    ),
]


def _spans(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _week(value: object) -> object:
    return {"mon-sun": "00:00-24:00"} if value == ALWAYS else value


def _stretch(value: object) -> object:
    return {"from": value, "until": value} if isinstance(value, str) else value


SpanList = Annotated[list[Span], Field(min_length=1)]
Spans = Annotated[SpanList, BeforeValidator(_spans, json_schema_input_type=Span | SpanList)]
Week = Annotated[
    dict[Days, Spans],
    BeforeValidator(_week, json_schema_input_type=dict[Days, Spans] | Literal["always"]),
]


class Hours(Shape):
    """The hours of a week, from a day on."""

    from_: Day | None = Field(
        default=None, alias="from", description="The first day; from the beginning, if the first entry leaves it out"
    )
    week: Week = Field(
        description="The open hours of each day, or `always`; a day left out is closed",
        examples=[{"mon-fri": "08:30-18:00", "sat": ["09:00-12:00", "13:00-17:00"]}],
    )


class ClosedDays(Shape):
    """Days in a row on which nothing is open. A short form is a single day."""

    from_: Day = Field(alias="from", description="The first closed day")
    until: Day = Field(description="The last closed day")


Closed = Annotated[ClosedDays, BeforeValidator(_stretch, json_schema_input_type=ClosedDays | Day)]


class Holidays(Shape):
    """The days that are closed whatever day of the week they are."""

    country: str | None = Field(
        default=None, description="The public holidays of a country, by its two letters", examples=["NL"]
    )
    subdivision: str | None = Field(
        default=None, description="A part of the country that has holidays of its own", examples=["BY"]
    )
    also: list[Closed] = Field(default=[], description="More closed days, single ones or {from, until} both included")
    except_: list[Day] = Field(default=[], alias="except", description="Public holidays that are worked")


class CalendarSpec(Shape):
    """The promised hours."""

    zone: str = Field(description="The time zone of the clock on the wall", examples=["Europe/Amsterdam"])
    week_starts: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] = Field(
        default="monday", description="The day on which a week begins"
    )
    hours: list[Hours] = Field(
        min_length=1, description="The hours of a week; each entry holds until the first day of the next"
    )
    holidays: Holidays = Field(default=Holidays(), description="The days that are closed besides")


class Calendar(Envelope):
    """The hours in which support is promised."""

    kind: Literal["Calendar"]
    spec: CalendarSpec
