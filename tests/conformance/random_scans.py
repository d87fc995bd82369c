"""Random tables with ties, nulls and repeated keys, and random scans over them.

Every relation keeps the columns `COLUMNS`, so that any of them can stand inside any other.
"""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from govcode.expressions import apply
from govcode.ir.expression import TRUE, Apply, Column, Expr, Literal, Type, Value
from govcode.ir.measure import Aggregate, Dangling, Measure, Repeats, RowTest, Scan, Term, TermKind
from govcode.ir.relation import (
    ROW,
    Fold,
    FoldKind,
    Given,
    Glance,
    GlanceKind,
    Lookup,
    Named,
    Nearest,
    Project,
    Relation,
    Restrict,
    Rollup,
    Side,
    Spread,
    Union,
    Window,
    schema,
)
from tests.conformance.scans import fold_type

COLUMNS = {
    "name": Type.TEXT,
    "other text": Type.TEXT,
    "count": Type.INTEGER,
    "Amount": Type.NUMBER,
    "ok": Type.BOOLEAN,
    "day": Type.DATE,
    "at": Type.TIMESTAMP,
    "spent": Type.DURATION,
}
VALUES: dict[Type, tuple[Value, ...]] = {
    Type.TEXT: ("a", "b", "B", "", "é", "\uff21", "\U0001f600", "it's", "a@b", "4111111111111111", " a"),
    Type.INTEGER: (0, 1, 2, -3, 2**40),
    Type.NUMBER: (0.0, 0.1, 0.2, -1.5, 2.0, 5e-7, 1e9, 1.0000005),
    Type.BOOLEAN: (True, False),
    Type.DATE: (date(2026, 3, 1), date(2026, 3, 2), date(1999, 12, 31)),
    Type.TIMESTAMP: tuple(
        map(datetime.fromisoformat, ("2026-03-01", "2026-03-01T10:00:00.000001", "2026-03-02T09:00"))
    ),
    Type.DURATION: (0, 1, -5, 60_000_000, 10**12),
}
TABLES = ("one", "two words")
TYPES = dict.fromkeys(TABLES, COLUMNS)
FOUND = "found "
FEW_DAYS = Literal(date(2026, 2, 27), Type.DATE)
MOMENTS = [
    (Type.TIMESTAMP, Type.TIMESTAMP),
    (Type.DATE, Type.TIMESTAMP),
    (Type.TIMESTAMP, Type.DATE),
    (Type.INTEGER, Type.NUMBER),
    (Type.TEXT, Type.TEXT),
]
_NUMERIC = (Type.INTEGER, Type.NUMBER, Type.DURATION)
_ANY_FOLD = (FoldKind.FIRST, FoldKind.LAST, FoldKind.MIN, FoldKind.MAX)
_COUNTS = (FoldKind.COUNT, FoldKind.CHANGES, FoldKind.RETURNS, FoldKind.FOLLOWED)


def _rows() -> SearchStrategy[list[dict[str, Value]]]:
    columns = {name: st.sampled_from((*VALUES[type_][:3], None, *VALUES[type_])) for name, type_ in COLUMNS.items()}
    return st.lists(st.fixed_dictionaries(columns), max_size=9)


tables = st.fixed_dictionaries(dict.fromkeys(TABLES, _rows()))


def _columns(type_: Type) -> SearchStrategy[Expr]:
    return st.sampled_from([Column(name, of) for name, of in COLUMNS.items() if of is type_])


def _constants(type_: Type) -> SearchStrategy[Expr]:
    return st.sampled_from(VALUES[type_]).map(lambda value: Literal(value, type_))


@st.composite
def expressions(draw: st.DrawFn, type_: Type, depth: int = 2) -> Expr:
    """Small expressions of a type; those over numbers do not make them much greater."""
    if depth == 0 or (type_ is not Type.BOOLEAN and draw(st.booleans())):
        return draw(st.one_of(_columns(type_), _columns(type_), _constants(type_)))
    if type_ is Type.BOOLEAN:
        return _condition(draw, depth)
    if type_ is Type.NUMBER and draw(st.booleans()):
        return apply("+", draw(expressions(Type.NUMBER, 0)), draw(expressions(Type.INTEGER, 0)))
    if type_ is Type.DURATION and draw(st.booleans()):
        return apply("-", draw(_columns(Type.TIMESTAMP)), draw(expressions(Type.TIMESTAMP, 0)))
    return apply("coalesce", draw(_columns(type_)), draw(expressions(type_, depth - 1)))


def _condition(draw: st.DrawFn, depth: int) -> Expr:
    word = draw(st.sampled_from(["and", "or", "not", "is_null", "=", "<>", "<", ">=", "column"]))
    if word == "column":
        return draw(_columns(Type.BOOLEAN))
    if word == "not":
        return apply(word, draw(expressions(Type.BOOLEAN, depth - 1)))
    if word in ("and", "or"):
        return apply(word, *(draw(expressions(Type.BOOLEAN, depth - 1)) for _ in range(2)))
    type_ = draw(st.sampled_from([type_ for type_ in VALUES if type_ is not Type.BOOLEAN]))
    left = draw(expressions(type_, depth - 1))
    return apply("is_null", left) if word == "is_null" else apply(word, left, draw(expressions(type_, depth - 1)))


conditions = expressions(Type.BOOLEAN)
applies = st.one_of(st.none(), conditions)


def relations(depth: int = 3) -> SearchStrategy[Relation]:
    """Relations of any kind inside any other."""
    tables_ = st.sampled_from(TABLES).map(lambda name: Given(name, tuple(COLUMNS.items())))
    if depth == 0:
        return tables_
    plain = (tables_, _restricted(depth), _projected(depth), _united(depth), rollups(depth), lookups(depth))
    return st.one_of(*plain, windows(depth), nearest(depth), spreads(depth))


def _restricted(depth: int) -> SearchStrategy[Relation]:
    return st.builds(Restrict, relations(depth - 1), conditions)


@st.composite
def _projected(draw: st.DrawFn, depth: int) -> Relation:
    changed = draw(st.sets(st.sampled_from(list(COLUMNS)), max_size=3))
    exprs = {n: draw(expressions(t)) if n in changed else Column(n, t) for n, t in COLUMNS.items()}
    return Project(draw(relations(depth - 1)), tuple(Named(name, expr) for name, expr in exprs.items()))


@st.composite
def _united(draw: st.DrawFn, depth: int) -> Relation:
    first, second = draw(relations(depth - 1)), draw(relations(depth - 1))
    if (ROW in schema(first)) is not (ROW in schema(second)):
        second = first
    return Union((first, second))


@st.composite
def rollups(draw: st.DrawFn, depth: int = 1) -> Relation:
    """Roll-ups that give every column again, from any fold that has its type."""
    of, key = draw(relations(depth - 1)), draw(st.sampled_from(list(COLUMNS)))
    order = draw(st.lists(st.sampled_from([*VALUES]).flatmap(lambda type_: expressions(type_, 1)), max_size=2))
    folds = tuple(draw(_folds(name, type_)) for name, type_ in COLUMNS.items() if name != key)
    return Rollup(of, Column(key, COLUMNS[key]), tuple(order), folds)


@st.composite
def _folds(draw: st.DrawFn, name: str, type_: Type) -> Fold:
    sums = (FoldKind.SUM,) if type_ in (Type.NUMBER, Type.DURATION) else ()
    kind = draw(st.sampled_from((*_ANY_FOLD, *(_COUNTS if type_ is Type.INTEGER else ()), *sums)))
    of = type_
    if kind in (FoldKind.COUNT, FoldKind.FOLLOWED):
        of = Type.BOOLEAN
    elif kind in _COUNTS:
        of = draw(st.sampled_from([*VALUES]))
    elif kind is FoldKind.SUM and type_ is Type.NUMBER:
        of = draw(st.sampled_from([Type.INTEGER, Type.NUMBER]))
    expr, then = draw(expressions(of, 1)), draw(applies) if kind is FoldKind.FOLLOWED else None
    return Fold(name, kind, expr, fold_type(kind, expr), draw(applies), then)


@st.composite
def lookups(draw: st.DrawFn, depth: int = 1) -> Relation:
    """Lookups whose found columns take the place of their namesakes."""
    of, to = draw(relations(depth - 1)), draw(relations(depth - 1))
    key = to.key.name if isinstance(to, Rollup) else draw(st.sampled_from(list(COLUMNS)))
    taken = draw(st.sets(st.sampled_from(list(COLUMNS)), min_size=1, max_size=3))
    names = tuple((name, FOUND + name) for name in COLUMNS if name in taken)
    return _in_their_place(Lookup(of, to, draw(expressions(COLUMNS[key], 1)), key, names), taken)


def _in_their_place(relation: Relation, taken: set[str]) -> Relation:
    """Return a relation whose found columns take the place of their namesakes."""
    columns = {name: Column(FOUND * (name in taken) + name, type_) for name, type_ in COLUMNS.items()}
    return Project(relation, tuple(Named(name, column) for name, column in columns.items()))


@st.composite
def windows(draw: st.DrawFn, depth: int = 1) -> Relation:
    """Windows whose columns take the place of their namesakes."""
    keys, order = (draw(st.lists(_any_expression(), max_size=2).map(tuple)) for _ in range(2))
    taken = draw(st.sets(st.sampled_from(list(COLUMNS)), min_size=1, max_size=3))
    glances = tuple(draw(_glances(name)) for name in COLUMNS if name in taken)
    return _in_their_place(Window(draw(relations(depth - 1)), keys, order, glances), taken)


def _any_expression() -> SearchStrategy[Expr]:
    return st.sampled_from([*VALUES]).flatmap(lambda type_: expressions(type_, 1))


@st.composite
def _glances(draw: st.DrawFn, name: str) -> Glance:
    type_ = COLUMNS[name]
    kinds = (GlanceKind.POSITION, GlanceKind.SO_FAR) if type_ is Type.INTEGER else ()
    kind = draw(st.sampled_from((GlanceKind.PREVIOUS, GlanceKind.NEXT, *kinds)))
    expr = draw(conditions) if kind in kinds else draw(expressions(type_, 1))
    return Glance(FOUND + name, kind, expr, type_, draw(applies))


@st.composite
def nearest(draw: st.DrawFn, depth: int = 1) -> Relation:
    """Nearest rows whose columns take the place of their namesakes."""
    of, to = draw(relations(depth - 1)), draw(relations(depth - 1))
    types = draw(st.lists(st.sampled_from([*VALUES]), max_size=2))
    keys = tuple((draw(expressions(type_, 1)), draw(expressions(type_, 1))) for type_ in types)
    pair = draw(st.sampled_from(MOMENTS))
    at, there_at = (draw(expressions(type_, 1)) for type_ in pair)
    taken = draw(st.sets(st.sampled_from(list(COLUMNS)), min_size=1, max_size=3))
    names = tuple((name, FOUND + name) for name in COLUMNS if name in taken)
    side, inclusive = draw(st.sampled_from(Side)), draw(st.booleans())
    return _in_their_place(Nearest(of, to, keys, at, there_at, side, inclusive, names), taken)


@st.composite
def spreads(draw: st.DrawFn, depth: int = 1) -> Relation:
    """Rows as days, whose day takes the place of a column; there are few days, so that there are not many rows."""
    start, until = (apply("greatest", draw(expressions(Type.DATE, 1)), FEW_DAYS) for _ in range(2))
    return Spread(draw(relations(depth - 1)), start, until, "day")


def _measures() -> SearchStrategy[Measure]:
    values = st.lists(st.sampled_from([*VALUES]).flatmap(lambda type_: expressions(type_, 1)), min_size=1, max_size=2)
    repeats = st.builds(Repeats, values.map(tuple), st.integers(1, 2), applies, applies)
    row_tests = st.builds(RowTest, conditions, applies, st.booleans())
    return st.one_of(row_tests, repeats, _dangling(), _aggregates())


@st.composite
def _dangling(draw: st.DrawFn) -> Measure:
    key = draw(st.sampled_from(list(COLUMNS)))
    return Dangling(draw(expressions(COLUMNS[key], 1)), draw(relations(1)), key, draw(applies))


@st.composite
def _aggregates(draw: st.DrawFn) -> Measure:
    groups = draw(_named(2))
    return Aggregate(groups, tuple(draw(st.lists(_terms(), min_size=1, max_size=3))), draw(applies))


@st.composite
def _terms(draw: st.DrawFn) -> Term:
    kind = draw(st.sampled_from(TermKind))
    if kind is TermKind.COUNT:
        return Term(kind, draw(st.one_of(conditions, st.just(TRUE))))
    if kind in (TermKind.EARLIEST, TermKind.LATEST):
        return Term(kind, draw(expressions(draw(st.sampled_from([Type.DATE, Type.TIMESTAMP])), 1)))
    q = draw(st.sampled_from([0.5, 0.9, 0.25, 0.28])) if kind is TermKind.ORDER else None
    expr = draw(expressions(draw(st.sampled_from(_NUMERIC)), 1))
    if kind is TermKind.HISTOGRAM:
        return Term(kind, expr, by=draw(conditions))
    if kind in (TermKind.CLUSTERS, TermKind.PATTERNS):
        return Term(kind, expr, by=draw(_any_expression()))
    return Term(kind, expr, q)


@st.composite
def _named(draw: st.DrawFn, most: int) -> tuple[Named, ...]:
    types = draw(st.lists(st.sampled_from([*VALUES]), max_size=most))
    return tuple(Named(f"group {i}", draw(expressions(type_, 1))) for i, type_ in enumerate(types))


def _keys() -> SearchStrategy[Expr | None]:
    # Not numbers: -0.0 and 0.0 are equal, and which of the two a roll-up keeps is nobody's business.
    columns = [Column(name, type_) for name, type_ in COLUMNS.items() if type_ is not Type.NUMBER]
    return st.one_of(st.none(), st.sampled_from(columns))


def scans(depth: int = 2) -> SearchStrategy[Scan]:
    """Scans of up to four measures over any relation."""
    measures = st.lists(_measures(), min_size=1, max_size=4).map(tuple)
    return st.builds(Scan, relations(depth), _keys(), measures, _named(2), st.integers(0, 4))


def kinds_in(expr: object) -> set[str]:
    """Return the names of everything a scan, relation, measure or expression is made of."""
    if isinstance(expr, Apply):
        return {expr.op}.union(*map(kinds_in, expr.args))
    if isinstance(expr, tuple):
        return set().union(*map(kinds_in, expr))
    own = {type(expr).__name__} | ({expr.kind.value} if isinstance(expr, Fold | Glance | Term) else set())
    slots = getattr(type(expr), "__slots__", ())
    return own.union(*(kinds_in(getattr(expr, slot)) for slot in slots))
