"""Texts of a feed as values, in Spark SQL."""

from __future__ import annotations

from govcode.engines.sql.emitter import Emitter, constant
from govcode.engines.sql.spark_constants import FIRST, LAST, WHITE, text
from govcode.expressions.formats import ISO, MONTHS, format_of
from govcode.expressions.meanings import CLOCK, INTEGER, NUMBER, NUMBER_LENGTH
from govcode.expressions.moments import ISO_OFFSET, ISO_PLAIN
from govcode.ir.expression import Expr

_MONTHS = "".join(MONTHS)
_BLANKS = r"[ \t\n\x0b\f\r]*"


def _spelled(emitter: Emitter, arg: Expr, regex: str, then: str) -> str:
    """Return `then`, a template over the text, where the whole text has a spelling."""
    regex = text(rf"^{_BLANKS}(?:{regex}){_BLANKS}\z").replace("{", "{{").replace("}", "}}")
    template = f"(case when length({{0}}) <= {NUMBER_LENGTH} and {{0}} rlike {regex} then {then} end)"
    return emitter.let(emitter.closed(arg), template.format)


def to_integer(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    """Return the spelling of a text read as an integer."""
    return _spelled(emitter, args[0], INTEGER, f"try_cast(trim(both {WHITE} from split_part({{0}}, '.', 1)) as bigint)")


def to_number(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    """Return the spelling of a text read as a number."""
    mark = constant(args[1])
    then = f"try_cast(trim(both {WHITE} from replace({{0}}, {text(mark)}, '.')) as double)"
    return _spelled(emitter, args[0], NUMBER.format(mark=f"\\{mark}"), then)


def to_duration(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    """Return the spelling of a text read as hours, minutes and perhaps seconds."""
    parts = [f"split_part(trim(both {WHITE} from {{0}}), ':', {place})" for place in (1, 2, 3)]
    sizes = "cast('3600000000' as bigint)", "cast('60000000' as bigint)"
    whole = " + ".join(f"cast({part} as bigint) * {size}" for part, size in zip(parts, sizes, strict=False))
    seconds = f"cast(floor(cast(concat('0', {parts[2]}) as double) * 1e6 + 0.5e0) as bigint)"
    return _spelled(emitter, args[0], CLOCK, f"{whole} + {seconds}")


def to_timestamp(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    """Return the spelling of a text read as a moment."""
    arg, source = emitter.closed(args[0]), constant(args[1])
    return emitter.let(arg, _iso) if source == ISO else emitter.let(arg, lambda name: _parsed(name, source))


def _iso(name: str) -> str:
    regex = text(rf"^{_BLANKS}(?:{ISO_PLAIN}|{ISO_OFFSET}){_BLANKS}\z")
    # Spark reads an offset only with its colon.
    colon = f"regexp_replace(trim(both {WHITE} from {name}), '([+-][0-9]{{2}})([0-9]{{2}})$', '$1:$2')"
    read = f"try_cast({colon} as timestamp)"
    return f"(case when {name} rlike {regex} and {read} between {FIRST} and {LAST} then {read} end)"


def _parsed(name: str, source: str) -> str:
    """Return a moment put together from the parts a regular expression finds, as ISO text."""
    wanted = format_of(source)
    regex = text(rf"^{_BLANKS}{wanted.regex}{_BLANKS}\z")
    parts = {letter: f"regexp_extract({name}, {regex}, {at})" for at, letter in enumerate(wanted.letters, 1)}
    day = f"concat({_year(parts)}, '-', {_month(parts)}, '-', lpad({parts['d']}, 2, '0'))"
    clock = f"concat({_hour(parts)}, ':', {_two(parts, 'M')}, ':', {_two(parts, 'S')}, '.', {_fraction(parts)})"
    built = f"try_cast(concat({day}, ' ', {clock}) as timestamp)"
    return f"(case when {name} rlike {regex} and {built} >= {FIRST} then {built} end)"


def _year(parts: dict[str, str]) -> str:
    if "Y" in parts:
        return f"lpad({parts['Y']}, 4, '0')"
    short = f"lpad({parts['y']}, 2, '0')"
    return f"concat(case when {short} >= '69' then '19' else '20' end, {short})"


def _month(parts: dict[str, str]) -> str:
    if "m" in parts:
        return f"lpad({parts['m']}, 2, '0')"
    # A name found askew, such as `anf`, gives a fraction, which is no month.
    return f"lpad(replace(cast((instr('{_MONTHS}', lower({parts['b']})) + 2) / 3 as string), '.0', ''), 2, '0')"


def _hour(parts: dict[str, str]) -> str:
    if "I" not in parts:
        return _two(parts, "H")
    hour, afternoon = f"try_cast({parts['I']} as int)", f"(case when lower({parts['p']}) = 'pm' then 12 else 0 end)"
    return f"(case when {hour} between 1 and 12 then lpad(cast({hour} % 12 + {afternoon} as string), 2, '0') end)"


def _two(parts: dict[str, str], letter: str) -> str:
    return f"lpad({parts[letter]}, 2, '0')" if letter in parts else "'00'"


def _fraction(parts: dict[str, str]) -> str:
    return f"rpad({parts['f']}, 6, '0')" if "f" in parts else "'0'"


def to_date(emitter: Emitter, args: tuple[Expr, ...]) -> str:
    """Return the spelling of a text read as a day."""
    return f"cast({to_timestamp(emitter, args)} as date)"
