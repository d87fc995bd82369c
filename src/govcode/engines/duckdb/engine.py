"""The engine: statements are run, and their answers become measurements; what fails takes nothing else down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from shutil import rmtree
from tempfile import mkdtemp
from typing import TypeAlias, TypeVar
from weakref import finalize

import duckdb

from govcode.drops.delivery import Delivered
from govcode.engines.duckdb.answers import counted, grouped
from govcode.engines.duckdb.reading import unglobbed
from govcode.engines.duckdb.rows import table_of_rows
from govcode.engines.duckdb.store import Store
from govcode.engines.sql.statements import count_statements, group_statement
from govcode.ir.expression import Type, Value
from govcode.ir.measure import (
    Aggregate,
    Counted,
    Dangling,
    Failed,
    Grouped,
    Lines,
    Measure,
    Measured,
    Repeats,
    RowTest,
    Scan,
)

Countable: TypeAlias = RowTest | Repeats | Dangling


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the machine may be used; None leaves it to DuckDB."""

    memory: str | None = None
    threads: int | None = None


class DuckDb:
    """Answers scans with DuckDB, in process."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self.store = store
        self._coming: tuple[Scan, ...] | None = None

    @property
    def statements(self) -> int:
        """Return how many SQL statements have been run."""
        return self.store.statements

    def expect(self, scans: Iterable[Scan]) -> None:
        """Hear of every scan before the first, so that what several of them read is computed once."""
        self._coming = tuple(scans)
        for scan in self._coming:
            self.store.readers.expect(scan)

    def measure(self, scan: Scan) -> tuple[Measured, ...]:
        """Return one answer per measure, in order."""
        if self._coming is None:
            self.store.readers.expect(scan)
            return self._measured(scan)
        found = self._measured(scan)
        self._coming = tuple(coming for coming in self._coming if coming is not scan)
        self.store.keep_for(self._coming)
        return found

    def _measured(self, scan: Scan) -> tuple[Measured, ...]:
        answers: dict[Measure, Measured] = {}
        countable = [m for m in scan.measures if isinstance(m, RowTest | Repeats | Dangling)]
        answers |= _apart(countable, lambda some: self._counts(scan, some))
        for groups in dict.fromkeys(m.groups for m in scan.measures if isinstance(m, Aggregate)):
            same = [m for m in scan.measures if isinstance(m, Aggregate) and m.groups == groups]
            answers |= _apart(same, lambda some: self._groups(scan, some))
        for measure in scan.measures:
            if isinstance(measure, Lines):
                answers |= _apart([measure], lambda _: [self._lines(scan)])
        other = Failed("this engine cannot answer it")
        return tuple(answers.get(measure, other) for measure in scan.measures)

    def _counts(self, scan: Scan, measures: Sequence[Countable]) -> list[Counted]:
        name = f"combinations_{self.store.statements}"
        said = count_statements(self.store, scan, tuple(measures), name)
        self.store.run(f"create temp table {name} as {said.combinations}")
        try:
            totals = self.store.run(said.totals)
        finally:
            self.store.drop(name)
        return counted(totals, said, len(measures), scan.sample)

    def _groups(self, scan: Scan, measures: Sequence[Aggregate]) -> list[Grouped]:
        said = group_statement(self.store, scan.relation, tuple(measures))
        return grouped(said, self.store.run, self.store.columns)

    def _lines(self, scan: Scan) -> Counted:
        rejected = self.store.rejected(scan.relation)
        total = self.store.rows(scan.relation) + rejected.count
        return Counted(total, total, rejected.count, rejected.lines)


M = TypeVar("M", bound=Measure)
# Texts are tried, never cast, so that a conversion fails only where a sum leaves 128 bits.
_TOO_LARGE = (duckdb.OutOfRangeException, duckdb.ConversionException, OverflowError)


def _apart(measures: Sequence[M], ask: Callable[[Sequence[M]], Iterable[Measured]]) -> dict[Measure, Measured]:
    """Ask for all measures at once; if that fails, for each alone, so that one failure stays one."""
    if not measures:
        return {}
    try:
        return dict(zip(measures, ask(measures), strict=True))
    except (duckdb.Error, OverflowError, ValueError) as error:
        if len(measures) == 1:
            # The message of an error may quote a cell; its class cannot.
            large = isinstance(error, _TOO_LARGE)
            why = "a number is too large to be added up" if large else "DuckDB could not answer"
            return {measures[0]: Failed(f"{why} ({type(error).__name__})")}
    return {measure: answer for one in measures for measure, answer in _apart([one], ask).items()}


def over_files(tables: Iterable[Delivered], limits: Limits | None = None) -> DuckDb:
    """Return an engine over delivered files; it can read those files and nothing else."""
    delivered = {table.name: table for table in tables}
    connection = duckdb.connect(config={"preserve_insertion_order": True})
    paths = {path for table in delivered.values() if table.files for path in table.files.paths}
    folder = mkdtemp(prefix="govcode-")
    _confined(connection, sorted(paths | {unglobbed(path) for path in paths}), folder, limits or Limits())
    engine = DuckDb(Store(connection, delivered, {}))
    finalize(engine, rmtree, folder, ignore_errors=True)
    return engine


def _confined(connection: duckdb.DuckDBPyConnection, paths: list[str], folder: str, limits: Limits) -> None:
    # What does not fit into memory goes to a private folder that is removed with the engine, never to where we run.
    connection.execute("set temp_directory = ?", [folder])
    if limits.memory:
        connection.execute("set memory_limit = ?", [limits.memory])
    if limits.threads:
        connection.execute("set threads = ?", [limits.threads])
    connection.execute("set timezone = 'UTC'")
    connection.execute("set autoinstall_known_extensions = false")
    connection.execute("set autoload_known_extensions = false")
    connection.execute("set allowed_paths = ?", [paths])
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def over_rows(tables: Mapping[str, Sequence[Mapping[str, Value]]], types: Mapping[str, Mapping[str, Type]]) -> DuckDb:
    """Return an engine over rows in memory, for tests that compare engines."""
    connection = duckdb.connect()
    connection.execute("set timezone = 'UTC'")
    names = {name: table_of_rows(connection, i, rows, types[name]) for i, (name, rows) in enumerate(tables.items())}
    return DuckDb(Store(connection, {}, names))
