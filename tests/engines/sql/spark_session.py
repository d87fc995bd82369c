"""The statements of a scan, run by Spark: what `engines/duckdb` does with DuckDB, without its care for speed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias, TypeVar

from govcode.engines.duckdb.answers import Row, counted, grouped
from govcode.engines.sql.spark_constants import identifier, literal
from govcode.engines.sql.spark_dialect import Dialect
from govcode.engines.sql.statements import count_statements, group_statement
from govcode.ir.expression import Literal, Type, Value
from govcode.ir.measure import Aggregate, Dangling, Failed, Measure, Measured, Repeats, RowTest, Scan
from govcode.ir.relation import ROW
from tests.conformance.engines import Rows, Tables, Types

M = TypeVar("M", RowTest | Repeats | Dangling, Aggregate)
Session: TypeAlias = Any  # Spark is no dependency of the project


@cache
def session() -> Session:
    """Return a small session in UTC; Python turns moments into its own time zone, which therefore has to be UTC too."""
    from pyspark.sql import SparkSession  # type: ignore[import-not-found, unused-ignore]

    os.environ["TZ"] = "UTC"
    time.tzset()
    builder = SparkSession.builder.master("local[1]").appName("govcode")
    settings = {"ui.enabled": "false", "sql.shuffle.partitions": "1", "sql.session.timeZone": "UTC"}
    for name, value in settings.items():
        builder = builder.config(f"spark.{name}", value)
    spark = builder.config("spark.sql.ansi.enabled", "true").getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    return spark


def over_views(tables: Tables, types: Types) -> Callable[[str], list[Row]]:
    """Make views of the tables, and return what runs a statement over them."""
    for view in session().catalog.listTables():
        session().catalog.dropTempView(view.name)
    for name, rows in tables.items():
        session().sql(f"create temporary view {identifier(name)} as {_values(rows, types[name])}")
    return _run


class SparkEngine:
    """Answers scans over rows in memory."""

    def __init__(self, tables: Tables, types: Types) -> None:
        over_views(tables, types)

    def measure(self, scan: Scan) -> tuple[Measured, ...]:
        countable = [m for m in scan.measures if isinstance(m, RowTest | Repeats | Dangling)]
        answers = _apart(countable, lambda some: _counts(scan, some))
        for groups in dict.fromkeys(m.groups for m in scan.measures if isinstance(m, Aggregate)):
            same = [m for m in scan.measures if isinstance(m, Aggregate) and m.groups == groups]
            answers |= _apart(same, lambda some: _groups(scan, some))
        return tuple(answers.get(measure, Failed("")) for measure in scan.measures)


def _values(rows: Rows, types: Mapping[str, Type]) -> str:
    typed = {**types, ROW: Type.INTEGER}
    names = ", ".join(map(identifier, typed))
    lines = [_line({**row, ROW: number}, typed) for number, row in enumerate(rows, start=1)]
    none = f"select {_line({}, typed)[1:-1]} where false"
    return (
        f"select * from values {', '.join(lines)} as t({names})" if lines else f"select * from ({none}) as t({names})"
    )


def _line(row: dict[str, Value], types: dict[str, Type]) -> str:
    return f"({', '.join(literal(Literal(row.get(name), type_)) for name, type_ in types.items())})"


def _run(sql: str) -> list[Row]:
    return [tuple(row) for row in session().sql(sql).collect()]


def _counts(scan: Scan, measures: Sequence[RowTest | Repeats | Dangling]) -> Sequence[Measured]:
    said = count_statements(Dialect(), scan, tuple(measures), "combinations")
    session().sql(said.combinations).createOrReplaceTempView("combinations")
    return counted(_run(said.totals), said, len(measures), scan.sample)


def _groups(scan: Scan, measures: Sequence[Aggregate]) -> Sequence[Measured]:
    said = group_statement(Dialect(), scan.relation, tuple(measures))
    return grouped(said, _run)


def _apart(measures: Sequence[M], ask: Callable[[Sequence[M]], Sequence[Measured]]) -> dict[Measure, Measured]:
    """Ask for all measures at once; if that fails, for each alone."""
    from pyspark.errors import PySparkException  # type: ignore[import-not-found, unused-ignore]

    try:
        return dict(zip(measures, ask(measures), strict=True)) if measures else {}
    except PySparkException as error:
        if len(measures) == 1:
            return {measures[0]: Failed(str(error)[:2000])}
    return {measure: answer for one in measures for measure, answer in _apart([one], ask).items()}
