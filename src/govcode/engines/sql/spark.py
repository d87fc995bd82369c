"""Typed expressions as Spark SQL (3.5 and later), for a session whose time zone is UTC.

Columns have the types STRING, BIGINT, DOUBLE, BOOLEAN, DATE, TIMESTAMP and BIGINT (microseconds) for durations. The
text means the same with and without ANSI mode, and expects `spark.sql.parser.escapedStringLiterals` to be off.
"""

from __future__ import annotations

from govcode.engines.sql.emitter import (
    Emitter,
    Notation,
    Special,
    Spelling,
    call,
    constant,
    emitted,
    joined,
    naming,
    null_if_in,
    within,
)
from govcode.engines.sql.spark_clocks import CLOCKS
from govcode.engines.sql.spark_constants import FIRST, LAST, WHITE, identifier, literal, text
from govcode.engines.sql.spark_reading import to_date, to_duration, to_integer, to_number, to_timestamp
from govcode.expressions.patterns import pattern
from govcode.ir.expression import Expr

_WHOLE = "4503599627370496e0"  # from here on every double is a whole number
_EARLIEST, _LATEST = "-62135596800000000", "253402300799999999"


def emit(expr: Expr) -> str:
    """Return an expression as Spark SQL."""
    return emitted(expr, SPARK)


def is_true(expr: Expr) -> str:
    """Return the SQL of a condition that is false where `expr` is null."""
    return f"({emit(expr)} is true)"


def _like(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    wanted = constant(args[1]).replace("\\", "\\\\")
    return f"({emitter.closed(args[0])} like {text(wanted)})"


def _matches(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    return f"({emitter.closed(args[0])} rlike {text(pattern(constant(args[1])).java)})"


def _round(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    """Return doubles rounded as doubles: Spark's own `round` goes by their decimal text."""
    digits = int(constant(args[1])) if len(args) > 1 else 0
    value, power = emitter.closed(args[0]), f"{10.0**digits!r}e0"
    return emitter.let(
        value,
        lambda name: emitter.let(
            f"({name} * {power})",
            lambda shifted: f"(case when {_is_finite(shifted)} then {_half_away(shifted)} / {power} else {name} end)",
        ),
    )


def _half_away(value: str) -> str:
    whole = _floor(f"abs({value})")
    return f"(sign({value}) * ({whole} + case when abs({value}) - {whole} >= 0.5e0 then 1e0 else 0e0 end))"


def _floor(value: str) -> str:
    return f"(case when abs({value}) < {_WHOLE} then cast(floor({value}) as double) else {value} end)"


def _is_finite(value: str) -> str:
    return f"abs({value}) <= 1.7976931348623157e308"


def _zoned(function: str) -> Special:
    def special(emitter: Emitter, args: tuple[Expr, ...]) -> str:
        moved = f"{function}({emitter.closed(args[0])}, {text(constant(args[1]))})"
        return emitter.let(moved, lambda at: f"(case when {at} between {FIRST} and {LAST} then {at} end)")

    return special


def _shifted(function: str) -> Special:
    def special(emitter: Emitter, args: tuple[Expr, ...]) -> str:
        moment, by = map(emitter.closed, args)
        return emitter.let(
            f"{function}(unix_micros({moment}), {by})",
            lambda at: f"(case when {at} between {_EARLIEST} and {_LATEST} then timestamp_micros({at}) end)",
        )

    return special


def _microseconds(number: str) -> Special:
    """Return the spelling of a duration computed as a double: rounded half away from zero, null outside 64 bits."""

    def special(emitter: Emitter, args: tuple[Expr, ...]) -> str:
        return emitter.let(
            number.format(*map(emitter.closed, args)),
            lambda value: f"(case when {_is_finite(value)} then try_cast({_half_away(value)} as bigint) end)",
        )

    return special


_CAPITAL, _SMALL = "'ABCDEFGHIJKLMNOPQRSTUVWXYZ'", "'abcdefghijklmnopqrstuvwxyz'"

OPERATIONS: dict[str, Spelling] = {
    "and": joined("and"),
    "or": joined("or"),
    "not": "(not {0})",
    "=": "({0} = {1})",
    "<>": "({0} <> {1})",
    "<": "({0} < {1})",
    "<=": "({0} <= {1})",
    ">": "({0} > {1})",
    ">=": "({0} >= {1})",
    "in": within,
    "like": _like,
    "is_null": "({0} is null)",
    "is_true": "({0} is true)",
    "is_false": "({0} is false)",
    "+": "({0} + {1})",
    "-": "({0} - {1})",
    "*": "({0} * {1})",
    "/": "try_divide({0}, {1})",
    "negate": "(-{0})",
    "as_number": "cast({0} as double)",
    "as_timestamp": "cast({0} as timestamp)",
    "duration_plus": "try_add({0}, {1})",
    "duration_minus": "try_subtract({0}, {1})",
    "duration_times": _microseconds("(cast({0} as double) * {1})"),
    "duration_over": _microseconds("try_divide(cast({0} as double), {1})"),
    "duration_ratio": "try_divide(cast({0} as double), cast({1} as double))",
    "duration_negate": "try_subtract(cast('0' as bigint), {0})",
    "duration_abs": naming("(case when {0} < 0 then try_subtract(cast('0' as bigint), {0}) else {0} end)"),
    "later": _shifted("try_add"),
    "earlier": _shifted("try_subtract"),
    "elapsed": "(unix_micros({0}) - unix_micros({1}))",
    "abs": "abs({0})",
    "ceil": naming(f"(case when abs({{0}}) < {_WHOLE} then cast(ceil({{0}}) as double) else {{0}} end)"),
    "floor": naming(_floor("{0}")),
    "round": _round,
    "nearest_integer": _microseconds("{0}"),
    "coalesce": call("coalesce"),
    "greatest": call("greatest"),
    "least": call("least"),
    "nullif": naming("(case when {0} = {1} then null else {0} end)"),
    "null_if_in": null_if_in,
    "concat": call("concat"),
    "contains": call("contains"),
    "replace": call("replace"),
    "starts_with": call("startswith"),
    "ends_with": call("endswith"),
    "matches": _matches,
    "length": "cast(length({0}) as bigint)",
    "lower": f"translate({{0}}, {_CAPITAL}, {_SMALL})",
    "upper": f"translate({{0}}, {_SMALL}, {_CAPITAL})",
    "trim": f"trim(both {WHITE} from {{0}})",
    "is_blank": f"coalesce(trim(both {WHITE} from {{0}}) = '', true)",
    "words": r"cast(array_size(regexp_extract_all({0}, '[^ \\t\\n\\x0b\\f\\r]+', 0)) as bigint)",
    "date": "cast({0} as date)",
    "hour": "cast(hour({0}) as bigint)",
    "weekday": "cast(weekday({0}) + 1 as bigint)",
    "day_start": "date_trunc('DAY', {0})",
    "week_start": "date_trunc('WEEK', {0})",
    "month_start": "date_trunc('MONTH', {0})",
    "quarter_start": "date_trunc('QUARTER', {0})",
    "days": "(cast({0} as double) / 86400000000e0)",
    "hours": "(cast({0} as double) / 3600000000e0)",
    "minutes": "(cast({0} as double) / 60000000e0)",
    "last_number": "try_cast(regexp_extract({0}, '(?:^|[^0-9])([0-9]{{1,15}})\\\\z', 1) as bigint)",
    "to_integer": to_integer,
    "to_number": to_number,
    "to_date": to_date,
    "to_duration": to_duration,
    "to_timestamp": to_timestamp,
    "to_zone": _zoned("from_utc_timestamp"),
    "from_zone": _zoned("to_utc_timestamp"),
    "business_time": CLOCKS.business_time,
    "is_open": CLOCKS.is_open,
}

SPARK = Notation(
    operations=OPERATIONS,
    literal=literal,
    identifier=identifier,
    named="transform(array({value}), {name} -> {body})[0]",
    finite="(case when abs({0}) <= 1.7976931348623157e308 then {0} end)",
    copied_up_to=80,
)
