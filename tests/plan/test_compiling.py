"""Checks gathered into few scans, and what each missing thing blocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from govcode.app.choosing import Choice
from govcode.app.ordering import Order, prepare
from govcode.app.planning import planned
from govcode.drops.delivery import Request
from govcode.ir.measure import Dangling, Repeats
from govcode.ir.relation import Lookup, Restrict, Union, schema
from govcode.plan.plan import Plan
from tests.end_to_end.test_cases import RULE
from tests.end_to_end.workspace import Workspace

HEADER = "id,vendor,topic,amount,created_at,closed_on,approval\n"
AS_OF = datetime(2026, 6, 10)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path)
    made.write("drop/tickets.csv", HEADER)
    return made


def order(workspace: Workspace, *requests: Request) -> Order:
    return Order(workspace.root, requests or (Request("standard", str(workspace.folder / "drop")),), AS_OF)


def plan_of(workspace: Workspace, *requests: Request) -> Plan:
    return prepare(order(workspace, *requests)).plan


def rules(workspace: Workspace, *written: str, more: str = "") -> None:
    workspace.policies(
        RULE + "".join(f"    - {{title: A promise, dataset: tickets, {rule}}}\n" for rule in written) + more
    )


KPI = """\
---
apiVersion: govcode/v1
kind: Kpi
metadata: {{id: k{0}, title: A figure, owner: governance}}
spec: {{of: tickets, measure: {{{1}}}, cohort: created_at, period: week, by: [vendor], dimension: quality}}
"""


def test_fifty_rules_and_kpis_are_at_most_four_statements(workspace: Workspace) -> None:
    rules(
        workspace,
        *(f"id: require-{i}, kind: require, when: topic = 'refund', that: amount < {i + 1}" for i in range(40)),
        "id: one, kind: unique, columns: [id]",
        "id: two, kind: refers_to, column: approval, to: {dataset: tickets, column: id}",
        "id: three, kind: in_range, column: amount, low: 0",
        more="".join(
            KPI.format(i, m)
            for i, m in enumerate(["mean: amount", "share: amount > 1", "median: amount", "sum: amount"])
        ),
    )
    found = planned(order(workspace), "duckdb")
    assert found.checks >= 50
    assert sum(len(scan.statements) for scan in found.scans) <= 4


def test_the_same_question_is_asked_once(workspace: Workspace) -> None:
    rules(workspace, "id: a, kind: require, that: amount < 5", "id: b, kind: require, that: (amount) < 5.0")
    plan = plan_of(workspace)
    mains = {p.check.id: p.main for p in plan.checks}
    assert mains["p.a"] == mains["p.b"]


def test_a_missing_column_blocks_what_needs_it_and_nothing_else(workspace: Workspace) -> None:
    workspace.write("drop/tickets.csv", "id,vendor,topic,created_at\n")
    rules(workspace, "id: a, kind: require, that: amount < 5", "id: b, kind: require, that: topic is not null")
    blocked = {p.check.id: p.blocked for p in plan_of(workspace).checks if p.blocked}
    assert blocked == {"p.a": "column 'amount' of dataset 'tickets' was not delivered"}


def test_a_missing_dataset_blocks_what_refers_to_it(workspace: Workspace) -> None:
    rules(
        workspace,
        "id: a, kind: refers_to, column: approval, to: {dataset: agents, column: agent}",
        more="---\napiVersion: govcode/v1\nkind: Dataset\nmetadata: {id: agents, title: Agents, owner: governance}\n"
        "spec: {columns: {agent: text}}\n",
    )
    blocked = {p.check.id: p.blocked for p in plan_of(workspace).checks if p.blocked}
    assert blocked["p.a"] == "no drop delivers dataset 'agents'"


def test_a_missing_segment_or_key_only_makes_evidence_poorer(workspace: Workspace) -> None:
    workspace.write("drop/tickets.csv", "amount\n")
    rules(workspace, "id: a, kind: require, that: amount < 5")
    plan = plan_of(workspace)
    (mine,) = [p for p in plan.checks if p.check.id == "p.a"]
    assert mine.main is not None
    scan = plan.scans[mine.main.scan]
    assert (scan.key, scan.segments) == (None, ())


def test_two_drops_are_one_relation_with_the_columns_of_both(workspace: Workspace) -> None:
    workspace.write("other/tickets.csv", "id,amount\n")
    rules(workspace, "id: a, kind: require, that: amount < 5", "id: b, kind: require, that: topic is not null")
    drops = {"acme": "drop", "borealis": "other"}
    requests = [Request("standard", str(workspace.folder / name), vendor) for vendor, name in drops.items()]
    plan = plan_of(workspace, *requests)
    (mine,) = [p for p in plan.checks if p.check.id == "p.a"]
    assert mine.main is not None
    relation = plan.scans[mine.main.scan].relation
    assert isinstance(relation, Union)
    assert len({tuple(schema(part)) for part in relation.parts}) == 1
    assert {p.check.id for p in plan.checks if p.blocked and p.check.id.startswith("p.")} == {"p.b"}


def test_a_waiver_of_rows_counts_repeats_among_them_and_nothing_twice(workspace: Workspace) -> None:
    waiver = (
        "---\napiVersion: govcode/v1\nkind: Waiver\nmetadata: {{id: {0}, title: Accepted, owner: operations}}\nspec:\n"
        "  {{rules: [p.a], where: vendor = '{1}', reason: Because, approved_by: operations, from: 2026-06-01}}\n"
    )
    rules(
        workspace,
        "id: a, kind: unique, columns: [amount]",
        more=waiver.format("w", "acme") + waiver.format("x", "borealis"),
    )
    plan = plan_of(workspace)
    (mine,) = [p for p in plan.checks if p.check.id == "p.a"]
    measures = [plan.scans[at.scan].measures[at.measure] for _, at in mine.waived]
    assert [name for name, _ in mine.waived] == ["w", "x"]
    assert all(isinstance(m, Repeats) and m.applies is None and m.among is not None for m in measures)
    assert measures[0] != measures[1]


def test_only_lookups_that_somebody_reads_are_fetched(workspace: Workspace) -> None:
    workspace.write(
        "project/policies/more.yaml",
        "apiVersion: govcode/v1\nkind: Dataset\nmetadata: {id: notes, title: Notes, owner: governance}\n"
        "spec:\n  columns: {ticket: text, words: integer}\n"
        "  lookups:\n    - {dataset: tickets, on: ticket, key: id, columns: {amount: amount}}\n"
        "    - {dataset: tickets, on: ticket, key: id, columns: {topic: topic}}\n"
        "---\napiVersion: govcode/v1\nkind: Feed\nmetadata: {id: notes, title: Notes, owner: governance}\n"
        "spec: {tables: {notes: {dataset: notes, files: ['notes*']}}}\n",
    )
    workspace.write("notes/notes.csv", "ticket,words\n")
    workspace.policies(RULE + "    - {title: A promise, dataset: notes, id: a, kind: require, that: amount < words}\n")
    requests = [Request("standard", str(workspace.folder / "drop")), Request("notes", str(workspace.folder / "notes"))]
    plan = plan_of(workspace, *requests)
    (mine,) = [p for p in plan.checks if p.check.id == "p.a"]
    assert mine.main is not None
    relation = plan.scans[mine.main.scan].relation
    assert isinstance(relation, Lookup)
    assert [here for _, here in relation.columns] == ["amount"]
    assert not isinstance(relation.of, Lookup)


def test_one_vendors_rows(workspace: Workspace) -> None:
    rules(workspace, "id: a, kind: refers_to, column: approval, to: {dataset: tickets, column: id}")
    ready = order(workspace)
    plan = prepare(replace(ready, choice=Choice(vendor="acme"))).plan
    (mine,) = [p for p in plan.checks if p.check.id == "p.a"]
    assert mine.main is not None
    scan = plan.scans[mine.main.scan]
    assert isinstance(scan.relation, Restrict)
    # What a vendor's rows refer to may be another vendor's.
    (reference,) = [m for m in scan.measures if isinstance(m, Dangling)]
    assert reference.to == scan.relation.of
