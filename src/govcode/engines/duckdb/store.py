"""What DuckDB keeps while a plan runs: each delivered table read once, what is derived computed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb

from govcode.drops.delivery import Delivered, Files
from govcode.engines.duckdb.dialect import Dialect
from govcode.engines.duckdb.native import native
from govcode.engines.duckdb.nested import RECORD, nested_query
from govcode.engines.duckdb.readers import Readers
from govcode.engines.duckdb.reading import REJECTED, csv_queries, parquet_query, stored_types
from govcode.engines.sql.duckdb_clocks import clock_variables
from govcode.engines.sql.relations import query
from govcode.ir.expression import Column, Expr, Type, clocks_of, columns_of
from govcode.ir.measure import Scan
from govcode.ir.relation import ROW, Given, Lookup, Named, Project, Relation, Restrict, Rollup, Source, Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

Fetched = TypeVar("Fetched")
FEW = 50_000  # rows among which to look costs next to nothing


@dataclass(frozen=True, slots=True)
class Rejected:
    """Lines of a table's files that are no rows: how many, and where the first are."""

    count: int
    lines: tuple[str, ...]


class Store(Dialect):
    """A dialect that knows which relations already lie in tables, and puts them there when first asked."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Delivered], given: Mapping[str, str]
    ) -> None:
        """Keep the connection; `given` names the tables in which the rows of datasets lie."""
        self.connection = connection
        self.statements = 0
        self.readers = Readers()
        self._tables, self._given = tables, given
        self._places: dict[Relation, str] = {}
        self._rejected: dict[str, Rejected] = {}
        self._kept: dict[str, int] = {}
        self._rows: dict[Relation, int] = {}
        self._broken: dict[Relation, str] = {}
        self._clocks: set[tuple[str, int, int]] = set()
        self._alone: dict[tuple[Relation, str], bool] = {}

    def emit(self, expr: Expr) -> str:
        """Return an expression, after the calendars it names have been made known to the connection."""
        for clock in clocks_of(expr):
            known = (clock.digest, clock.first, clock.last)
            if known not in self._clocks:
                self._clocks.add(known)
                for statement in clock_variables(clock):
                    self.connection.execute(statement)
        return super().emit(expr)

    def run(self, sql: str) -> list[tuple[object, ...]]:
        """Run a statement and return its rows."""
        return self._run(sql, duckdb.DuckDBPyConnection.fetchall)

    def columns(self, sql: str) -> list[NDArray[Any]]:
        """Run a statement and return its columns, masked where they have nulls; of many rows, the faster way."""
        return [*self._run(sql, duckdb.DuckDBPyConnection.fetchnumpy).values()]

    def _run(self, sql: str, fetch: Callable[[duckdb.DuckDBPyConnection], Fetched]) -> Fetched:
        self.statements += 1
        try:
            return fetch(self.connection.execute(sql))
        except RuntimeError as error:
            if "interrupted" in str(error).lower():
                raise KeyboardInterrupt from None
            raise

    def stored(self, relation: Relation) -> str | None:
        """Return the table of a relation, filling it first if it is one that is read more than once."""
        match relation:
            case Given(name) | Source(name) if name in self._given:
                return self._given[name]
            case Project(of=Source(table=table)) if table in self._tables:
                if relation not in self._places:
                    self._places[relation] = self._read_once(relation, self._tables[table])
                return self._places[relation]
            case _ if isinstance(relation, Rollup) or (self.readers.several(relation) and not self._light(relation)):
                if relation not in self._places:
                    self._places[relation] = self._keep(query(_Once(self, relation), relation))
                return self._places[relation]
            case _:
                return None

    def _light(self, relation: Relation) -> bool:
        """Say whether rows are only read, chosen and given columns of few other rows: cheaper done again than kept."""
        while isinstance(relation, Project | Restrict | Lookup) and not isinstance(relation.of, Source):
            if isinstance(relation, Lookup):
                place = self.stored(relation.to)
                if place is None or self._kept.get(place, FEW) >= FEW:
                    return False
            relation = relation.of
        return isinstance(relation, Project) and isinstance(relation.of, Source)

    def alone(self, relation: Relation, column: str) -> bool:
        """Say whether no two delivered rows share a value of a column; asked once, as many look rows up by it."""
        match relation:
            case Restrict(of=of):
                return self.alone(of, column)
            case Lookup(of=of, columns=columns) if column not in {here for _, here in columns}:
                return self.alone(of, column)
            case Project(of=Source(table=table)) if table in self._tables:
                if (relation, column) not in self._alone:
                    self._alone[relation, column] = not self._shared(relation, self.name(column))
                return self._alone[relation, column]
            case Project(of=of, columns=columns):
                found = next((c.expr for c in columns if c.name == column), None)
                return isinstance(found, Column) and self.alone(of, found.name)
            case _:
                return False

    def _shared(self, relation: Relation, name: str) -> bool:
        """Say whether two rows have the same value; of few rows that is not asked, and they are taken to."""
        if self.rows(relation) < FEW:
            return True
        counts = f"select count({name}), count(distinct {name}) from {self.stored(relation)}"
        return len({*self.run(counts)[0]}) > 1

    def rejected(self, relation: Relation) -> Rejected:
        """Return the lines of a delivered table that are no rows."""
        delivered = _delivered(relation)
        self.stored(delivered)
        of = delivered.of if isinstance(delivered, Project) else delivered
        return self._rejected.get(of.table, Rejected(0, ())) if isinstance(of, Source) else Rejected(0, ())

    def rows(self, relation: Relation) -> int:
        """Return how many rows a delivered table has; of one that was read it is known already."""
        relation = _delivered(relation)
        place = self.stored(relation)
        if relation not in self._rows:
            self._rows[relation] = int(str(self.run(f"select count(*) from {place}")[0][0]))
        return self._rows[relation]

    def temporary(self, sql: str) -> str:
        """Store the result of a query until it is dropped, and return its name."""
        return self._keep(sql)

    def keep_for(self, scans: Iterable[Scan]) -> None:
        """Forget what none of these scans reads; what has been delivered stays, for it may be asked how many there are.

        Memory is what a run is short of: what the facts of tickets are made of is large, and of use to nothing else.
        """
        needed = self.readers.read_by(scans, self._places)
        for relation in [one for one in self._places if one not in needed and not _is_delivered(one)]:
            self.drop(self._places.pop(relation))

    def drop(self, name: str) -> None:
        """Forget a stored result."""
        self.connection.execute(f"drop table {name}")

    def _keep(self, sql: str) -> str:
        name = f"kept_{len(self._places)}_{self.statements}"
        self._kept[name] = int(str(self.run(f"create temp table {name} as {sql}")[0][0]))
        return name

    def _read_once(self, relation: Project, delivered: Delivered) -> str:
        """Read a table; files that cannot be read are not tried again for each measure."""
        if relation in self._broken:
            raise duckdb.IOException(self._broken[relation])
        try:
            return self._read(relation, delivered)
        except (duckdb.IOException, duckdb.InvalidInputException, duckdb.ConversionException) as error:
            self._broken[relation] = type(error).__name__
            raise

    def _read(self, relation: Project, delivered: Delivered) -> str:
        files = delivered.files
        if files is None:
            raise duckdb.InvalidInputException("no files")
        wanted = tuple(sorted(frozenset().union(*(columns_of(c.expr) for c in relation.columns))))
        if files.format == "parquet":
            types = stored_types(self.connection, files)
            if not files.nesting.each and not {*files.nesting.paths} & {*wanted} - {*types}:
                return self._parquet(relation, files, types, wanted)
        rejects = f"rejects_{self.statements}"
        sources = (
            csv_queries(files, delivered.columns, wanted, rejects)
            if files.format == "csv"
            else [nested_query(files, wanted)]
        )
        inner = [REJECTED, RECORD] if files.nesting.each else [REJECTED]
        columns = self._columns(relation.columns, inner)
        parts = [f"select {columns} from ({source})" for source in sources]
        name = self._keep(" union all ".join(parts))
        rejected = self._rejected[delivered.name] = self._rejects(files, len(sources), rejects, name)
        # Rejected lines of CSV are not stored, those of JSON are.
        self._rows[relation] = self._kept[name] - (rejected.count if files.format != "csv" else 0)
        shown = f"* exclude ({', '.join(inner)}), rowid + 1 as {self.name(ROW)}"
        return f"(select {shown} from {name} where not {REJECTED})"

    def _columns(self, columns: tuple[Named, ...], inner: list[str]) -> str:
        listed = [f"{self.emit(c.expr)} as {self.name(c.name)}" for c in columns]
        return ", ".join([*listed, *inner])

    def _rejects(self, files: Files, sources: int, rejects: str, name: str) -> Rejected:
        thing = "line" if files.format in {"csv", "jsonl"} else "record"
        if files.format != "csv":
            at = RECORD if files.nesting.each else "rowid + 1"
            rows = self.run(f"select 0, {at} from {name} where {REJECTED} order by 2")
        else:
            numbers = {path: number for number, path in enumerate(files.paths, start=1)}
            tables = " union all ".join(
                f"select file_path, line from {rejects}_{i} join {rejects}_{i}_scan using (scan_id, file_id)"
                for i in range(sources)
            )
            found = self.run(f"select distinct file_path, line from ({tables})")
            rows = sorted((numbers.get(str(path), 0), int(str(line))) for path, line in found)
        told = dict.fromkeys(_line(thing, file, line, len(files.paths)) for file, line in rows)
        return Rejected(len(rows), tuple(told)[:20])

    def _parquet(self, relation: Project, files: Files, types: dict[str, Type], wanted: tuple[str, ...]) -> str:
        typed = {name: type_ for name, type_ in types.items() if type_ is not Type.TEXT}
        columns = tuple(replace(c, expr=native(c.expr, typed)) for c in relation.columns)
        used = frozenset().union(*(columns_of(c.expr) for c in columns))
        source = parquet_query(files, types, wanted, used)
        listed = ", ".join([*(f"{self.emit(c.expr)} as {self.name(c.name)}" for c in columns), self.name(ROW)])
        return f"(select {listed} from ({source}))"


def _line(thing: str, file: object, line: object, files: int) -> str:
    """Return where a line is; a file is told by its place in the order of names, which may say anything."""
    return f"{thing} {line}" if files == 1 or not file else f"file {file} {thing} {line}"


def _is_delivered(relation: Relation) -> bool:
    return isinstance(relation, Project) and isinstance(relation.of, Source)


def _delivered(relation: Relation) -> Relation:
    """Return the rows as they were delivered, under what chooses among them."""
    while isinstance(relation, Project | Restrict | Window) and not isinstance(relation.of, Source):
        relation = relation.of
    return relation


class _Once(Dialect):
    """The store, but for one relation, which is written out."""

    def __init__(self, store: Store, relation: Relation) -> None:
        self._store, self._relation = store, relation

    def emit(self, expr: Expr) -> str:
        """Return an expression as the store does."""
        return self._store.emit(expr)

    def stored(self, relation: Relation) -> str | None:
        """Return the table of any other relation."""
        return None if relation == self._relation else self._store.stored(relation)

    def alone(self, relation: Relation, column: str) -> bool:
        """Say what the store says."""
        return self._store.alone(relation, column)
