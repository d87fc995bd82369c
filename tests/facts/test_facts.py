"""Every kind of fact tells of rows what its cases say, on every engine."""

from __future__ import annotations

import importlib
from datetime import datetime
from pathlib import Path
from typing import get_args

import pytest

from govcode.facts import FACTS
from govcode.ir.relation import schema
from govcode.plan.binding import Binding
from govcode.plan.rows import Rows
from tests.conformance.engines import ENGINES
from tests.facts.cases import Case, all_columns, cases_of, catalog_of

PATHS = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
CASES = [pytest.param(case, id=f"{path.stem}: {case.name}") for path in PATHS for case in cases_of(path)]
KINDS = {get_args(fact.model_fields["kind"].annotation)[0]: fact for fact in FACTS}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES)
def test_facts_are_as_written(case: Case, engine: str) -> None:
    assert case.found(engine) == case.expected


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_cases_for_every_column(kind: str) -> None:
    cases = cases_of(Path(__file__).parent / "cases" / f"{kind}.yaml")
    assert len(cases) > 1
    added, told = set[str](), set[str]()
    for case in cases:
        added |= all_columns(case)
        told |= set(case.names)
    assert added <= told
    assert set(KINDS[kind].adds) <= told


@pytest.mark.parametrize("kind", KINDS)
def test_a_manual_page_names_every_column(kind: str) -> None:
    page = importlib.import_module(KINDS[kind].__module__).__doc__ or ""
    assert page.startswith(f"`{kind}`: ")
    assert [name for name in KINDS[kind].adds if f"`{name}`" not in page] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_documentation_names_every_column(kind: str, root: Path) -> None:
    (row,) = [
        line for line in (root / "docs/facts.md").read_text("utf-8").splitlines() if line.startswith(f"| `{kind}`")
    ]
    assert [name for name in KINDS[kind].adds if f"`{name}`" not in row] == []


def test_a_fact_that_lacks_its_table_has_no_columns_and_no_zeros() -> None:
    facts = "{kind: first_reply, messages: messages}, {kind: resolution, events: events, held_for: 7d}"
    contracts = catalog_of(f"{{of: tickets, key: ticket_id, facts: [{facts}]}}", datetime(2026, 3, 20)).contracts
    delivered = {name: Rows(contracts[name].relation) for name in ("tickets", "messages")}
    rows = Binding(delivered, ()).rows(contracts["told"].relation)
    assert rows.relation is not None
    assert {"ticket_id", "reply_wait"} <= set(schema(rows.relation))
    assert "reopens" not in schema(rows.relation)
    assert rows.gone["reopens"] == "no drop delivers dataset 'events'"
