"""Random typed expressions and rows, for comparing engines with the interpreter."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from govcode.expressions import FUNCTIONS, OPERATORS, apply, case
from govcode.expressions.signatures import Same, Signature
from govcode.ir.clock import Clock
from govcode.ir.expression import Column, Expr, Literal, Type, Value

TYPES = (Type.TEXT, Type.INTEGER, Type.NUMBER, Type.BOOLEAN, Type.DATE, Type.TIMESTAMP, Type.DURATION)
COLUMNS = {f"{type_} {n}": type_ for type_ in TYPES for n in (1, 2)}
ORDERED = tuple(type_ for type_ in TYPES if type_ is not Type.BOOLEAN)
LIMIT = 2**63
JANUARY = datetime(2025, 1, 1, tzinfo=UTC).replace(tzinfo=None)
MICROSECONDS = 1_735_689_600_000_000  # of January 1, 2025
HOUR = 3_600_000_000
# A month in which every day has two open spans, and the second day one more through the night.
_SPANS = sorted([(24 * day + a, 24 * day + b) for day in range(29) for a, b in ((9, 12), (13, 17))] + [(43, 49)])
CLOCK = Clock(
    "support-hours",
    "UTC",
    "two spans a day",
    MICROSECONDS + HOUR,
    MICROSECONDS + HOUR + 29 * 24 * HOUR,
    tuple(MICROSECONDS + start * HOUR for start, _ in _SPANS),
    tuple(MICROSECONDS + end * HOUR for _, end in _SPANS),
)
CALENDARS = {CLOCK.name: CLOCK}

texts = st.one_of(
    st.sampled_from(
        ["", " ", "a", "A", "refund", "Refund ", "\t\n", "a@b", "it's", "Straße", "İK", "K", "100%", "a_b\\", "x\x0by"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
)
integers = st.one_of(st.integers(-5, 5), st.integers(-LIMIT, LIMIT - 1))
numbers = st.one_of(
    st.sampled_from(
        [0.0, 0.5, 1.5, 2.5, -0.5, 0.1, 100.0, 1e300, -1e308, 5e-324, 0.49999999999999994, 4503599627370497.5]
    ),
    st.floats(allow_nan=False, allow_infinity=False),
)
dates = st.one_of(st.dates(), st.sampled_from([date(1, 1, 1), date(9999, 12, 31), date(2026, 3, 29)]))
moments = st.one_of(
    st.datetimes(),
    st.datetimes(JANUARY, JANUARY.replace(year=2027)),
    st.datetimes(JANUARY, JANUARY.replace(month=2)),
    st.sampled_from([JANUARY.replace(year=1), datetime.combine(date(9999, 12, 31), time.max)]),
)
durations = st.one_of(
    st.sampled_from([0, 1, -1, 3_600_000_000, 86_400_000_000]),
    st.integers(-LIMIT, LIMIT - 1),
    st.integers(-(10**12), 10**12),
)
VALUES: dict[Type, SearchStrategy[Value]] = {
    Type.TEXT: texts,
    Type.INTEGER: integers,
    Type.NUMBER: numbers,
    Type.BOOLEAN: st.booleans(),
    Type.DATE: dates,
    Type.TIMESTAMP: moments,
    Type.DURATION: durations,
}
PATTERNS = (
    "a",
    "^[A-Z]",
    "(?i)refund",
    r"\s$",
    r"\bb",
    r"[^\w ]",
    "a|b",
    "^$",
    "é?.",
    r"\d{2,3}",
    "^.a",
    "(?i)[i-k]",
    r"_\\$",
)
MARKS = (".", ",")
ZONES = ("UTC", "Etc/GMT+5", "Etc/GMT-14")  # of others, engines know different things about the past
FORMATS = ("iso", "%d/%m/%Y %H:%M", "unix", "unix_ms")
LIKES = ("%", "_", "a%", "%b", "%a_b%", "\\%", "100%", "re_und%")


def rows() -> SearchStrategy[dict[str, Value]]:
    """Rows with any column null in one of five."""
    return st.fixed_dictionaries({name: st.one_of(*[VALUES[type_]] * 4, st.none()) for name, type_ in COLUMNS.items()})


def constants(type_: Type) -> SearchStrategy[Expr]:
    """Constants that text can express: no NUL, no negative zero, and not the one integer without an opposite."""
    fit = VALUES[type_].filter(lambda v: v != -LIMIT and not (isinstance(v, str) and "\0" in v))
    return fit.map(lambda v: Literal(v + 0.0 if isinstance(v, float) else v, type_))


@cache
def _ways(type_: Type) -> tuple[tuple[str, Signature, Type], ...]:
    """Every way to get a value of a type: the operation, its signature, and what `Same` stands for."""
    ways = []
    for name, operation in (OPERATORS | FUNCTIONS).items():
        for signature in operation.signatures:
            generic = Same.ORDERED in signature.params
            candidates: tuple[Type, ...] = ORDERED if generic else TYPES
            if isinstance(signature.result, Same):
                candidates = (type_,) if type_ in candidates else ()
            elif signature.result is not type_:
                continue
            elif not any(isinstance(param, Same) for param in signature.params):
                candidates = (type_,)
            ways += [(name, signature, same) for same in candidates]
    return tuple(ways)


@st.composite
def expressions(draw: st.DrawFn, type_: Type = Type.BOOLEAN, depth: int = 4) -> Expr:
    """Expressions of a type, through every operation that authors can reach."""
    if type_ is Type.CALENDAR:
        return Literal(CLOCK, type_)
    if depth == 0 or draw(st.integers(0, 5)) == 0:
        names = [name for name, of in COLUMNS.items() if of is type_]
        return draw(st.one_of(st.sampled_from(names).map(lambda name: Column(name, type_)), constants(type_)))
    if draw(st.integers(0, 8)) == 0:
        return _case(draw, type_, depth - 1)
    name, signature, same = draw(st.sampled_from(_ways(type_)))
    wanted = [same if isinstance(param, Same) else param for param in signature.params]
    if signature.rest is not None:
        wanted += [same if isinstance(signature.rest, Same) else signature.rest] * draw(st.integers(0, 2))
    args = [draw(expressions(param, depth - 1)) for param in wanted]
    if signature.literal:
        options = {"matches": PATTERNS, "like": LIKES, "number": MARKS, "timestamp": FORMATS, "local_time": ZONES}.get(
            name
        )
        args[1] = (
            Literal(draw(st.sampled_from(options)), Type.TEXT)
            if options
            else Literal(draw(st.integers(0, 6)), Type.INTEGER)
        )
    return apply(name, *args)


def _case(draw: st.DrawFn, type_: Type, depth: int) -> Expr:
    branches = [
        (draw(expressions(Type.BOOLEAN, depth)), draw(expressions(type_, depth)))
        for _ in range(draw(st.integers(1, 2)))
    ]
    return case(branches, draw(expressions(type_, depth)) if draw(st.booleans()) else None)
