"""A calendar document through the commands that need no data, and what of it a definition holds."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
import sqlglot

from govcode.app.linting import lint
from govcode.catalog.link import link
from govcode.documents.reading import read_project
from govcode.ir.check import Check
from tests.end_to_end.workspace import Workspace

CALENDAR = """\
apiVersion: govcode/v1
kind: Calendar
metadata: {{id: support-hours, title: Hours of support, owner: governance}}
spec:
  zone: {zone}
  hours: [{{week: {week}}}]
---
apiVersion: govcode/v1
kind: Policy
metadata: {{id: p, title: Promises, owner: governance}}
spec:
  rules:
    - id: inside
      title: Tickets arrive in the promised hours
      kind: require
      dataset: tickets
      that: is_open('support-hours', created_at)
      examples:
        keeps: [{{created_at: '2026-06-09T07:30:00Z'}}]
        breaks: [{{created_at: '2026-06-07T07:30:00Z'}}]
"""
WEEK = "{mon-fri: 08:30-18:00}"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path)
    made.policies(CALENDAR.format(zone="Europe/Amsterdam", week=WEEK))
    return made


def _promise(workspace: Workspace, year: int = 2026) -> Check:
    catalog = link(read_project(workspace.root), datetime(year, 6, 10))
    return next(check for check in catalog.checks if check.id == "p.inside")


def test_its_examples_are_tried(workspace: Workspace) -> None:
    assert lint(workspace.root, datetime(2026, 6, 10)).problems == ()
    assert workspace.run("test {}/project --as-of 2026-06-10").code == 0
    workspace.policies(CALENDAR.format(zone="Europe/Amsterdam", week="always"))
    assert workspace.run("test {}/project --as-of 2026-06-10").code == 1


def test_a_definition_does_not_change_with_the_years_but_with_the_hours(workspace: Workspace) -> None:
    before = _promise(workspace).about.definition
    assert _promise(workspace, 2031).about.definition == before
    for zone, week in (("Europe/Amsterdam", "{mon-fri: 08:30-18:01}"), ("Europe/Berlin", WEEK)):
        workspace.policies(CALENDAR.format(zone=zone, week=week))
        assert _promise(workspace).about.definition != before


@pytest.mark.parametrize(("dialect", "shown"), [("duckdb", "getvariable('support-hours "), ("spark", "split('")])
def test_a_plan_shows_statements_that_parse(workspace: Workspace, dialect: str, shown: str) -> None:
    workspace.write("drop/tickets.csv", "id,vendor,topic,amount,created_at,closed_on,approval\n")
    options = f"--as-of 2026-06-10 --select p.inside --dialect {dialect} -o json"
    said = workspace.run(f"plan {{}}/project --drop standard={{}}/drop {options}")
    assert said.code == 0, said.err
    statements = [sql for scan in json.loads(said.out)["scans"] for sql in scan["statements"]]
    assert any(shown in sql for sql in statements)
    for sql in statements:
        sqlglot.parse_one(sql, read=dialect)
