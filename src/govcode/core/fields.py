"""The kinds of value a field of a document can hold, as authors write them."""

from __future__ import annotations

import re
from datetime import date, datetime
from fractions import Fraction
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from govcode.core.spoken import possible_dates, spoken_duration

DURATION = r"^([0-9]{1,5})(s|m|h|d|w)$"
_MICROSECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
SHARE = r"^[0-9]+(\.[0-9]+)?%$"
PART = r"^[0-9]{1,2}(\.[0-9]+)?%$"  # a share below 100 %
ISO_DATE = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
ISO_MOMENT = ISO_DATE[:-1] + r"(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-][0-9]{2}:[0-9]{2})?)?$"
OUT_OF_RANGE = "out_of_range"
MISWRITTEN = "miswritten"  # with what is meant, as it should be written


class Shape(BaseModel):
    """A mapping of a document: no unknown fields, no quiet conversions, never changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True, defer_build=True)


def _miswritten(message: str, meant: str | None) -> ValueError:
    """Return the refusal of a value, with what is plainly meant by it."""
    return (
        PydanticCustomError(MISWRITTEN, "{told}", {"told": message, "meant": meant}) if meant else ValueError(message)
    )


def _spoken_share(value: Any) -> str | None:  # noqa: ANN401 - a validator sees whatever the author wrote
    """Return `5%` for `5 %`, `5 percent` or `5,0%`, or None."""
    pattern = r"\s*([0-9]+)(?:[.,]([0-9]+))?\s*(?:%|percent|per cent|pct)\s*"
    found = re.fullmatch(pattern, value.lower()) if isinstance(value, str) else None
    return f"{found[1]}.{found[2]}%" if found and found[2] else f"{found[1]}%" if found else None


def _duration(value: Any) -> int:  # noqa: ANN401 - a validator sees whatever the author wrote
    found = re.fullmatch(DURATION, value) if isinstance(value, str) else None
    if not found and isinstance(value, str) and re.fullmatch(r"[0-9]{6,}[smhdw]", value):
        raise PydanticCustomError(OUT_OF_RANGE, "a number of at most five digits and a unit, such as 90d")
    if not found:
        msg = "write a duration as a number and a unit: 30s, 45m, 26h, 7d or 2w"
        raise _miswritten(msg, spoken_duration(value) if isinstance(value, str) else None)
    return int(found[1]) * _MICROSECONDS[found[2]] * 1_000_000


def _as_written(microseconds: int) -> str:
    """Return a duration as an author writes it, in the largest unit that tells it in a whole number."""
    seconds = microseconds // 1_000_000
    units = sorted(_MICROSECONDS, key=_MICROSECONDS.__getitem__, reverse=True)
    unit = next(unit for unit in units if unit == "s" or (seconds and seconds % _MICROSECONDS[unit] == 0))
    return f"{seconds // _MICROSECONDS[unit]}{unit}"


def _share(value: Any) -> float:  # noqa: ANN401 - a validator sees whatever the author wrote
    if isinstance(value, str) and re.fullmatch(SHARE, value):
        return float(Fraction(value[:-1]) / 100)  # 33.3% is the 0.333 that a value is held against
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    msg = "write a number, or a share as a percentage: 0.95 or 95%"
    raise _miswritten(msg, _spoken_share(value))


def _tolerance(value: Any) -> int | float:  # noqa: ANN401 - a validator sees whatever the author wrote
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    try:
        share = _share(value)
    except ValueError:
        msg = "write a whole number of rows, or a share of them: 0, 25, 0.02 or 2%"
        raise _miswritten(msg, _spoken_share(value)) from None
    if not 0 <= share < 1:
        raise PydanticCustomError(OUT_OF_RANGE, "a whole number of rows from 0 on, or a share below 100%")
    return share


def _blocking(value: Any) -> bool | int | float:  # noqa: ANN401 - a validator sees whatever the author wrote
    return value if isinstance(value, bool) else _tolerance(value)


def _date(value: Any) -> date:  # noqa: ANN401 - a validator sees whatever the author wrote
    try:
        if isinstance(value, str) and re.fullmatch(ISO_DATE, value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    msg = "write a date that exists as year-month-day: 2026-11-30"
    meant = possible_dates(value) if isinstance(value, str) else ()
    raise _miswritten(msg, " or ".join(day.isoformat() for day in meant) or None)


def _instant(value: Any) -> datetime:  # noqa: ANN401 - a validator sees whatever the author wrote
    """Return a moment as it is written, with its offset if it has one; a day is its midnight."""
    try:
        if isinstance(value, str) and re.fullmatch(ISO_MOMENT, value):
            return datetime.fromisoformat(value)
    except ValueError:
        pass
    msg = "write a day, or a day and a time: 2026-11-30, 2026-11-30T14:00 or 2026-11-30T14:00Z"
    raise ValueError(msg)


def _hours_of_day(value: Any) -> tuple[int, int]:  # noqa: ANN401 - a validator sees whatever the author wrote
    found = re.fullmatch(HOURS, value) if isinstance(value, str) else None
    if not found or int(found[1]) == int(found[2]):
        msg = "write two full hours of the day: 00:00-06:00, or 22:00-06:00 past midnight"
        raise ValueError(msg)
    return int(found[1]), int(found[2])


Duration = Annotated[
    int,
    BeforeValidator(_duration),
    PlainSerializer(_as_written),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": DURATION,
            "patternErrorMessage": "Write a number and a unit: 30s, 45m, 26h, 7d or 2w.",
            "description": "A duration: 30m, 26h, 7d",
            "examples": ["30m", "26h", "7d"],
        }
    ),
]
Amount = Annotated[
    float,
    BeforeValidator(_share),
    WithJsonSchema(
        {
            "type": ["number", "string"],
            "pattern": SHARE,
            "patternErrorMessage": "Write a number, or a percentage: 4.0, 0.95 or 95%.",
            "description": "A number, or a share as 0.95 or 95%",
            "examples": ["95%", 4.0],
        }
    ),
]
Tolerance = Annotated[
    int | float,
    BeforeValidator(_tolerance),
    WithJsonSchema(
        {
            "type": ["number", "string"],
            "minimum": 0,
            "if": {"type": "number", "minimum": 1},
            "then": {"type": "integer"},
            "pattern": PART,
            "patternErrorMessage": "Write a whole number of rows, or a share below 100%: 0, 25, 0.02 or 2%.",
            "description": "How many rows may break the rule: a count, or a share of the rows it applies to",
            "examples": [0, "2%"],
        }
    ),
]
Blocking = Annotated[
    bool | int | float,
    BeforeValidator(_blocking),
    WithJsonSchema(
        {
            "type": ["boolean", "number", "string"],
            "minimum": 0,
            "if": {"type": "number", "minimum": 1},
            "then": {"type": "integer"},
            "pattern": PART,
            "patternErrorMessage": "Write true, or how much may be broken: 25 or 2%.",
            "description": "true, or how many rows may be broken before KPIs have no data: a count, or a share",
            "examples": [True, "2%"],
        }
    ),
]
Day = Annotated[
    date,
    BeforeValidator(_date),
    WithJsonSchema(
        {
            "type": "string",
            "format": "date",
            "pattern": ISO_DATE,
            "patternErrorMessage": "Write year-month-day: 2026-11-30.",
            "description": "A date: 2026-11-30",
            "examples": ["2026-11-30"],
        }
    ),
]
Instant = Annotated[
    datetime,
    BeforeValidator(_instant),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": ISO_MOMENT,
            "patternErrorMessage": "Write a day, or a day and a time: 2026-11-30 or 2026-11-30T14:00.",
            "description": "A moment: 2026-11-30T14:00",
            "examples": ["2026-11-30", "2026-11-30T14:00"],
        }
    ),
]
HOURS = r"^([01][0-9]|2[0-3]):00-([01][0-9]|2[0-4]):00$"
HoursOfDay = Annotated[
    tuple[int, int],
    BeforeValidator(_hours_of_day),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": HOURS,
            "patternErrorMessage": "Write two full hours: 00:00-06:00 or 22:00-06:00.",
            "description": "From one full hour to another: 00:00-06:00",
            "examples": ["00:00-06:00"],
        }
    ),
]
SLUG = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
Id = Annotated[
    str,
    StringConstraints(pattern=SLUG, max_length=80),
    Field(
        description="A short name: lower-case letters, digits and single hyphens",
        json_schema_extra={
            "patternErrorMessage": "Write lower-case letters, digits and single hyphens: refund-approval."
        },
    ),
]
RULE_ID = r"^[a-z0-9_.-]+$"
RuleId = Annotated[
    str,
    StringConstraints(pattern=RULE_ID, max_length=200),
    Field(description="The id of a rule, POLICY.RULE, or of a KPI", examples=["refunds.approval"]),
]
COLUMN = r"^[A-Za-z_][A-Za-z0-9_]*$"
ColumnName = Annotated[
    str, StringConstraints(pattern=COLUMN, max_length=80), Field(description="A column of the dataset")
]
Sentence = Annotated[
    str, StringConstraints(min_length=3, max_length=2_000), Field(description="A sentence for people who read it")
]
Why = Annotated[Sentence, Field(description="The reason, for the person who meets the failure")]
Fix = Annotated[Sentence, Field(description="What to do about a failure")]


def _written(value: str) -> str:
    if not value.strip():
        msg = "write a condition"
        raise ValueError(msg)
    return value


Expression = Annotated[
    str,
    AfterValidator(_written),
    Field(
        description="A condition or value over the dataset's columns, written as in SQL",
        examples=["topic = 'refund' and refund_amount > 500"],
        json_schema_extra={"pattern": r"\S"},
    ),
]

Cell = str | int | float | bool | None
ExampleRow = Annotated[dict[ColumnName, Cell], Field(description="A row: column: value; columns left out are empty")]
