"""Texts of a feed as values, in DuckDB SQL."""

from __future__ import annotations

from govcode.engines.sql.duckdb_constants import FIRST, LAST, WHITE, text
from govcode.engines.sql.emitter import Emitter, constant
from govcode.expressions.formats import ISO, format_of
from govcode.expressions.meanings import CLOCK, INTEGER, NUMBER, NUMBER_LENGTH
from govcode.expressions.moments import ISO_OFFSET, ISO_PLAIN
from govcode.ir.expression import Expr

_BLANKS = r"[ \t\n\v\f\r]*"


def _escaped(sql: str) -> str:
    return sql.replace("{", "{{").replace("}", "}}")


def _spelled(emitter: Emitter, arg: Expr, regex: str, then: str) -> str:
    """Return `then`, a template over the text, where the whole text has a spelling."""
    regex = _escaped(text(f"{_BLANKS}{regex}{_BLANKS}"))
    template = f"(case when length({{0}}) <= {NUMBER_LENGTH} and regexp_full_match({{0}}, {regex}) then {then} end)"
    return emitter.let(emitter.closed(arg), template.format)


def to_duration(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    """Return the spelling of a text read as hours, minutes and perhaps seconds."""
    parts = [f"trim(split_part({{0}}, ':', {place}), {_escaped(WHITE)})" for place in (1, 2, 3)]
    whole = f"cast({parts[0]} as bigint) * 3600000000 + cast({parts[1]} as bigint) * 60000000"
    seconds = f"cast(round(cast('0' || {parts[2]} as double) * 1e6) as bigint)"
    return _spelled(emitter, args[0], CLOCK, f"{whole} + {seconds}")


def to_integer(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    """Return the spelling of a text read as an integer."""
    return _spelled(emitter, args[0], INTEGER, "try_cast(split_part({0}, '.', 1) as bigint)")


def to_number(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    """Return the spelling of a text read as a number."""
    mark = constant(args[1])
    value = "{0}" if mark == "." else f"replace({{0}}, {_escaped(text(mark))}, '.')"
    return _spelled(emitter, args[0], NUMBER.format(mark=f"\\{mark}"), f"try_cast({value} as double)")


def to_timestamp(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    """Return the spelling of a text read as a moment."""
    arg, source = emitter.closed(args[0]), constant(args[1])
    return emitter.let(arg, _iso) if source == ISO else emitter.let(arg, lambda name: _strptime(emitter, name, source))


def _iso(name: str) -> str:
    """Return a parsed moment; DuckDB ignores an offset unless it is cast with its zone, and minds some blanks."""
    bare = text(ISO_PLAIN)
    plain, offset = (text(f"{_BLANKS}(?:{regex}){_BLANKS}") for regex in (ISO_PLAIN, ISO_OFFSET))
    trimmed = f"trim({name}, {WHITE})"
    moved = f"timezone('UTC', try_cast({trimmed} as timestamptz))"
    return (
        f"(case when regexp_full_match({name}, {bare}) then try_cast({name} as timestamp)"
        f" when regexp_full_match({name}, {plain}) then try_cast({trimmed} as timestamp)"
        f" when regexp_full_match({name}, {offset}) and {moved} between {FIRST} and {LAST} then {moved} end)"
    )


def _strptime(emitter: Emitter, name: str, source: str) -> str:
    """Return a parsed moment; DuckDB takes the words epoch and infinity for 1900-01-01, whatever the format."""
    read = f"try_strptime({name}, {text(format_of(source).source)})"
    return emitter.let(
        read,
        lambda moment: (
            f"(case when {moment} >= {FIRST} and ({moment} <> timestamp '1900-01-01 00:00:00'"
            f" or regexp_matches({name}, '[0-9]')) then {moment} end)"
        ),
    )


def to_date(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    """Return the spelling of a text read as a day."""
    return f"cast({to_timestamp(emitter, args)} as date)"
