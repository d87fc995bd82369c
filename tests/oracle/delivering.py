"""Random logs as drops of the standard feed, measured by the plan of the reference pack."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from govcode.app.measuring import judged, take
from govcode.catalog.catalog import Catalog
from govcode.catalog.link import link
from govcode.documents.reading import read_project
from govcode.drops.delivery import Drop, Request
from govcode.drops.opening import opened
from govcode.engines.duckdb import columns_of_files, over_files
from govcode.findings.finding import Finding
from govcode.ir.check import Check
from govcode.plan.compiling import compile_plan
from govcode.plan.plan import Plan
from tests.oracle.cells import MOST, Log, Row, Season
from tests.trials import documents_of, types_of

ROOT = Path(__file__).resolve().parents[2]
# What the standard feed calls a column otherwise than its dataset does.
RENAMED = {
    ("ticket-events", "before"): "from",
    ("ticket-events", "after"): "to",
    ("contacts", "card_number"): "card_masked",
}


@dataclass(frozen=True, repr=False)
class Bench:
    """A folder for drops of a season, and the plan that reads it; only the rows change."""

    folder: Path
    season: Season
    columns: dict[str, tuple[str, ...]]
    drops: tuple[Drop, ...]
    plan: Plan

    def findings(self, log: Log) -> tuple[Finding, ...]:
        """Deliver a log and return what is known of each KPI."""
        for name, columns in self.columns.items():
            write(self.folder, name, columns, log[name])
        engine = over_files(table for drop in self.drops for table in drop.tables)
        return judged(self.plan, take(self.plan.scans, engine), self.season.as_of)


def pack_with(more: str, as_of: datetime) -> Catalog:
    """Return the reference pack and some more documents, seen from a day."""
    documents, added = read_project(ROOT), documents_of(more, "more.yaml")
    assert not added.problems, added.problems
    own = tuple(item for item in added.items if item.document.kind != "Project")
    return link(replace(documents, items=(*documents.items, *own)), as_of)


def bench_of(catalog: Catalog, season: Season, folder: Path, chosen: Callable[[Check], bool]) -> Bench:
    """Return a bench for the chosen checks of a catalog."""
    types = types_of(catalog)
    columns = {name: tuple(c for c in types[name] if c != "from_table") for name in MOST}
    for name, header in columns.items():
        write(folder, name, header, [])
    drops = opened([Request("standard", str(folder))], catalog.feeds, ROOT, columns_of_files)
    plan = compile_plan(catalog, drops, None, chosen)
    return Bench(folder, season, columns, drops, plan)


def write(folder: Path, name: str, columns: tuple[str, ...], rows: list[Row]) -> None:
    """Write a table as the standard feed asks for it."""
    with (folder / f"{name.replace('-', '_')}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([RENAMED.get((name, column), column) for column in columns])
        writer.writerows([cell(row.get(column)) for column in columns] for row in rows)


def cell(value: Any) -> str:  # noqa: ANN401 - as a cell is
    """Return a cell as it is written."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return f"{value.isoformat()}Z"
        case date():
            return value.isoformat()
        case _:
            return str(value)
