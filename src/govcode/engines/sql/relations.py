"""Relations as SQL queries, the same for every dialect."""

from __future__ import annotations

from collections.abc import Iterable

from govcode.engines.sql.days import spread_query
from govcode.engines.sql.dialect import Dialect
from govcode.engines.sql.folds import rollup_query
from govcode.engines.sql.listing import listed
from govcode.engines.sql.nearest import nearest_query
from govcode.engines.sql.positions import (
    PART,
    PLACE,
    one_value,
    position_columns,
    renamed_positions,
    shared_positions,
)
from govcode.engines.sql.windows import window_query
from govcode.ir.expression import Column
from govcode.ir.relation import (
    Given,
    Lookup,
    Nearest,
    Project,
    Relation,
    Restrict,
    Rollup,
    Source,
    Spread,
    Union,
    Window,
    schema,
)

PARTS = 1_000_000  # the most parts of a union inside a union


def query(dialect: Dialect, relation: Relation) -> str:
    """Return a query whose result is the relation: its columns, and those that order its rows."""
    stored = dialect.stored(relation)
    if stored is not None:
        return f"select * from {stored}"
    match relation:
        case Given(dataset):
            return f"select * from {dialect.name(dataset)}"
        case Source(table=table):
            return f"select * from {dialect.name(table)}"
        case Project():
            return _project(dialect, relation)
        case Union():
            return _union(dialect, relation)
        case Restrict(of, where):
            return f"select * from ({query(dialect, of)}) where {dialect.emit(where)}"
        case Rollup(of=of):
            return rollup_query(dialect, relation, query(dialect, of), _position(dialect, of))
        case Lookup():
            return _lookup(dialect, relation)
        case Window(of=of, columns=glances):
            own = _own(dialect, relation, (glance.name for glance in glances))
            return window_query(dialect, relation, own, query(dialect, of), _position(dialect, of))
        case Nearest(of=of, to=to, columns=pairs):
            own = _own(dialect, relation, (here for _, here in pairs))
            both = query(dialect, of), query(dialect, to)
            return nearest_query(dialect, relation, own, both, _position(dialect, to))
        case Spread(of=of, name=day):
            own = _own(dialect, relation, (day,))
            return spread_query(dialect, relation, own, query(dialect, of))


def _position(dialect: Dialect, relation: Relation) -> tuple[str, ...]:
    return tuple(dialect.name(column) for column in position_columns(relation))


def _own(dialect: Dialect, relation: Lookup | Window | Nearest | Spread, added: Iterable[str]) -> list[tuple[str, str]]:
    """Return the columns a relation takes from the rows below it and those that order them, with their names here."""
    replaced, here = set(added), schema(relation)
    kept = [name for name in schema(relation.of) if name in here and name not in replaced]
    return [*((dialect.name(name), dialect.name(name)) for name in kept), *_carried(dialect, relation, kept)]


def _carried(
    dialect: Dialect, relation: Project | Lookup | Window | Nearest | Spread, there: list[str]
) -> list[tuple[str, str]]:
    """Return the columns that order the rows below a relation, but for those that are there already."""
    renamed = renamed_positions(relation).items()
    return [(dialect.name(old), dialect.name(new)) for old, new in renamed if new not in there]


def _project(dialect: Dialect, relation: Project) -> str:
    columns = [(dialect.emit(c.expr), dialect.name(c.name)) for c in relation.columns]
    columns += _carried(dialect, relation, [c.name for c in relation.columns])
    return f"select {listed(columns)} from ({query(dialect, relation.of)})"


def _union(dialect: Dialect, relation: Union) -> str:
    columns = "".join(f"{dialect.name(name)}, " for name in schema(relation))
    placed = shared_positions(relation.parts) is None

    def numbered(number: int, part: Relation) -> str:
        # A part that is a union itself has its own numbers; they stay apart below a million.
        inner = f" + {dialect.name(PART)}" if PART in position_columns(part) else ""
        added = [(f"cast({number * PARTS} as bigint){inner}", dialect.name(PART))]
        if placed:
            place = f"row_number() over (order by {', '.join(_position(dialect, part))})"
            added.append((place, dialect.name(PLACE)))
        return f"select {columns}{listed(added)} from ({query(dialect, part)})"

    return " union all ".join(numbered(number, part) for number, part in enumerate(relation.parts))


def _lookup(dialect: Dialect, relation: Lookup) -> str:
    prefix = f"{relation.columns[0][1]}:" if relation.columns else "lookup:"
    key = dialect.name(f"{prefix}key")
    taken = {here: dialect.name(f"{prefix}{i}") for i, (_, here) in enumerate(relation.columns)}
    there = _first_rows(dialect, relation, key, taken)
    found = [(name, dialect.name(here)) for here, name in taken.items()]
    own = listed([*_own(dialect, relation, taken), *found])
    on = dialect.emit(relation.on)
    return f"select {own} from ({query(dialect, relation.of)}) left join ({there}) on {on} = {key}"


def _first_rows(dialect: Dialect, relation: Lookup, key: str, taken: dict[str, str]) -> str:
    """Return the other side, one row per key: the first as delivered."""
    to, columns = relation.to, relation.columns
    raw_key = dialect.emit(Column(relation.key, schema(to)[relation.key]))
    rows = f"({query(dialect, to)})"
    if position_columns(to) == (relation.key,):  # then it is the key of a roll-up, and no two rows share it
        names = [f"{dialect.name(there)} as {taken[here]}" for there, here in columns]
        return f"select {raw_key} as {key}, {', '.join(names)} from {rows}"
    if dialect.alone(to, relation.key):
        names = [f"{dialect.name(there)} as {taken[here]}" for there, here in columns]
        return f"select {raw_key} as {key}, {', '.join(names)} from {rows} where {raw_key} is not null"
    first = one_value(dialect, _position(dialect, to))
    # Rows are compared once, whatever is taken of the first.
    fields = [(dialect.name(there), f"c{i}") for i, (there, _) in enumerate(columns)]
    row = fields[0][0] if len(fields) == 1 else dialect.record(fields)
    found = "found" if len(fields) == 1 else "found.c{}"
    picked = ", ".join(f"{found.format(i)} as {taken[here]}" for i, (_, here) in enumerate(columns))
    grouped = f"select {raw_key} as {key}, {dialect.first_by(row, first, None)} as found from {rows}"
    return f"select {key}, {picked} from ({grouped} where {raw_key} is not null group by {raw_key})"
