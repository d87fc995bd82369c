"""What DuckDB keeps while a plan runs: each delivered table read once, each roll-up computed once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import duckdb

from govcode.drops.delivery import Delivered, Files
from govcode.engines.duckdb.dialect import Dialect
from govcode.engines.duckdb.native import native
from govcode.engines.duckdb.reading import csv_queries, jsonl_query, parquet_query, stored_types
from govcode.engines.sql.relations import query
from govcode.ir.expression import Type, columns_of
from govcode.ir.relation import ROW, Given, Named, Project, Relation, Rollup, Source


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
        self._tables, self._given = tables, given
        self._places: dict[Relation, str] = {}
        self._rejected: dict[str, Rejected] = {}
        self._kept: dict[str, int] = {}
        self._rows: dict[Relation, int] = {}
        self._broken: dict[Relation, str] = {}

    def run(self, sql: str) -> list[tuple[object, ...]]:
        """Run a statement and return its rows."""
        self.statements += 1
        try:
            return self.connection.execute(sql).fetchall()
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
            case Rollup():
                if relation not in self._places:
                    self._places[relation] = self._keep(super_query(self, relation))
                return self._places[relation]
            case _:
                return None

    def rejected(self, relation: Relation) -> Rejected:
        """Return the lines of a delivered table that are no rows."""
        self.stored(relation)
        return (
            self._rejected.get(relation.of.table, Rejected(0, ()))
            if isinstance(relation, Project) and isinstance(relation.of, Source)
            else Rejected(0, ())
        )

    def rows(self, relation: Relation) -> int:
        """Return how many rows a delivered table has; of one that was read it is known already."""
        place = self.stored(relation)
        if relation not in self._rows:
            self._rows[relation] = int(str(self.run(f"select count(*) from {place}")[0][0]))
        return self._rows[relation]

    def temporary(self, sql: str) -> str:
        """Store the result of a query until it is dropped, and return its name."""
        return self._keep(sql)

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
            return self._parquet(relation, files, wanted)
        rejects = f"rejects_{len(self._places)}"
        sources = (
            csv_queries(files, delivered.columns, wanted, rejects)
            if files.format == "csv"
            else [jsonl_query(files, wanted)]
        )
        columns = self._columns(relation.columns)
        parts = [f"select {columns} from ({source})" for source in sources]
        name = self._keep(" union all ".join(parts))
        rejected = self._rejected[delivered.name] = self._rejects(files, len(sources), rejects, name)
        # Rejected lines of CSV are not stored, those of JSON lines are.
        self._rows[relation] = self._kept[name] - (rejected.count if files.format == "jsonl" else 0)
        return f"(select * exclude (rejected), rowid + 1 as {self.name(ROW)} from {name} where not rejected)"

    def _columns(self, columns: tuple[Named, ...]) -> str:
        listed = [f"{self.emit(c.expr)} as {self.name(c.name)}" for c in columns]
        return ", ".join([*listed, "rejected"])

    def _rejects(self, files: Files, sources: int, rejects: str, name: str) -> Rejected:
        if files.format != "csv":
            rows = self.run(f"select 0, rowid + 1 from {name} where rejected order by 2")
        else:
            numbers = {path: number for number, path in enumerate(files.paths, start=1)}
            tables = " union all ".join(
                f"select file_path, line from {rejects}_{i} join {rejects}_{i}_scan using (scan_id, file_id)"
                for i in range(sources)
            )
            found = self.run(f"select distinct file_path, line from ({tables})")
            rows = sorted((numbers.get(str(path), 0), int(str(line))) for path, line in found)
        return Rejected(len(rows), tuple(_line(file, line, len(files.paths)) for file, line in rows[:20]))

    def _parquet(self, relation: Project, files: Files, wanted: tuple[str, ...]) -> str:
        types = stored_types(self.connection, files)
        typed = {name: type_ for name, type_ in types.items() if type_ is not Type.TEXT}
        columns = tuple(replace(c, expr=native(c.expr, typed)) for c in relation.columns)
        used = frozenset().union(*(columns_of(c.expr) for c in columns))
        source = parquet_query(files, types, wanted, used)
        listed = ", ".join([*(f"{self.emit(c.expr)} as {self.name(c.name)}" for c in columns), self.name(ROW)])
        return f"(select {listed} from ({source}))"


def _line(file: object, line: object, files: int) -> str:
    """Return where a line is; a file is told by its place in the order of names, which may say anything."""
    return f"line {line}" if files == 1 or not file else f"file {file} line {line}"


def super_query(store: Store, relation: Rollup) -> str:
    """Return the query of a roll-up itself, whatever is stored below it."""
    return query(_Once(store, relation), relation)


class _Once(Dialect):
    """The store, but for one relation, which is written out."""

    def __init__(self, store: Store, relation: Relation) -> None:
        self._store, self._relation = store, relation

    def stored(self, relation: Relation) -> str | None:
        """Return the table of any other relation."""
        return None if relation == self._relation else self._store.stored(relation)
