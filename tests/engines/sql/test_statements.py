"""The statements of a scan, in each dialect: they are as their goldens, they parse, and run they give the answer."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest
import sqlglot

from govcode.engines.duckdb import over_rows
from govcode.engines.duckdb.answers import Row, counted, grouped
from govcode.engines.duckdb.dialect import Dialect as DuckDbDialect
from govcode.engines.reference import Reference
from govcode.engines.sql.dialect import Dialect
from govcode.engines.sql.spark_dialect import Dialect as SparkDialect
from govcode.engines.sql.statements import BITS, count_statements, group_statement
from govcode.engines.sql.written import readable, statements
from govcode.ir.measure import Aggregate, Dangling, Expectation, Lines, Measured, Repeats, RowTest, Scan
from tests.conformance.engines import exact
from tests.conformance.scans import Case, cases, expression
from tests.conftest import skip_loudly

HERE = Path(__file__).parent
DIALECTS: dict[str, Dialect] = {"duckdb": DuckDbDialect(), "spark": SparkDialect()}
Run = Callable[[str], Sequence[Row]]


def _many(case: Case) -> Case:
    """Return a scan of more row tests than a word has bits."""
    types = case.types["tickets"]
    tests = tuple(RowTest(expression(f"seats > {i % 7} or amount > {i}", types)) for i in range(BITS + 8))
    return Case("scans: many row tests", case.tables, case.types, Scan(case.scan.relation, case.scan.key, tests), ())


WRITTEN = list(cases(HERE / "statements"))
CASES = [*WRITTEN, _many(WRITTEN[0])]


def _sql(case: Case, dialect: str) -> tuple[str, ...]:
    return statements(case.scan, DIALECTS[dialect])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_statements_are_as_their_golden(dialect: str, case: Case) -> None:
    golden = HERE / "goldens" / f"{case.name.removeprefix('scans: ').replace(' ', '_')}.{dialect}.sql"
    told = "".join(f"{statement};\n\n" for statement in _sql(case, dialect))
    if os.environ.get("GOVCODE_UPDATE_GOLDENS"):
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_statement_parses_in_its_dialect(dialect: str, case: Case) -> None:
    for statement in _sql(case, dialect):
        parsed = sqlglot.parse(statement, dialect=dialect)
        assert len(parsed) == 1
        assert not isinstance(parsed[0], sqlglot.exp.Command), "sqlglot did not understand it"


def _answers(case: Case, run: Run, dialect: str) -> tuple[Measured, ...]:
    """Run the written statements and return what they answer."""
    scan, written = case.scan, iter(_sql(case, dialect))
    found: dict[object, Measured] = {}
    countable = [m for m in scan.measures if isinstance(m, RowTest | Repeats | Dangling)]
    if countable:
        run(next(written))
        said = count_statements(DIALECTS[dialect], scan, tuple(countable), "combinations")
        answers = counted(run(next(written)), said, len(countable), scan.sample)
        found |= dict(zip(countable, answers, strict=True))
    for groups in dict.fromkeys(m.groups for m in scan.measures if isinstance(m, Aggregate)):
        same = tuple(m for m in scan.measures if isinstance(m, Aggregate) and m.groups == groups)
        grouping = group_statement(DIALECTS[dialect], scan.relation, same)
        answered = grouped(grouping, lambda _: run(next(written)))  # as it is written for people
        found |= dict(zip(same, answered, strict=True))
    assert list(written) == []
    return tuple(found[measure] for measure in scan.measures)


def _duckdb(case: Case) -> Run:
    store = over_rows(case.tables, case.types).store
    for number, name in enumerate(case.tables):
        store.run(f'create temp view "{name}" as select * from rows_{number}')
    return store.run


def _spark(case: Case) -> Run:
    if find_spec("pyspark") is None:
        skip_loudly("spark", "pyspark is not installed")
    from tests.engines.sql.spark_session import over_views

    return over_views(case.tables, case.types)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize(("dialect", "runner"), [("duckdb", _duckdb), ("spark", _spark)], ids=["duckdb", "spark"])
@pytest.mark.filterwarnings("ignore::FutureWarning:pyspark", "ignore::ResourceWarning")
def test_what_is_written_gives_the_answer(dialect: str, runner: Callable[[Case], Run], case: Case) -> None:
    answers = _answers(case, runner(case), dialect)
    expected = Reference(case.tables).measure(case.scan)
    assert tuple(map(exact, answers)) == tuple(map(exact, expected))


def test_the_rows_of_an_expectation_are_written_and_lines_need_no_statement() -> None:
    case = CASES[0]
    applies = expression("amount > 500", case.types["tickets"])
    scan = Scan(case.scan.relation, None, (Lines(), Expectation("expect_table_row_count_to_equal", "{}", applies)))
    (statement,) = statements(scan, DIALECTS["duckdb"])
    assert statement.splitlines()[0] == 'select "id",'
    assert statement.splitlines()[-1] == 'where (("amount" > 500.0e0)) is true'


@pytest.mark.parametrize(
    ("sql", "escapes", "lines"),
    [
        ("select a, b from t where c in (1, 2)", False, ["select a,", "  b", "from t", "where c in (1, 2)"]),
        ("select a from (select b from t)", False, ["select a", "from (", "  select b", "  from t", ")"]),
        ("select ', from ' from t", False, ["select ', from '", "from t"]),
        (r"select '\' from t where 'x'", False, [r"select '\'", "from t", "where 'x'"]),
        (r"select '\' from t ' from t", True, [r"select '\' from t '", "from t"]),
        ("select trim(both ' ' from a), `a from b`", True, ["select trim(both ' ' from a),", "  `a from b`"]),
        ("select (a | b) as c from t", False, ["select (a", "    | b) as c", "from t"]),
    ],
)
def test_a_line_ends_only_between_clauses(sql: str, escapes: bool, lines: list[str]) -> None:
    assert readable(sql, backslash_escapes=escapes).splitlines() == lines
