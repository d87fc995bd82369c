"""Facts as their case files write them: rows in, columns out.

A file names the dataset (`of`) and the `facts` of its cases; a case may have its own. Moments are written without their
year (`03-02 10:00`), or as a time on 2 March 2026, a Monday (`10:00`). A cell that is left out is empty. `gives` has
every row that comes out, each with the columns that matter.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from govcode.catalog.catalog import Catalog
from govcode.catalog.example_rows import _typed
from govcode.catalog.link import link
from govcode.ir.expression import TRUE, Column, Type, Value
from govcode.ir.measure import Aggregate, Failed, Grouped, Scan, Term, TermKind
from govcode.ir.relation import Named
from tests.conformance.engines import ENGINES
from tests.trials import documents_of, types_of

HERE = Path(__file__).parent
Written: TypeAlias = Any  # what YAML holds
_DOCUMENT = "\n---\napiVersion: govcode/v1\nkind: Dataset\nmetadata: {id: told, title: Told, owner: cx}\nspec: "


@dataclass(frozen=True)
class Case:
    """Rows of datasets, and the rows that are to come out of `told`."""

    name: str
    catalog: Catalog
    tables: dict[str, list[dict[str, Value]]]
    gives: list[dict[str, Value]]

    def found(self, engine: str) -> Counter[tuple[Value, ...]]:
        """Return the rows that come out, with the columns of `gives`, and how often each does."""
        columns = self.catalog.contracts["told"].columns
        groups = tuple(Named(name, columns[name]) for name in self.names)
        scan = Scan(self.catalog.contracts["told"].relation, None, (Aggregate(groups, (Term(TermKind.COUNT, TRUE),)),))
        (answer,) = ENGINES[engine](self.tables, types_of(self.catalog)).measure(scan)
        assert not isinstance(answer, Failed), answer.reason
        assert isinstance(answer, Grouped)
        return Counter({group.values: int(str(group.terms[0])) for group in answer.groups})

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(name for row in self.gives for name in row))

    @property
    def expected(self) -> Counter[tuple[Value, ...]]:
        return Counter(tuple(row.get(name) for name in self.names) for row in self.gives)


@cache
def catalog_of(spec: str, as_of: datetime) -> Catalog:
    """Return the datasets of the base, and one with these facts."""
    return link(documents_of((HERE / "base.yaml").read_text("utf-8") + _DOCUMENT + spec, "facts.yaml"), as_of)


def cases_of(path: Path) -> list[Case]:
    """Return the cases of a file."""
    document = yaml.safe_load(path.read_text("utf-8"))
    as_of = datetime.combine(document.get("as_of", datetime(2026, 3, 20).date()), datetime.min.time())
    return [_case(document, written, as_of) for written in document["cases"]]


def _case(document: Written, written: Written, as_of: datetime) -> Case:
    spec = {"of": document["of"], "facts": written.pop("facts", document["facts"])} | document.get("also", {})
    if "key" in document:
        spec["key"] = document["key"]
    catalog = catalog_of(yaml.safe_dump(spec, default_flow_style=True, width=10_000), as_of)
    name, gives = written.pop("name"), written.pop("gives")
    tables: dict[str, list[dict[str, Value]]] = {dataset: [] for dataset in catalog.contracts}
    for dataset, rows in written.items():
        types = types_of(catalog)[dataset]
        tables[dataset] = [dict.fromkeys(types) | _row(types, row) for row in rows]
    return Case(name, catalog, tables, [_row(types_of(catalog)["told"], row) for row in gives])


def _row(types: dict[str, Type], row: dict[str, object]) -> dict[str, Value]:
    return {name: _cell(types[name], name, value) for name, value in row.items()}


def _cell(type_: Type, name: str, value: object) -> Value:
    if type_ is Type.TIMESTAMP and isinstance(value, str):
        value = re.sub(r"^(\d\d:)", r"03-02 \1", value)
        value = re.sub(r"^(\d\d-\d\d )", r"2026-\1", value).replace(" ", "T") + ("" if value.endswith("Z") else "Z")
    if type_ is Type.DATE and isinstance(value, str):
        value = f"2026-{value}" if len(value) == len("03-02") else value
    if type_ is Type.NUMBER and isinstance(value, int):
        return float(value)
    cell, fits = _typed(value, type_)
    assert fits, f"{name}: {value!r} is no {type_}"
    return cell


def all_columns(case: Case) -> set[str]:
    """Return the names of the columns that the facts of a case added."""
    spec = case.catalog.contracts["told"].document.spec
    of = case.catalog.contracts[str(spec.of)]
    columns = case.catalog.contracts["told"].columns
    assert all(isinstance(expr, Column) for expr in columns.values())
    return set(columns) - set(of.columns)
