"""The SQL of a scan, written so that people can read it: a line per clause and per column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govcode.engines.sql.dialect import Dialect
from govcode.engines.sql.relations import query
from govcode.engines.sql.statements import count_statements, group_statement
from govcode.ir.measure import Aggregate, Dangling, Expectation, Repeats, RowTest, Scan
from govcode.ir.relation import ROW, schema

COMBINATIONS = "combinations"  # the name under which the answer to the first statement of row tests is stored
_BREAKS = (
    "select ",
    "from ",
    "where ",
    "group by ",
    "having ",
    "asof left join ",
    "left join ",
    "cross join ",
    "union all ",
    "order by ",
)
_ESCAPED_TEXT, _PLAIN_TEXT = r"'(?:[^'\\]|''|\\.)*'", r"'(?:[^']|'')*'"
_NAMES = (r'"(?:[^"]|"")*"', "`(?:[^`]|``)*`")


def statements(scan: Scan, dialect: Dialect) -> tuple[str, ...]:
    """Return the statements that answer a scan, in order.

    Of row tests they are two: the first is stored as `combinations` and read by the other. Of an expectation it is
    the rows that Great Expectations is given; counting lines that are no rows takes no statement.
    """
    written: list[str] = []
    countable = tuple(m for m in scan.measures if isinstance(m, RowTest | Repeats | Dangling))
    if countable:
        counts = count_statements(dialect, scan, countable, COMBINATIONS)
        written += [dialect.kept(COMBINATIONS, counts.combinations), counts.totals]
    aggregates = [m for m in scan.measures if isinstance(m, Aggregate)]
    for groups in dict.fromkeys(m.groups for m in aggregates):
        same = tuple(m for m in aggregates if m.groups == groups)
        said = group_statement(dialect, scan.relation, same)
        written += [said.sql, *said.parts]
    for applies in dict.fromkeys(m.applies for m in scan.measures if isinstance(m, Expectation)):
        where = f" where ({dialect.emit(applies)}) is true" if applies is not None else ""
        columns = ", ".join(dialect.name(name) for name in schema(scan.relation) if name != ROW)
        written.append(f"select {columns} from ({query(dialect, scan.relation)}){where}")
    escapes = dialect.name("a").startswith("`")
    return tuple(readable(sql, backslash_escapes=escapes) for sql in written)


def readable(sql: str, *, backslash_escapes: bool) -> str:
    """Return a statement with a line per clause and per column, deeper by two blanks in each subquery."""
    lines = [""]
    queries = [True]  # per open bracket: whether a query stands in it
    for token in _tokens(sql, backslash_escapes=backslash_escapes):
        within, around = queries[-1], queries[-2:-1] == [True]
        if token == "(select ":
            lines[-1] += "("
            queries.append(True)
            lines.append(_indent(queries) + "select ")
        elif token == ")" and within:
            queries.pop()
            lines.append(_indent(queries) + ")")
        elif within and token in _BREAKS and lines[-1].strip():
            lines.append(_indent(queries) + token)
        elif within and token == ", ":
            lines[-1] += ","
            lines.append(_indent(queries) + "  ")
        elif token == "|" and around:
            lines.append(_indent(queries) + "    |")
        else:
            lines[-1] += token
            queries += [False] if token == "(" else []
            queries = queries[:-1] if token == ")" else queries
    return "\n".join(line.rstrip() for line in lines if line.strip())


def _indent(queries: list[bool]) -> str:
    return "  " * (sum(queries) - 1)


def _tokens(sql: str, *, backslash_escapes: bool) -> Iterator[str]:
    """Give the parts of a statement: quoted texts and names whole, words that begin a clause, brackets, the rest."""
    # In DuckDB's texts a backslash is a character like any other, even before the last quote.
    text = _ESCAPED_TEXT if backslash_escapes else _PLAIN_TEXT
    words = rf"\b(?:{'|'.join(_BREAKS)})"
    yield from re.findall(
        "|".join((text, *_NAMES, words, r"\(select ", "[()]", ", ", r"\s+", r"[^\s()'\"`,]+", ",")), sql
    )
