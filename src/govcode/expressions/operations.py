"""Every operator and function of the language: its one name, its types and its one meaning.

`FUNCTIONS` is what authors may call. `OPERATORS` is what symbols and keywords become; `INTERNAL` is what a plan
builds and no text can reach. The interpreter and the emitters have one entry per name in `OPERATIONS`.
"""

from __future__ import annotations

from collections.abc import Sequence

from govcode.expressions.functions import FUNCTIONS
from govcode.expressions.signatures import Operation, Resolved, Same, Signature, one, spelled, table
from govcode.ir.expression import Type

_T, _I, _N, _B = Type.TEXT, Type.INTEGER, Type.NUMBER, Type.BOOLEAN
_D, _S, _L = Type.DATE, Type.TIMESTAMP, Type.DURATION
_SECOND_LITERAL = frozenset({1})


def _compare(op: str, kind: Same, doc: str) -> Operation:
    return Operation(op, (one(_B, kind, kind),), f"a {op} b", doc)


OPERATORS = table(
    Operation("and", (one(_B, _B, _B, rest=_B),), "a and b", "True if all are true; false if one is false."),
    Operation("or", (one(_B, _B, _B, rest=_B),), "a or b", "True if one is true; false if all are false."),
    Operation("not", (one(_B, _B),), "not a", "True if `a` is false."),
    _compare("=", Same.ANY, "True if both are equal; texts are compared character by character."),
    _compare("<>", Same.ANY, "True if they differ."),
    _compare("<", Same.ORDERED, "True if the left is smaller or earlier; texts go by code point."),
    _compare("<=", Same.ORDERED, "True if the left is not greater."),
    _compare(">", Same.ORDERED, "True if the left is greater or later."),
    _compare(">=", Same.ORDERED, "True if the left is not smaller."),
    Operation("in", (one(_B, Same.ANY, Same.ANY, rest=Same.ANY),), "a in (b, c)", "True if it equals one of them."),
    Operation("like", (one(_B, _T, _T, literal=_SECOND_LITERAL),), "a like 'b%'", "True if the whole text fits."),
    Operation("is_null", (one(_B, Same.ANY),), "a is null", "True if there is no value."),
    Operation("is_true", (one(_B, _B),), "a is true", "True if it is true, false if it is false or null."),
    Operation("is_false", (one(_B, _B),), "a is false", "True if it is false, false if it is true or null."),
    Operation(
        "+",
        (
            one(_N, _N, _N),
            spelled("duration_plus", _L, _L, _L),
            spelled("later", _S, _S, _L),
            spelled("later", _S, _L, _S, swapped=True),
        ),
        "a + b",
        "The sum; null where it is not finite or out of range.",
    ),
    Operation(
        "-",
        (
            one(_N, _N, _N),
            spelled("duration_minus", _L, _L, _L),
            spelled("elapsed", _L, _S, _S),
            spelled("earlier", _S, _S, _L),
        ),
        "a - b",
        "The difference; between two moments it is a duration.",
    ),
    Operation(
        "*",
        (one(_N, _N, _N), spelled("duration_times", _L, _L, _N), spelled("duration_times", _L, _N, _L, swapped=True)),
        "a * b",
        "The product; a duration is rounded to the microsecond, halves away from zero.",
    ),
    Operation(
        "/",
        (one(_N, _N, _N), spelled("duration_over", _L, _L, _N), spelled("duration_ratio", _N, _L, _L)),
        "a / b",
        "The quotient, never a whole-number division; null where `b` is zero.",
    ),
    Operation("negate", (one(_N, _N), spelled("duration_negate", _L, _L)), "-a", "The opposite."),
)

INTERNAL = table(
    Operation("as_number", (one(_N, _I),), "", "The integer as a number."),
    Operation("as_timestamp", (one(_S, _D),), "", "Midnight of the day."),
    Operation("from_zone", (one(_S, _S, _T, literal=_SECOND_LITERAL),), "from_zone(moment, 'zone')", "Local to UTC."),
    Operation("last_number", (one(_I, _T),), "", "The number that its last 1 to 15 digits write."),
    Operation("null_if_in", (one(_T, _T, _T, rest=_T),), "null_if_in(text, 'a', …)", "Null where in the list."),
    Operation(
        "to_date", (one(_D, _T, _T, literal=_SECOND_LITERAL),), "to_date(text, 'format')", "The day; null if none."
    ),
    Operation("to_integer", (one(_I, _T),), "to_integer(text)", "The integer; null if it is none."),
    Operation(
        "to_number",
        (one(_N, _T, _T, literal=_SECOND_LITERAL),),
        "to_number(text, 'decimal mark')",
        "The number; null if it is none.",
    ),
    Operation(
        "to_timestamp",
        (one(_S, _T, _T, literal=_SECOND_LITERAL),),
        "to_timestamp(text, 'format')",
        "The moment; null if it is none.",
    ),
    Operation("to_zone", (one(_S, _S, _T, literal=_SECOND_LITERAL),), "to_zone(moment, 'zone')", "UTC to local."),
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
    return Resolved(signature.op or name, wanted, result, signature.literal, signature.swapped, signature.then)
