"""Typed expressions as DuckDB SQL.

Columns have the types VARCHAR, BIGINT, DOUBLE, BOOLEAN, DATE, TIMESTAMP (naive, UTC) and BIGINT (microseconds) for
durations. Some spellings are longer than they need to be for the answer, because they are faster; tests prove them
equal to the interpreter on random expressions and rows.
"""

from __future__ import annotations

from govcode.engines.sql.duckdb_clocks import CLOCKS
from govcode.engines.sql.duckdb_constants import FIRST, LAST, WHITE, identifier, literal, text
from govcode.engines.sql.duckdb_forms import glob_of
from govcode.engines.sql.duckdb_reading import to_date, to_duration, to_integer, to_number, to_timestamp
from govcode.engines.sql.duckdb_zones import local, utc
from govcode.engines.sql.emitter import (
    Emitter,
    Notation,
    Special,
    Spelling,
    call,
    compared,
    constant,
    emitted,
    joined,
    naming,
    null_if_in,
)
from govcode.expressions.patterns import pattern
from govcode.ir.expression import Expr

_EARLIEST, _LATEST = -62_135_596_800_000_000, 253_402_300_799_999_999


def emit(expr: Expr) -> str:
    """Return an expression as DuckDB SQL."""
    return emitted(expr, DUCKDB)


def is_true(expr: Expr) -> str:
    """Return the SQL of a condition that is false where `expr` is null."""
    return f"({emit(expr)} is true)"


def _matches(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    """Return a search; text without the characters a match that may stand anywhere contains is ruled out first."""
    wanted = pattern(constant(args[1]))
    if glob := glob_of(wanted.re2):
        return f"({emitter.closed(args[0])} glob {text(glob)})"
    regex, needed = text(wanted.re2), text(wanted.needed)
    if not wanted.needed or wanted.re2.startswith("^"):
        return f"regexp_matches({emitter.closed(args[0])}, {regex})"
    return emitter.let(
        emitter.closed(args[0]),
        lambda name: f"(case when not contains({name}, {needed}) then false else regexp_matches({name}, {regex}) end)",
    )


def _to_zone(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    arg, zone = emitter.closed(args[0]), constant(args[1])
    if zone == "UTC":
        return arg
    return emitter.let(arg, lambda name: local(name, zone, _in_range(_local(name, zone))))


def _from_zone(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    """Return a wall clock in UTC; of a time that occurs twice DuckDB takes the later, so the day before decides."""
    arg, zone = emitter.closed(args[0]), constant(args[1])
    if zone == "UTC":
        return arg

    def asked(name: str) -> str:
        before = f"(timezone('UTC', timezone({text(zone)}, {name} - to_days(1))) + to_days(1))"
        plain = f"timezone('UTC', timezone({text(zone)}, {name}))"
        return _in_range(f"(case when {_local(before, zone)} = {name} then {before} else {plain} end)")

    return emitter.let(arg, lambda name: utc(name, zone, asked(name)))


def _local(moment: str, zone: str) -> str:
    return f"timezone({text(zone)}, timezone('UTC', {moment}))"


def _in_range(moment: str) -> str:
    return f"(case when {moment} between {FIRST} and {LAST} then {moment} end)"


def _shifted(sign: str) -> Special:
    def special(emitter: Emitter, args: tuple[Expr, ...]) -> str:
        moment, by = map(emitter.closed, args)
        return emitter.let(
            f"try_cast(cast(epoch_us({moment}) as hugeint) {sign} {by} as bigint)",
            lambda at: f"(case when {at} between {_EARLIEST} and {_LATEST} then make_timestamp({at}) end)",
        )

    return special


_CAPITAL, _SMALL = text("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), text("abcdefghijklmnopqrstuvwxyz")
# Folding of ASCII texts is what `lower` does, and far faster than `translate`, which other texts need.
_ASCII_ONLY = "(case when strlen({{0}}) = length({{0}}) then {0}({{0}}) else translate({{0}}, {1}, {2}) end)"

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
    "in": compared,
    "like": "({0} like {1})",
    "is_null": "({0} is null)",
    "is_true": "({0} is true)",
    "is_false": "({0} is false)",
    "+": "({0} + {1})",
    "-": "({0} - {1})",
    "*": "({0} * {1})",
    "/": "({0} / {1})",
    "negate": "(-{0})",
    "as_number": "cast({0} as double)",
    "as_timestamp": "cast({0} as timestamp)",
    "duration_plus": "try_cast(cast({0} as hugeint) + {1} as bigint)",
    "duration_minus": "try_cast(cast({0} as hugeint) - {1} as bigint)",
    "duration_times": "try_cast(round(cast({0} as double) * {1}) as bigint)",
    "duration_over": "try_cast(round(cast({0} as double) / {1}) as bigint)",
    "duration_ratio": "(cast({0} as double) / cast({1} as double))",
    "duration_negate": "try_cast(-cast({0} as hugeint) as bigint)",
    "duration_abs": "try_cast(abs(cast({0} as hugeint)) as bigint)",
    "later": _shifted("+"),
    "earlier": _shifted("-"),
    "elapsed": "(epoch_us({0}) - epoch_us({1}))",
    "abs": "abs({0})",
    "ceil": "ceil({0})",
    "floor": "floor({0})",
    "round": call("round"),
    "nearest_integer": "try_cast(round({0}) as bigint)",
    "coalesce": call("coalesce"),
    "greatest": call("greatest"),
    "least": call("least"),
    "nullif": naming("(case when {0} = {1} then null else {0} end)"),
    "null_if_in": null_if_in,
    "concat": joined("||"),
    "contains": call("contains"),
    "replace": call("replace"),
    "starts_with": call("starts_with"),
    "ends_with": call("ends_with"),
    "matches": _matches,
    "length": "length({0})",
    "lower": naming(_ASCII_ONLY.format("lower", _CAPITAL, _SMALL)),
    "upper": naming(_ASCII_ONLY.format("upper", _SMALL, _CAPITAL)),
    "trim": f"trim({{0}}, {WHITE})",
    # Every blank is smaller than `!`, so most texts are told by their first character.
    "is_blank": naming(f"(case when {{0}} >= '!' then false else coalesce(trim({{0}}, {WHITE}) = '', true) end)"),
    "words": r"len(regexp_extract_all({0}, '[^ \t\n\v\f\r]+'))",
    "date": "cast({0} as date)",
    "hour": "hour({0})",
    "weekday": "isodow({0})",
    "day_start": "date_trunc('day', {0})",
    "week_start": "date_trunc('week', {0})",
    "month_start": "date_trunc('month', {0})",
    "quarter_start": "date_trunc('quarter', {0})",
    "days": "(cast({0} as double) / 86400000000e0)",
    "hours": "(cast({0} as double) / 3600000000e0)",
    "minutes": "(cast({0} as double) / 60000000e0)",
    "last_number": "try_cast(regexp_extract({0}, '(?:^|[^0-9])([0-9]{{1,15}})$', 1) as bigint)",
    "to_integer": to_integer,
    "to_number": to_number,
    "to_date": to_date,
    "to_duration": to_duration,
    "to_timestamp": to_timestamp,
    "to_zone": _to_zone,
    "from_zone": _from_zone,
    "business_time": CLOCKS.business_time,
    "is_open": CLOCKS.is_open,
}

DUCKDB = Notation(
    operations=OPERATIONS,
    literal=literal,
    identifier=identifier,
    named="list_transform([{value}], lambda {name}: {body})[1]",
    finite="(case when isfinite({0}) then {0} end)",
)
