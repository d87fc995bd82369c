"""Platforms: a hand-made export of each, in its own shape, gives the rows that are written beside it.

`platforms/<feed>/export` is the drop. `platforms/<feed>/expected.yaml` has `as_of`; `datasets` with all rows of some
columns; `missing`, the columns of each of these datasets that the platform cannot deliver; and `pitfalls`, each with
what is easily got wrong: the rows of a dataset (`of`: only those with these values), delivered names that nothing
reads (`unread`), how many delivered rows are no rows (`left_out`), or what a check says (`finding`). What is `hidden`
was delivered and is in no report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from govcode.app.checking import check
from govcode.app.ordering import Order
from govcode.catalog.catalog import Catalog
from govcode.catalog.link import link
from govcode.documents.reading import read_project
from govcode.drops.delivery import Drop, Request
from govcode.drops.opening import opened
from govcode.engines.duckdb import columns_of_files, over_files, records_of_files
from govcode.engines.duckdb.engine import DuckDb
from govcode.engines.reference import Reference
from govcode.engines.sql.relations import query
from govcode.findings.finding import Outcome
from govcode.ir.expression import TRUE, Column, Type, Value
from govcode.ir.measure import Aggregate, Counted, Failed, Grouped, Measured, Scan, Term, TermKind
from govcode.ir.relation import ROW, Named, Project, Source, schema
from govcode.plan.binding import Binding, binding_of
from govcode.reports import FORMATS, renderer
from govcode.verdict.decision import Report

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "platforms"
NAMES = sorted(path.parent.name for path in FOLDER.glob("*/expected.yaml"))
ENGINES = ("duckdb", "reference")
PITFALL = {"name", "why", "dataset", "of", "columns", "rows", "unread", "left_out", "finding"}


@cache
def _catalog(as_of: datetime) -> Catalog:
    return link(read_project(ROOT), as_of)


@dataclass(frozen=True, slots=True)
class Platform:
    """An export opened with its feed, and what is expected of it."""

    name: str
    expected: dict[str, Any]
    catalog: Catalog
    drop: Drop
    binding: Binding
    duckdb: DuckDb

    def rows(self, dataset: str, columns: list[str], engine: str) -> Counter[tuple[object, ...]]:
        """Return the rows of a dataset, and how often each is there."""
        rows = self.binding.rows(self.catalog.contracts[dataset].relation)
        assert rows.relation is not None, rows.why
        there = schema(rows.relation)
        gone = {name: rows.gone.get(name, "no such column") for name in columns if name not in there}
        assert not gone
        groups = tuple(Named(name, Column(name, there[name])) for name in columns)
        scan = Scan(rows.relation, None, (Aggregate(groups, (Term(TermKind.COUNT, TRUE),)),))
        (answer,) = (self.duckdb if engine == "duckdb" else self.reference()).measure(scan)
        assert not isinstance(answer, Failed), answer.reason
        assert isinstance(answer, Grouped)
        return Counter({tuple(map(_told, group.values)): int(str(group.terms[0])) for group in answer.groups})

    def reference(self) -> Reference:
        """Return the engine in plain Python, over the delivered texts."""
        tables = self.drop.tables
        return Reference({table.name: _texts(self.duckdb, table.name, table.every_column) for table in tables})

    def missing(self, dataset: str) -> list[str]:
        """Return the columns of a dataset that have no value."""
        promised = self.catalog.contracts[dataset].document.spec.columns
        return [name for name in promised if name in self.binding.datasets[dataset].gone]


def _texts(engine: DuckDb, table: str, columns: tuple[str, ...]) -> list[dict[str, Value]]:
    """Return the rows of a delivered table as they were read, in order."""
    if not columns:
        return []
    names, order = ", ".join(map(engine.store.name, columns)), engine.store.name(ROW)
    read = Project(Source(table, columns), tuple(Named(name, Column(name, Type.TEXT)) for name in columns))
    rows = query(engine.store, read)
    found = engine.store.run(f"select {names} from ({rows}) order by {order}")
    assert all(value is None or isinstance(value, str) for row in found for value in row)
    return [dict(zip(columns, map(_text, row), strict=True)) for row in found]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _told(value: object) -> object:
    """Return a value as the file of expectations writes it: moments and durations as texts."""
    if isinstance(value, datetime):
        plain = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
        return plain.isoformat(" ")
    if isinstance(value, date | timedelta):
        return str(value)
    return value


@cache
def _platform(name: str) -> Platform:
    expected = yaml.safe_load((FOLDER / name / "expected.yaml").read_text(encoding="utf-8"))
    catalog = _catalog(_as_of(expected))
    request = Request(name, str(FOLDER / name / "export"), "acme")
    (drop,) = opened([request], catalog.feeds, ROOT, columns_of_files, records_of_files)
    return Platform(name, expected, catalog, drop, binding_of(catalog, (drop,), None), over_files(drop.tables))


def _as_of(expected: dict[str, Any]) -> datetime:
    day: date = expected["as_of"]
    return datetime(day.year, day.month, day.day)


@cache
def _report(name: str) -> Report:
    request = Request(name, str(FOLDER / name / "export"), "acme")
    return check(Order(ROOT, (request,), _as_of(_platform(name).expected)))


def _tables() -> Iterator[Any]:
    for name in NAMES:
        expected = yaml.safe_load((FOLDER / name / "expected.yaml").read_text(encoding="utf-8"))
        for dataset in expected["datasets"]:
            yield pytest.param(name, dataset, id=f"{name}: {dataset}")


def _pitfalls() -> Iterator[Any]:
    for name in NAMES:
        expected = yaml.safe_load((FOLDER / name / "expected.yaml").read_text(encoding="utf-8"))
        for pitfall in expected["pitfalls"]:
            yield pytest.param(name, pitfall, id=f"{name}: {pitfall['name']}")


def _same(platform: Platform, dataset: str, said: dict[str, Any], engine: str) -> None:
    of: dict[str, object] = said.get("of", {})
    columns = [*of, *(column for column in said["columns"] if column not in of)]
    found = platform.rows(dataset, columns, engine)
    chosen = {row: n for row, n in found.items() if row[: len(of)] == tuple(map(_told, of.values()))}
    places = [columns.index(column) for column in said["columns"]]
    rows = Counter[tuple[object, ...]]()
    for row, n in chosen.items():
        rows[tuple(row[place] for place in places)] += n
    assert rows == Counter(tuple(map(_told, row)) for row in said["rows"])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("name", "dataset"), list(_tables()))
def test_rows(name: str, dataset: str, engine: str) -> None:
    platform = _platform(name)
    _same(platform, dataset, platform.expected["datasets"][dataset], engine)


@pytest.mark.parametrize("name", NAMES)
def test_what_the_platform_cannot_deliver_is_missing(name: str) -> None:
    platform = _platform(name)
    found = {dataset: platform.missing(dataset) for dataset in platform.expected["missing"]}
    assert found == platform.expected["missing"]


@pytest.mark.parametrize(("name", "pitfall"), list(_pitfalls()))
def test_pitfall(name: str, pitfall: dict[str, Any]) -> None:
    assert set(pitfall) <= PITFALL
    assert pitfall["why"]
    assert set(pitfall) & {"rows", "unread", "left_out", "finding"}, "a pitfall has to be looked at"
    platform = _platform(name)
    if "rows" in pitfall:
        for engine in ENGINES:
            _same(platform, pitfall["dataset"], pitfall, engine)
    assert not {*pitfall.get("unread", [])} & {*_read_names(platform)}
    for table, count in pitfall.get("left_out", {}).items():
        assert _left_out(platform, table) == count
    if "finding" in pitfall:
        _said(_report(name), pitfall["finding"])


def _read_names(platform: Platform) -> Iterator[str]:
    """Yield each name, and each part of a path, that the tables of a feed read."""
    for table in (delivered.table for delivered in platform.drop.tables):
        for name in platform.catalog.contracts[table.dataset].document.spec.columns:
            cell = table.columns.get(name)  # without a line, the delivered column of that name is read
            if cell is None or cell.value is None:
                yield from _parts((cell.from_ if cell else None) or name)
        for text in table.read.values():
            yield from _parts(text.from_)


def _parts(written: str) -> Iterator[str]:
    yield written
    yield from written.strip("/").split(".")


def _left_out(platform: Platform, name: str) -> dict[str, int]:
    """Return how many delivered rows of a table are no rows, by the reason."""
    (part,) = (part for part in platform.binding.parts if part.table.name.endswith(f".{name}"))
    assert part.lines is not None
    answers = platform.duckdb.measure(Scan(part.lines, None, tuple(measure for _, measure in part.left_out)))
    return {label: _broken(answer) for (label, _), answer in zip(part.left_out, answers, strict=True)}


def _broken(answer: Measured) -> int:
    assert isinstance(answer, Counted)
    return answer.broken


def _said(report: Report, expected: dict[str, Any]) -> None:
    """Look for a finding of an id that says what is expected: its `outcome`, its `reason`, how many `violations`."""
    told = [
        {"id": f.id, "outcome": f.outcome.value, "reason": f.reason, "violations": f.violations}
        for f in report.findings
        if f.id == expected["id"]
    ]
    assert any(expected.items() <= finding.items() for finding in told), told


@pytest.mark.parametrize("name", NAMES)
def test_a_check_comes_to_its_end(name: str) -> None:
    report = _report(name)
    assert report.findings
    assert [f.id for f in report.findings if f.outcome is Outcome.ERROR] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_report_shows_what_is_hidden(name: str) -> None:
    report, hidden = _report(name), _platform(name).expected.get("hidden", [])
    delivered = b"".join(path.read_bytes() for path in sorted((FOLDER / name / "export").iterdir()))
    assert [text for text in hidden if text.encode() not in delivered] == [], "only what was delivered can be shown"
    for form in FORMATS:
        told = renderer(form)(report)
        assert [text for text in hidden if text in told] == []
