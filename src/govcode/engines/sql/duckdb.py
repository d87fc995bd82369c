"""Typed expressions as DuckDB SQL.

Columns have the types VARCHAR, BIGINT, DOUBLE, BOOLEAN, DATE, TIMESTAMP (naive, UTC) and BIGINT (microseconds) for
durations. Some spellings are longer than they need to be for the answer, because they are faster; tests prove them
equal to the interpreter on random expressions and rows.
"""

from __future__ import annotations

from datetime import date, datetime

from govcode.engines.sql.duckdb_forms import glob_of
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
from govcode.expressions.formats import ISO, format_of
from govcode.expressions.meanings import INTEGER, NUMBER, NUMBER_LENGTH
from govcode.expressions.moments import ISO_OFFSET, ISO_PLAIN
from govcode.expressions.patterns import pattern
from govcode.ir.expression import Expr, Literal, Type

_TYPES = {
    Type.TEXT: "varchar",
    Type.INTEGER: "bigint",
    Type.NUMBER: "double",
    Type.BOOLEAN: "boolean",
    Type.DATE: "date",
    Type.TIMESTAMP: "timestamp",
    Type.DURATION: "bigint",
}
_INT32 = 2**31 - 1
_CONTROL = 32
_BLANKS = r"[ \t\n\v\f\r]*"
_FIRST, _LAST = "timestamp '0001-01-01 00:00:00'", "timestamp '9999-12-31 23:59:59.999999'"
_EARLIEST, _LATEST = -62_135_596_800_000_000, 253_402_300_799_999_999


def emit(expr: Expr) -> str:
    """Return an expression as DuckDB SQL."""
    return emitted(expr, DUCKDB)


def is_true(expr: Expr) -> str:
    """Return the SQL of a condition that is false where `expr` is null."""
    return f"({emit(expr)} is true)"


def identifier(name: str) -> str:
    """Return a quoted name."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """Return a text constant; control characters are spelled by their code."""
    parts: list[str] = []
    plain = ""
    for char in value:
        if ord(char) >= _CONTROL:
            plain += char
            continue
        parts += [_quoted(plain)] if plain else []
        parts.append(f"chr({ord(char)})")
        plain = ""
    parts += [_quoted(plain)] if plain or not parts else []
    return parts[0] if len(parts) == 1 else f"concat({', '.join(parts)})"


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def literal(expr: Literal) -> str:
    """Return a constant of its type."""
    match expr.value:
        case None:
            return f"cast(null as {_TYPES[expr.type]})" if expr.type in _TYPES else "null"
        case bool(value):
            return "true" if value else "false"
        case str(value):
            return text(value)
        case datetime() as value:
            return f"timestamp '{value.isoformat(' ')}'"
        case date() as value:
            return f"date '{value.isoformat()}'"
        case int(value):
            return _integer(value)
        case value:
            written = repr(float(value))
            return _signed(written if "e" in written else f"{written}e0")


def _integer(value: int) -> str:
    return _signed(str(value)) if abs(value) <= _INT32 else f"cast('{value}' as bigint)"


def _signed(written: str) -> str:
    return f"({written})" if written.startswith("-") else written


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


def _escaped(sql: str) -> str:
    return sql.replace("{", "{{").replace("}", "}}")


def _spelled(emitter: Emitter, arg: Expr, regex: str, then: str) -> str:
    """Return `then`, a template over the text, where the whole text has a spelling."""
    regex = _escaped(text(f"{_BLANKS}{regex}{_BLANKS}"))
    template = f"(case when length({{0}}) <= {NUMBER_LENGTH} and regexp_full_match({{0}}, {regex}) then {then} end)"
    return emitter.let(emitter.closed(arg), template.format)


def _to_integer(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    return _spelled(emitter, args[0], INTEGER, "try_cast(split_part({0}, '.', 1) as bigint)")


def _to_number(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    mark = constant(args[1])
    value = "{0}" if mark == "." else f"replace({{0}}, {_escaped(text(mark))}, '.')"
    return _spelled(emitter, args[0], NUMBER.format(mark=f"\\{mark}"), f"try_cast({value} as double)")


def _to_timestamp(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    arg, source = emitter.closed(args[0]), constant(args[1])
    return emitter.let(arg, _iso) if source == ISO else emitter.let(arg, lambda name: _strptime(emitter, name, source))


def _iso(name: str) -> str:
    """Return a parsed moment; DuckDB ignores an offset unless it is cast with its zone, and minds some blanks."""
    bare = text(ISO_PLAIN)
    plain, offset = (text(f"{_BLANKS}(?:{regex}){_BLANKS}") for regex in (ISO_PLAIN, ISO_OFFSET))
    trimmed = f"trim({name}, {_WHITE})"
    moved = f"timezone('UTC', try_cast({trimmed} as timestamptz))"
    return (
        f"(case when regexp_full_match({name}, {bare}) then try_cast({name} as timestamp)"
        f" when regexp_full_match({name}, {plain}) then try_cast({trimmed} as timestamp)"
        f" when regexp_full_match({name}, {offset}) and {moved} between {_FIRST} and {_LAST} then {moved} end)"
    )


def _strptime(emitter: Emitter, name: str, source: str) -> str:
    """Return a parsed moment; DuckDB takes the words epoch and infinity for 1900-01-01, whatever the format."""
    read = f"try_strptime({name}, {text(format_of(source).source)})"
    return emitter.let(
        read,
        lambda moment: (
            f"(case when {moment} >= {_FIRST} and ({moment} <> timestamp '1900-01-01 00:00:00'"
            f" or regexp_matches({name}, '[0-9]')) then {moment} end)"
        ),
    )


def _to_date(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    return f"cast({_to_timestamp(emitter, args)} as date)"


def _to_zone(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    arg, zone = emitter.closed(args[0]), constant(args[1])
    return arg if zone == "UTC" else emitter.let(_local(arg, zone), _in_range)


def _from_zone(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    """Return a wall clock in UTC; of a time that occurs twice DuckDB takes the later, so the day before decides."""
    arg, zone = emitter.closed(args[0]), constant(args[1])
    if zone == "UTC":
        return arg

    def utc(name: str) -> str:
        before = f"(timezone('UTC', timezone({text(zone)}, {name} - to_days(1))) + to_days(1))"
        plain = f"timezone('UTC', timezone({text(zone)}, {name}))"
        return f"(case when {_local(before, zone)} = {name} then {before} else {plain} end)"

    return emitter.let(emitter.let(arg, utc), _in_range)


def _local(moment: str, zone: str) -> str:
    return f"timezone({text(zone)}, timezone('UTC', {moment}))"


def _in_range(moment: str) -> str:
    return f"(case when {moment} between {_FIRST} and {_LAST} then {moment} end)"


def _shifted(sign: str) -> Special:
    def special(emitter: Emitter, args: tuple[Expr, ...]) -> str:
        moment, by = map(emitter.closed, args)
        return emitter.let(
            f"try_cast(cast(epoch_us({moment}) as hugeint) {sign} {by} as bigint)",
            lambda at: f"(case when {at} between {_EARLIEST} and {_LATEST} then make_timestamp({at}) end)",
        )

    return special


_WHITE = text(" \t\n\v\f\r")
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
    "coalesce": call("coalesce"),
    "greatest": call("greatest"),
    "least": call("least"),
    "nullif": naming("(case when {0} = {1} then null else {0} end)"),
    "null_if_in": null_if_in,
    "contains": call("contains"),
    "starts_with": call("starts_with"),
    "ends_with": call("ends_with"),
    "matches": _matches,
    "length": "length({0})",
    "lower": naming(_ASCII_ONLY.format("lower", _CAPITAL, _SMALL)),
    "upper": naming(_ASCII_ONLY.format("upper", _SMALL, _CAPITAL)),
    "trim": f"trim({{0}}, {_WHITE})",
    # Every blank is smaller than `!`, so most texts are told by their first character.
    "is_blank": naming(f"(case when {{0}} >= '!' then false else coalesce(trim({{0}}, {_WHITE}) = '', true) end)"),
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
    "to_integer": _to_integer,
    "to_number": _to_number,
    "to_date": _to_date,
    "to_timestamp": _to_timestamp,
    "to_zone": _to_zone,
    "from_zone": _from_zone,
}

DUCKDB = Notation(
    operations=OPERATIONS,
    literal=literal,
    identifier=identifier,
    named="list_transform([{value}], lambda {name}: {body})[1]",
    finite="(case when isfinite({0}) then {0} end)",
)
