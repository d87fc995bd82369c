"""Every function that authors may call: its types and its one meaning."""

from __future__ import annotations

from govcode.expressions.signatures import Operation, Same, Signature, one, spelled, table
from govcode.ir.expression import Type

_T, _I, _N, _B = Type.TEXT, Type.INTEGER, Type.NUMBER, Type.BOOLEAN
_D, _S, _L, _C = Type.DATE, Type.TIMESTAMP, Type.DURATION, Type.CALENDAR
_SECOND_LITERAL = frozenset({1})


def _reads(op: str, result: Type, then: str) -> tuple[Signature, Signature]:
    """Return the ways to read a text: as it is usually written, and as a second argument says."""
    return Signature((_T,), result, op=op, then=then), Signature((_T, _T), result, literal=_SECOND_LITERAL, op=op)


FUNCTIONS = table(
    Operation(
        "abs",
        (one(_N, _N), spelled("duration_abs", _L, _L)),
        "abs(x)",
        "The distance of a number or a duration from zero.",
    ),
    Operation(
        "business_time",
        (one(_L, _C, _S, _S),),
        "business_time('calendar', from, until)",
        "The promised hours between two moments, as a duration: negative if the second is the earlier one, null for "
        "years the calendar says nothing about. A wait that lies outside the hours is 0, not null.",
    ),
    Operation("ceil", (one(_N, _N),), "ceil(x)", "The smallest whole number that is not below `x`."),
    Operation(
        "coalesce",
        (one(Same.ANY, Same.ANY, rest=Same.ANY),),
        "coalesce(x, y, …)",
        "The first of the values that is not null.",
    ),
    Operation(
        "concat",
        (one(_T, _T, _T, rest=_T),),
        "concat(text, text, …)",
        "The texts one after the other; null if one of them is null.",
    ),
    Operation("contains", (one(_B, _T, _T),), "contains(text, part)", "True if `part` occurs in the text."),
    Operation("date", (one(_D, _S),), "date(moment)", "The day of a moment."),
    Operation("day_start", (one(_S, _S),), "day_start(moment)", "Midnight of its day."),
    Operation("days", (one(_N, _L),), "days(duration)", "A duration in days of 24 hours, with decimals."),
    Operation(
        "duration",
        (spelled("to_duration", _L, _T),),
        "duration(text)",
        "The duration that a text writes as hours:minutes or hours:minutes:seconds; null if it is none.",
    ),
    Operation("ends_with", (one(_B, _T, _T),), "ends_with(text, part)", "True if the text ends with `part`."),
    Operation("floor", (one(_N, _N),), "floor(x)", "The greatest whole number that is not above `x`."),
    Operation(
        "greatest",
        (one(Same.ORDERED, Same.ORDERED, Same.ORDERED, rest=Same.ORDERED),),
        "greatest(x, y, …)",
        "The greatest or latest of the values that are not null.",
    ),
    Operation("hour", (one(_I, _S),), "hour(moment)", "The hour of a moment, 0 to 23."),
    Operation("hours", (one(_N, _L),), "hours(duration)", "A duration in hours, with decimals."),
    Operation(
        "integer",
        (spelled("to_integer", _I, _T), spelled("nearest_integer", _I, _N)),
        "integer(text) or integer(number)",
        "The whole number that a text writes, null if it is none; or the nearest to a number, halves away from zero.",
    ),
    Operation(
        "is_blank",
        (one(_B, _T),),
        "is_blank(text)",
        "True if the text is null, empty or only ASCII white space; never null.",
    ),
    Operation(
        "is_open",
        (one(_B, _C, _S),),
        "is_open('calendar', moment)",
        "True if the moment lies in the promised hours of the calendar; null for years it says nothing about.",
    ),
    Operation(
        "least",
        (one(Same.ORDERED, Same.ORDERED, Same.ORDERED, rest=Same.ORDERED),),
        "least(x, y, …)",
        "The smallest or earliest of the values that are not null.",
    ),
    Operation("length", (one(_I, _T),), "length(text)", "The number of characters (Unicode code points)."),
    Operation(
        "local_time",
        (Signature((_S, _T), _S, literal=_SECOND_LITERAL, op="to_zone"),),
        "local_time(moment, 'zone')",
        "What the clock on the wall shows at a moment in a time zone, such as 'Europe/Amsterdam'.",
    ),
    Operation("lower", (one(_T, _T),), "lower(text)", "The text with A to Z made small; other letters stay."),
    Operation(
        "matches",
        (one(_B, _T, _T, literal=_SECOND_LITERAL),),
        "matches(text, 'pattern')",
        "True if the regular expression is found anywhere in the text.",
    ),
    Operation("minutes", (one(_N, _L),), "minutes(duration)", "A duration in minutes, with decimals."),
    Operation("month_start", (one(_S, _S),), "month_start(moment)", "Midnight of the first day of its month."),
    Operation("nullif", (one(Same.ANY, Same.ANY, Same.ANY),), "nullif(x, y)", "`x`, or null where it equals `y`."),
    Operation(
        "number",
        _reads("to_number", _N, "."),
        "number(text) or number(text, ',')",
        "The number that a text writes, with a point or the decimal mark given; null if it is none.",
    ),
    Operation("quarter_start", (one(_S, _S),), "quarter_start(moment)", "Midnight of the first day of its quarter."),
    Operation(
        "replace",
        (one(_T, _T, _T, _T),),
        "replace(text, part, other)",
        "The text with `other` wherever `part` occurs in it; an empty `part` occurs nowhere.",
    ),
    Operation(
        "round",
        (one(_N, _N), one(_N, _N, _I, literal=_SECOND_LITERAL)),
        "round(x) or round(x, digits)",
        "The nearest number with 0 to 6 decimals, halves (of the binary number) away from zero.",
    ),
    Operation("starts_with", (one(_B, _T, _T),), "starts_with(text, part)", "True if the text begins with `part`."),
    Operation(
        "timestamp",
        _reads("to_timestamp", _S, "iso"),
        "timestamp(text) or timestamp(text, 'format')",
        "The moment that a text writes, as 2026-01-31T17:30:00Z or in the format given; null if it is none.",
    ),
    Operation("trim", (one(_T, _T),), "trim(text)", "The text without ASCII white space at both ends."),
    Operation("upper", (one(_T, _T),), "upper(text)", "The text with a to z made capital; other letters stay."),
    Operation("week_start", (one(_S, _S),), "week_start(moment)", "Midnight of the Monday of its week."),
    Operation("weekday", (one(_I, _S),), "weekday(moment)", "The day of the week: 1 is Monday, 7 is Sunday."),
    Operation("words", (one(_I, _T),), "words(text)", "The number of words, separated by ASCII white space."),
)
