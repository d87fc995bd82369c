"""Every operator and function of the language: its one name, its types and its one meaning.

`FUNCTIONS` is what authors may call. `OPERATORS` is what symbols and keywords become; `INTERNAL` is what a plan
builds and no text can reach. The interpreter and the emitters have one entry per name in `OPERATIONS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from govcode.ir.expression import Type


class Same(StrEnum):
    """A parameter of any type, as long as all such parameters of one call agree."""

    ANY = "any"
    ORDERED = "ordered"


Param: TypeAlias = Type | Same


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call an operation.

    `rest` is the type of further arguments; `literal` are the positions that have to be constants; `op` is the name
    in the tree where it differs from the written one; `swapped` turns two arguments round.
    """

    params: tuple[Param, ...]
    result: Param
    rest: Param | None = None
    literal: frozenset[int] = frozenset()
    op: str = ""
    swapped: bool = False

    def takes(self, count: int) -> bool:
        """Return whether it can be called with so many arguments."""
        return count == len(self.params) or (self.rest is not None and count > len(self.params))

    def params_for(self, count: int) -> tuple[Param, ...]:
        """Return the types of so many parameters."""
        extra = count - len(self.params)
        return self.params + ((self.rest,) * extra if self.rest is not None else ())


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator or function; `usage` shows how it is written, `doc` says what it gives."""

    name: str
    signatures: tuple[Signature, ...]
    usage: str
    doc: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A signature with its types filled in."""

    op: str
    params: tuple[Type, ...]
    result: Type
    literal: frozenset[int]
    swapped: bool


_T, _I, _N, _B = Type.TEXT, Type.INTEGER, Type.NUMBER, Type.BOOLEAN
_D, _S, _L = Type.DATE, Type.TIMESTAMP, Type.DURATION
_SECOND_LITERAL = frozenset({1})


def _one(result: Param, *params: Param, rest: Param | None = None, literal: frozenset[int] = frozenset()) -> Signature:
    return Signature(params, result, rest, literal)


def _as(op: str, result: Type, *params: Type, swapped: bool = False) -> Signature:
    return Signature(params, result, op=op, swapped=swapped)


def _table(*operations: Operation) -> dict[str, Operation]:
    return {operation.name: operation for operation in operations}


def _compare(op: str, kind: Same, doc: str) -> Operation:
    return Operation(op, (_one(_B, kind, kind),), f"a {op} b", doc)


OPERATORS = _table(
    Operation("and", (_one(_B, _B, _B, rest=_B),), "a and b", "True if all are true; false if one is false."),
    Operation("or", (_one(_B, _B, _B, rest=_B),), "a or b", "True if one is true; false if all are false."),
    Operation("not", (_one(_B, _B),), "not a", "True if `a` is false."),
    _compare("=", Same.ANY, "True if both are equal; texts are compared character by character."),
    _compare("<>", Same.ANY, "True if they differ."),
    _compare("<", Same.ORDERED, "True if the left is smaller or earlier; texts go by code point."),
    _compare("<=", Same.ORDERED, "True if the left is not greater."),
    _compare(">", Same.ORDERED, "True if the left is greater or later."),
    _compare(">=", Same.ORDERED, "True if the left is not smaller."),
    Operation("in", (_one(_B, Same.ANY, Same.ANY, rest=Same.ANY),), "a in (b, c)", "True if it equals one of them."),
    Operation("like", (_one(_B, _T, _T, literal=_SECOND_LITERAL),), "a like 'b%'", "True if the whole text fits."),
    Operation("is_null", (_one(_B, Same.ANY),), "a is null", "True if there is no value."),
    Operation("is_true", (_one(_B, _B),), "a is true", "True if it is true, false if it is false or null."),
    Operation("is_false", (_one(_B, _B),), "a is false", "True if it is false, false if it is true or null."),
    Operation(
        "+",
        (
            _one(_N, _N, _N),
            _as("duration_plus", _L, _L, _L),
            _as("later", _S, _S, _L),
            _as("later", _S, _L, _S, swapped=True),
        ),
        "a + b",
        "The sum; null where it is not finite or out of range.",
    ),
    Operation(
        "-",
        (_one(_N, _N, _N), _as("duration_minus", _L, _L, _L), _as("elapsed", _L, _S, _S), _as("earlier", _S, _S, _L)),
        "a - b",
        "The difference; between two moments it is a duration.",
    ),
    Operation(
        "*",
        (_one(_N, _N, _N), _as("duration_times", _L, _L, _N), _as("duration_times", _L, _N, _L, swapped=True)),
        "a * b",
        "The product; a duration is rounded to the microsecond, halves away from zero.",
    ),
    Operation(
        "/",
        (_one(_N, _N, _N), _as("duration_over", _L, _L, _N), _as("duration_ratio", _N, _L, _L)),
        "a / b",
        "The quotient, never a whole-number division; null where `b` is zero.",
    ),
    Operation("negate", (_one(_N, _N), _as("duration_negate", _L, _L)), "-a", "The opposite."),
)

FUNCTIONS = _table(
    Operation(
        "abs",
        (_one(_N, _N), _as("duration_abs", _L, _L)),
        "abs(x)",
        "The distance of a number or a duration from zero.",
    ),
    Operation("ceil", (_one(_N, _N),), "ceil(x)", "The smallest whole number that is not below `x`."),
    Operation(
        "coalesce",
        (_one(Same.ANY, Same.ANY, rest=Same.ANY),),
        "coalesce(x, y, …)",
        "The first of the values that is not null.",
    ),
    Operation("contains", (_one(_B, _T, _T),), "contains(text, part)", "True if `part` occurs in the text."),
    Operation("date", (_one(_D, _S),), "date(moment)", "The day of a moment."),
    Operation("day_start", (_one(_S, _S),), "day_start(moment)", "Midnight of its day."),
    Operation("days", (_one(_N, _L),), "days(duration)", "A duration in days of 24 hours, with decimals."),
    Operation("ends_with", (_one(_B, _T, _T),), "ends_with(text, part)", "True if the text ends with `part`."),
    Operation("floor", (_one(_N, _N),), "floor(x)", "The greatest whole number that is not above `x`."),
    Operation(
        "greatest",
        (_one(Same.ORDERED, Same.ORDERED, Same.ORDERED, rest=Same.ORDERED),),
        "greatest(x, y, …)",
        "The greatest or latest of the values that are not null.",
    ),
    Operation("hour", (_one(_I, _S),), "hour(moment)", "The hour of a moment, 0 to 23."),
    Operation("hours", (_one(_N, _L),), "hours(duration)", "A duration in hours, with decimals."),
    Operation(
        "is_blank",
        (_one(_B, _T),),
        "is_blank(text)",
        "True if the text is null, empty or only ASCII white space; never null.",
    ),
    Operation(
        "least",
        (_one(Same.ORDERED, Same.ORDERED, Same.ORDERED, rest=Same.ORDERED),),
        "least(x, y, …)",
        "The smallest or earliest of the values that are not null.",
    ),
    Operation("length", (_one(_I, _T),), "length(text)", "The number of characters (Unicode code points)."),
    Operation("lower", (_one(_T, _T),), "lower(text)", "The text with A to Z made small; other letters stay."),
    Operation(
        "matches",
        (_one(_B, _T, _T, literal=_SECOND_LITERAL),),
        "matches(text, 'pattern')",
        "True if the regular expression is found anywhere in the text.",
    ),
    Operation("minutes", (_one(_N, _L),), "minutes(duration)", "A duration in minutes, with decimals."),
    Operation("month_start", (_one(_S, _S),), "month_start(moment)", "Midnight of the first day of its month."),
    Operation("nullif", (_one(Same.ANY, Same.ANY, Same.ANY),), "nullif(x, y)", "`x`, or null where it equals `y`."),
    Operation("quarter_start", (_one(_S, _S),), "quarter_start(moment)", "Midnight of the first day of its quarter."),
    Operation(
        "round",
        (_one(_N, _N), _one(_N, _N, _I, literal=_SECOND_LITERAL)),
        "round(x) or round(x, digits)",
        "The nearest number with 0 to 6 decimals, halves (of the binary number) away from zero.",
    ),
    Operation("starts_with", (_one(_B, _T, _T),), "starts_with(text, part)", "True if the text begins with `part`."),
    Operation("trim", (_one(_T, _T),), "trim(text)", "The text without ASCII white space at both ends."),
    Operation("upper", (_one(_T, _T),), "upper(text)", "The text with a to z made capital; other letters stay."),
    Operation("week_start", (_one(_S, _S),), "week_start(moment)", "Midnight of the Monday of its week."),
    Operation("weekday", (_one(_I, _S),), "weekday(moment)", "The day of the week: 1 is Monday, 7 is Sunday."),
    Operation("words", (_one(_I, _T),), "words(text)", "The number of words, separated by ASCII white space."),
)

INTERNAL = _table(
    Operation("as_number", (_one(_N, _I),), "", "The integer as a number."),
    Operation("as_timestamp", (_one(_S, _D),), "", "Midnight of the day."),
    Operation("from_zone", (_one(_S, _S, _T, literal=_SECOND_LITERAL),), "from_zone(moment, 'zone')", "Local to UTC."),
    Operation("null_if_in", (_one(_T, _T, _T, rest=_T),), "null_if_in(text, 'a', …)", "Null where in the list."),
    Operation(
        "to_date", (_one(_D, _T, _T, literal=_SECOND_LITERAL),), "to_date(text, 'format')", "The day; null if none."
    ),
    Operation("to_integer", (_one(_I, _T),), "to_integer(text)", "The integer; null if it is none."),
    Operation(
        "to_number",
        (_one(_N, _T, _T, literal=_SECOND_LITERAL),),
        "to_number(text, 'decimal mark')",
        "The number; null if it is none.",
    ),
    Operation(
        "to_timestamp",
        (_one(_S, _T, _T, literal=_SECOND_LITERAL),),
        "to_timestamp(text, 'format')",
        "The moment; null if it is none.",
    ),
    Operation("to_zone", (_one(_S, _S, _T, literal=_SECOND_LITERAL),), "to_zone(moment, 'zone')", "UTC to local."),
)

_ALL = OPERATORS | FUNCTIONS | INTERNAL
OPERATIONS = frozenset(s.op or o.name for o in _ALL.values() for s in o.signatures)
"""The names that occur in trees."""


def operation(name: str) -> Operation | None:
    """Return the operation of this name, reachable by authors or not."""
    return _ALL.get(name)


def unify(types: Sequence[Type]) -> Type | None:
    """Return the one type that values of these types share, or None; NULL fits everything."""
    present = set(types) - {Type.NULL}
    if not present:
        return Type.NULL
    if len(present) == 1:
        return present.pop()
    if present == {Type.INTEGER, Type.NUMBER}:
        return Type.NUMBER
    return Type.TIMESTAMP if present == {Type.DATE, Type.TIMESTAMP} else None


def promotes(given: Type, to: Type) -> bool:
    """Return whether a value of one type can stand where the other is wanted."""
    return given in (to, Type.NULL) or (given, to) in ((_I, _N), (_D, _S))


def resolve(name: str, types: Sequence[Type]) -> Resolved | None:
    """Return the first signature of the operation that takes arguments of these types, or None."""
    found = operation(name)
    for signature in found.signatures if found else ():
        resolved = _filled(signature, name, types) if signature.takes(len(types)) else None
        if resolved is not None:
            return resolved
    return None


def _filled(signature: Signature, name: str, types: Sequence[Type]) -> Resolved | None:
    params = signature.params_for(len(types))
    same = unify([given for given, param in zip(types, params, strict=True) if isinstance(param, Same)])
    if same is None or (Same.ORDERED in params and same is Type.BOOLEAN):
        return None
    wanted = tuple(same if isinstance(param, Same) else param for param in params)
    if not all(map(promotes, types, wanted)):
        return None
    result = same if isinstance(signature.result, Same) else signature.result
    return Resolved(signature.op or name, wanted, result, signature.literal, signature.swapped)
