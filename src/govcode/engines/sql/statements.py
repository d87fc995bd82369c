"""Scans as SQL statements: one for all row tests, repeats and references of a scan, one per grouping of KPIs."""

from __future__ import annotations

from dataclasses import dataclass

from govcode.engines.sql.dialect import Dialect
from govcode.engines.sql.listing import listed
from govcode.engines.sql.parts import PARTED, part_statement, units
from govcode.engines.sql.relations import query
from govcode.expressions.build import promote
from govcode.ir.expression import Column, Type
from govcode.ir.measure import Aggregate, Dangling, Repeats, RowTest, Scan, Term, TermKind
from govcode.ir.relation import ROW, Relation, schema

BITS = 62  # in a word: a signed 64-bit integer, one bit spared
_NO_KEY, _NO_ROW = "cast(null as string)", "cast(null as bigint)"


@dataclass(frozen=True, slots=True)
class CountStatements:
    """Counts of broken rows, in two steps over one pass of the rows.

    `combinations` gives each combination of bits and segments that occurs, how often, and its first keys. Stored under
    a name, `totals` gives per segment its values, the number of rows and, per measure, how many it applies to and how
    many break it; then, alike in every row, per measure the first (null?, key, row) of those.
    """

    combinations: str
    totals: str
    segments: int

    def counts_in(self, measures: int) -> int:
        """Return how many columns of `totals` come before the keys."""
        return self.segments + 1 + 2 * measures


@dataclass(frozen=True, slots=True)
class GroupStatement:
    """Terms of several aggregates with the same groups; a row of the answer is a group.

    After the values of the group and the number of its rows come, per aggregate, how many rows it has and its terms,
    but for those that have many parts: `parts` are a statement for each of these.
    """

    sql: str
    aggregates: tuple[Aggregate, ...]
    groups: int
    parts: tuple[str, ...]


def count_statements(
    dialect: Dialect, scan: Scan, measures: tuple[RowTest | Repeats | Dangling, ...], stored: str
) -> CountStatements:
    """Return the statements that count and name the rows that break any of the measures."""
    joins: list[str] = []
    base = query(dialect, scan.relation)
    tests = [_test(dialect, measure, i, joins, (base, scan.relation)) for i, measure in enumerate(measures)]
    applies = _bits(tuple(dict.fromkeys(test[0] for test in tests if test[0])), "a")
    broken = _bits(tuple(f"{i}:{test[1]}" for i, test in enumerate(tests)), "b")
    segments = tuple(dialect.name(f"segment:{i}") for i in range(len(scan.segments)))
    listed = [f"{dialect.emit(s.expr)} as {name}" for s, name in zip(scan.segments, segments, strict=True)]
    key, row = _naming(dialect, scan)
    inner = ", ".join([*applies.words, *broken.words, *listed, f"{key} as k", f"{row} as r"])
    grouped = ", ".join([*applies.names, *broken.names, *segments])
    wrong = " or ".join(f"{word} <> 0" for word in broken.names)
    named = [dialect.smallest("k", "r", scan.sample, wrong)]
    by_row = [isinstance(measure, RowTest) and measure.by_row for measure in measures]
    if any(by_row):
        named.append(dialect.smallest(_NO_KEY, "r", scan.sample, wrong))
    named = [f"{aggregate} as {name}" for aggregate, name in zip(named, ("keys", "places"), strict=False)]
    rows = f"select {inner} from ({base}) {' '.join(joins)}"
    return CountStatements(
        f"select {grouped}, count(*) as n, {', '.join(named)} from ({rows}) group by {grouped}",
        _totals(
            _counts(tests, applies, broken, segments, stored),
            _keys(dialect, broken, by_row, scan.sample, stored),
            len(segments) + 1 + 2 * len(tests),
            len(tests),
        ),
        len(segments),
    )


@dataclass(frozen=True, slots=True)
class _Bits:
    """Conditions as bits of words: the words' SQL and names, and per condition the test of its bit."""

    words: tuple[str, ...]
    names: tuple[str, ...]
    tests: dict[str, str]


def _bits(conditions: tuple[str, ...], prefix: str) -> _Bits:
    words: list[str] = []
    names: list[str] = []
    tests: dict[str, str] = {}
    for word, start in enumerate(range(0, len(conditions), BITS)):
        chunk = conditions[start : start + BITS]
        name = f"{prefix}{word}"
        sqls = [text.split(":", 1)[1] if prefix == "b" else text for text in chunk]
        total = " | ".join(f"case when {sql} then {_mask(i)} else {_mask(None)} end" for i, sql in enumerate(sqls))
        words.append(f"({total}) as {name}")
        names.append(name)
        tests |= {text: f"({name} & {_mask(i)}) <> 0" for i, text in enumerate(chunk)}
    return _Bits(tuple(words), tuple(names), tests)


def _mask(bit: int | None) -> str:
    return f"cast({0 if bit is None else 1 << bit} as bigint)"


def _counts(
    tests: list[tuple[str | None, str]], applies: _Bits, broken: _Bits, segments: tuple[str, ...], stored: str
) -> str:
    columns = [*segments, "sum(n)"]
    for i, (when, wrong) in enumerate(tests):
        columns.append(f"sum(case when {applies.tests[when]} then n end)" if when else "sum(n)")
        columns.append(f"sum(case when {broken.tests[f'{i}:{wrong}']} then n end)")
    listed = ", ".join(f"{column} as c{i}" for i, column in enumerate(columns))
    group = f" group by {', '.join(segments)}" if segments else ""
    return f"select {listed} from {stored}{group}"


def _keys(dialect: Dialect, broken: _Bits, by_row: list[bool], sample: int, stored: str) -> tuple[str, ...]:
    """Return the queries of the first keys, one row each: those of the combinations, merged per measure."""
    words, wrong = ", ".join(broken.names), " or ".join(f"{word} <> 0" for word in broken.names)
    parts = []
    for column, rows in (("keys", False), ("places", True)):
        tests = [
            dialect.smallest_of("e", sample, test) + f" as m{i}"
            for i, (test, at) in enumerate(zip(broken.tests.values(), by_row, strict=True))
            if rows is at
        ]
        unpacked = f"select {words}, {dialect.unpacked(column)} as e from {stored} where {wrong}"
        if tests:
            parts.append(f"select {', '.join(tests)} from ({unpacked})")
    return tuple(parts)


def _totals(counts: str, keys: tuple[str, ...], columns: int, measures: int) -> str:
    """Return the query that puts the keys, one row, beside the counts of each segment."""
    listed = ", ".join([*(f"c{i}" for i in range(columns)), *(f"m{i}" for i in range(measures))])
    return f"select {listed} from ({counts})" + "".join(f" cross join ({part})" for part in keys)


def _naming(dialect: Dialect, scan: Scan) -> tuple[str, str]:
    position = ROW in schema(scan.relation)
    key = dialect.text_of(dialect.emit(scan.key), scan.key.type) if scan.key is not None else _NO_KEY
    return key, dialect.name(ROW) if position else _NO_ROW


def _test(
    dialect: Dialect, measure: RowTest | Repeats | Dangling, i: int, joins: list[str], base: tuple[str, Relation]
) -> tuple[str | None, str]:
    """Return when a measure applies to a row (None: always) and when the row breaks it; `base` are the rows."""
    when = f"({dialect.emit(measure.applies)}) is true" if measure.applies is not None else None
    match measure:
        case RowTest(holds=holds):
            broken = f"({dialect.emit(holds)}) is not true"
            return when, f"({when}) and ({broken})" if when else broken
        case Repeats():
            return _repeats(dialect, measure, i, joins, base)
        case Dangling():
            value, name = dialect.emit(measure.expr), dialect.name(f"known:{i}")
            key = dialect.emit(Column(measure.key, schema(measure.to)[measure.key]))
            each = "" if dialect.alone(measure.to, measure.key) else "distinct "
            joins.append(
                f"left join (select {each}{key} as {name} from ({query(dialect, measure.to)}) "
                f"where {key} is not null) on {value} = {name}"
            )
            applies = " and ".join([*([when] if when else []), f"{value} is not null"])
            return applies, f"({applies}) and {name} is null"


def _repeats(
    dialect: Dialect, measure: Repeats, i: int, joins: list[str], base: tuple[str, Relation]
) -> tuple[str, str]:
    rows, relation = base
    when = [f"({dialect.emit(measure.applies)}) is true"] if measure.applies is not None else []
    values = [dialect.emit(expr) for expr in measure.exprs]
    applies = " and ".join([*when, *(f"{value} is not null" for value in values)])
    among = f"{applies} and ({dialect.emit(measure.among)}) is true" if measure.among is not None else applies
    # Values that no two rows share need not be counted; that may be known from another question.
    if any(isinstance(expr, Column) and dialect.alone(relation, expr.name) for expr in measure.exprs):
        return among, "false"
    names = [dialect.name(f"again:{i}:{j}") for j in range(len(values))]
    listed = ", ".join(f"{value} as {name}" for value, name in zip(values, names, strict=True))
    repeated = (
        f"select {listed} from ({rows}) where {applies} group by {', '.join(names)} "
        f"having count(*) > {int(measure.allowed)}"
    )
    on = " and ".join(f"{value} = {name}" for value, name in zip(values, names, strict=True))
    joins.append(f"left join ({repeated}) on {on}")
    return among, f"({among}) and {names[0]} is not null"


def group_statement(dialect: Dialect, relation: Relation, aggregates: tuple[Aggregate, ...]) -> GroupStatement:
    """Return the statement of aggregates that all have the same groups, and those of their terms that have parts."""
    groups = aggregates[0].groups
    names = [dialect.name(f"group:{i}") for i in range(len(groups))]
    rows = query(dialect, relation)
    grouped = [(dialect.emit(group.expr), name) for group, name in zip(groups, names, strict=True)]
    columns, terms, parts = list(grouped), [], []
    for number, aggregate in enumerate(aggregates):
        applies = dialect.name(f"applies:{number}")
        when = f"({dialect.emit(aggregate.applies)}) is true" if aggregate.applies is not None else None
        columns.append((when or "true", applies))
        terms.append(f"count(case when {applies} then 1 end)")
        for i, term in enumerate(aggregate.terms):
            if term.kind in PARTED:
                parts.append(part_statement(dialect, term, rows, grouped, when))
                continue
            value = dialect.name(f"term:{number}:{i}")
            columns.append((_value(dialect, term), value))
            terms.append(_term(dialect, term, value, applies))
    group = f" group by {', '.join(names)}" if names else ""
    outer = ", ".join([*names, "count(*)", *terms])
    sql = f"select {outer} from (select {listed(columns)} from ({rows})){group}"
    return GroupStatement(sql, aggregates, len(groups), tuple(parts))


def _value(dialect: Dialect, term: Term) -> str:
    if term.kind in {TermKind.EARLIEST, TermKind.LATEST} and term.expr.type is Type.DATE:
        return dialect.emit(promote(term.expr, Type.TIMESTAMP))
    if term.kind in {TermKind.SUM, TermKind.SQUARES}:
        return units(dialect, term.expr)
    return dialect.emit(term.expr)


def _term(dialect: Dialect, term: Term, value: str, applies: str) -> str:
    kept = f"case when {applies} then {value} end"
    match term.kind:
        case TermKind.COUNT:
            return f"count(case when {applies} and {value} then 1 end)"
        case TermKind.SUM:
            return f"sum({kept})"
        case TermKind.SQUARES:
            return f"sum(case when {applies} then {value} * {value} end)"
        case TermKind.ORDER:
            known = f"{applies} and {value} is not null"
            return dialect.order_statistics(dialect.double(value), float(term.q or 0), known)
        case TermKind.EARLIEST:
            return f"min({kept})"
        case TermKind.LATEST:
            return f"max({kept})"
        case _:
            raise TypeError(f"{term.kind} has a statement of its own")
