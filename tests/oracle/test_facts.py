"""On random logs, every column of every fact of the reference pack is what loops over the log find."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from govcode.catalog.catalog import Catalog
from govcode.catalog.link import link
from govcode.documents.reading import read_project
from govcode.ir.expression import TRUE
from govcode.ir.measure import Aggregate, Failed, Grouped, Measured, Scan, Term, TermKind
from govcode.ir.relation import Named, tables_of
from tests.conformance.engines import ENGINES
from tests.oracle.cells import Log, Row, Season
from tests.oracle.effort import logs_tried
from tests.oracle.facts import FACTS
from tests.oracle.logs import logs
from tests.trials import types_of

ROOT = Path(__file__).resolve().parents[2]


@cache
def pack(as_of: datetime) -> Catalog:
    """Return the reference pack, seen from a day."""
    return link(read_project(ROOT), as_of)


def found(catalog: Catalog, wanted: dict[str, tuple[str, ...]], log: Log, engine: str) -> dict[str, Counter[Any]]:
    """Return the rows of datasets with some of their columns, and how often there is each."""
    types = types_of(catalog)
    scans = {name: _scan(catalog, name, columns) for name, columns in wanted.items()}
    read = frozenset().union(*(tables_of(scan.relation) for scan in scans.values()))
    tables = {name: [dict.fromkeys(types[name]) | row for row in log.get(name, [])] for name in sorted(read)}
    asked = ENGINES[engine](tables, {name: types[name] for name in tables})
    return {name: _rows(asked.measure(scan)[0]) for name, scan in scans.items()}


def _scan(catalog: Catalog, dataset: str, columns: tuple[str, ...]) -> Scan:
    contract = catalog.contracts[dataset]
    groups = tuple(Named(name, contract.columns[name]) for name in columns)
    return Scan(contract.relation, None, (Aggregate(groups, (Term(TermKind.COUNT, TRUE),)),))


def _rows(answer: Measured) -> Counter[Any]:
    assert not isinstance(answer, Failed), answer.reason
    assert isinstance(answer, Grouped)
    return Counter({group.values: int(str(group.terms[0])) for group in answer.groups})


def _cell(value: object) -> object:
    """Return a cell as an engine holds it: durations are microseconds."""
    return value // timedelta(microseconds=1) if isinstance(value, timedelta) else value


def expected(season: Season, log: Log) -> dict[str, list[Row]]:
    """Return the rows of each fact dataset as the oracle finds them."""
    return {name: oracle(log, season.as_of) for name, oracle in FACTS.items()}


@pytest.mark.parametrize("engine", ENGINES)
@logs_tried()
@given(seen=logs())
def test_facts_are_what_the_oracle_finds(engine: str, seen: tuple[Season, Log]) -> None:
    season, log = seen
    catalog, rows = pack(season.as_of), expected(season, log)
    columns = {name: tuple(rows[name][0] if rows[name] else catalog.contracts[name].columns) for name in rows}
    told = found(catalog, columns, log, engine)
    for name, cells in columns.items():
        assert told[name] == Counter(tuple(_cell(row[cell]) for cell in cells) for row in rows[name]), name
