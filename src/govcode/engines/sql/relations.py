"""Relations as SQL queries, the same for every dialect."""

from __future__ import annotations

from govcode.engines.sql.dialect import Dialect
from govcode.engines.sql.folds import rollup_query
from govcode.ir.expression import Column
from govcode.ir.relation import ROW, Given, Lookup, Project, Relation, Restrict, Rollup, Source, Union, schema

PART = "part:"  # which part of a union a row is of
PARTS = 1_000_000  # the most parts of a union inside a union


def query(dialect: Dialect, relation: Relation) -> str:
    """Return a query whose result is the relation: its columns, `ROW`, and `PART` over a union."""
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
        case Union(parts):
            return _union(dialect, parts)
        case Restrict(of, where):
            return f"select * from ({query(dialect, of)}) where {dialect.emit(where)}"
        case Rollup():
            return rollup_query(dialect, relation, query(dialect, relation.of), _position(dialect, relation.of))
        case Lookup():
            return _lookup(dialect, relation)


def has_part(relation: Relation) -> bool:
    """Say whether the query of a relation tells parts of a union apart."""
    match relation:
        case Union():
            return True
        case Project(of=of) | Restrict(of=of) | Lookup(of=of):
            return has_part(of)
        case _:
            return False


def position_columns(relation: Relation) -> tuple[str, ...]:
    """Return the names that together order the rows of a relation as they were delivered."""
    if isinstance(relation, Rollup):
        return (relation.key.name,)
    if isinstance(relation, Project | Restrict | Lookup) and ROW not in schema(relation):
        return ()
    return _parted(relation) + ((ROW,) if ROW in schema(relation) else ())


def _position(dialect: Dialect, relation: Relation) -> tuple[str, ...]:
    return tuple(dialect.name(column) for column in position_columns(relation))


def _project(dialect: Dialect, relation: Project) -> str:
    columns = [f"{dialect.emit(c.expr)} as {dialect.name(c.name)}" for c in relation.columns]
    carried = (*_parted(relation.of), *((ROW,) if ROW in schema(relation.of) else ()))
    columns += [dialect.name(column) for column in carried]
    return f"select {', '.join(columns)} from ({query(dialect, relation.of)})"


def _union(dialect: Dialect, parts: tuple[Relation, ...]) -> str:
    columns = ", ".join(dialect.name(column) for column in schema(parts[0]))

    def numbered(number: int, part: Relation) -> str:
        # A part that is a union itself has its own numbers; they stay apart below a million.
        inner = f" + {dialect.name(PART)}" if has_part(part) else ""
        at = f"cast({number * PARTS} as bigint){inner}"
        return f"select {columns}, {at} as {dialect.name(PART)} from ({query(dialect, part)})"

    return " union all ".join(numbered(number, part) for number, part in enumerate(parts))


def _lookup(dialect: Dialect, relation: Lookup) -> str:
    prefix = f"{relation.columns[0][1]}:" if relation.columns else "lookup:"
    key = dialect.name(f"{prefix}key")
    taken = {here: dialect.name(f"{prefix}{i}") for i, (_, here) in enumerate(relation.columns)}
    there = _first_rows(dialect, relation, key, taken)
    added = "".join(f", {name} as {dialect.name(here)}" for here, name in taken.items())
    own = ", ".join(dialect.name(column) for column in (*schema(relation.of), *_parted(relation.of)))
    on = dialect.emit(relation.on)
    return f"select {own}{added} from ({query(dialect, relation.of)}) left join ({there}) on {on} = {key}"


def _parted(relation: Relation) -> tuple[str, ...]:
    return (PART,) if has_part(relation) else ()


def _first_rows(dialect: Dialect, relation: Lookup, key: str, taken: dict[str, str]) -> str:
    """Return the other side, one row per key: the first as delivered."""
    to, columns = relation.to, relation.columns
    raw_key = dialect.emit(Column(relation.key, schema(to)[relation.key]))
    rows = f"({query(dialect, to)})"
    if isinstance(to, Rollup) and to.key.name == relation.key:
        names = [f"{dialect.name(there)} as {taken[here]}" for there, here in columns]
        return f"select {raw_key} as {key}, {', '.join(names)} from {rows}"
    order = _position(dialect, to)
    first = f"({', '.join(order)})" if len(order) > 1 else (order[0] if order else raw_key)
    names = [f"{dialect.first_by(dialect.name(there), first, None)} as {taken[here]}" for there, here in columns]
    where = f"where {raw_key} is not null"
    return f"select {raw_key} as {key}, {', '.join(names)} from {rows} {where} group by {raw_key}"
