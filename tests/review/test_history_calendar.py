"""`govcode history calendar` from end to end: documents and a history go in, a calendar comes out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from govcode.cli import govcode
from govcode.cli.failing import guarded
from govcode.history.record import Record
from govcode.history.store import open_history
from tests.review.making import Q3, covered, run

PROJECT = """\
apiVersion: govcode/v1
kind: Project
metadata: {id: support, title: Support of the shop, owner: cx}
spec:
  people:
    cx: {name: Head of service}
"""
DOCUMENTS = """\
apiVersion: govcode/v1
kind: Vendor
metadata: {id: acme, title: Acme, owner: cx}
spec: {name: Acme Limited}
---
apiVersion: govcode/v1
kind: Vendor
metadata: {id: borealis, title: Borealis, owner: cx}
spec: {name: Borealis GmbH}
---
apiVersion: govcode/v1
kind: Dataset
metadata: {id: tickets, title: Every ticket, owner: cx}
spec:
  key: ticket_id
  event_time: created_at
  columns:
    ticket_id: {type: text, required: true}
    vendor: {type: text, required: true}
    created_at: {type: timestamp, required: true}
"""
CADENCE = """\
---
apiVersion: govcode/v1
kind: Cadence
metadata: {id: weekly, title: Tickets each week, owner: cx}
spec:
  datasets: [tickets]
  every: week
  due_within: 3d
  days: 5
  from: 2026-07-06
  severity: high
  why: Without rows nothing can be checked.
"""


def project(root: Path, records: Iterable[Record] = (), documents: str = DOCUMENTS + CADENCE) -> Path:
    (root / "policies").mkdir(parents=True)
    (root / "govcode.yaml").write_text(PROJECT, encoding="utf-8")
    (root / "policies" / "all.yaml").write_text(documents, encoding="utf-8")
    history = open_history(".govcode/history.sqlite", root)
    for record in records:
        history.append(record)
    return root


def calendar(root: Path, *words: str, as_of: str = "2026-07-28") -> Result:
    return CliRunner().invoke(
        govcode, ["history", "calendar", str(root), "--as-of", as_of, *words], standalone_mode=False
    )


def delivered(weeks: Iterable[int], vendors: tuple[str, ...] = ("acme", "borealis")) -> list[Record]:
    found = []
    for i in weeks:
        week = Q3.weeks[i]
        last = week.end - timedelta(days=1)
        coverage = tuple(covered("tickets", vendor, week.start, last) for vendor in vendors)
        found.append(run(week.end, coverage=coverage))
    return found


def test_a_gap_is_shown_and_is_a_finding(tmp_path: Path) -> None:
    runs = [*delivered([0, 2]), *delivered([1], ())]
    done = calendar(project(tmp_path / "p", runs), "--quarter", "2026Q3")
    assert done.return_value == 1
    assert "Jul         Aug            Sep\n" in done.output
    assert "                          06 13 20 27 03 10 17 24 31 07 14 21 28\n" in done.output
    assert "  Acme Limited, tickets    ✓  ∅  ✓  ·" in done.output
    assert "6 deliveries due: 2 not delivered, 0 delivered late, 0 delivered in part, 0 not checked" in done.output
    assert "Acme Limited delivered no tickets of the week from 2026-07-13; due 2026-07-23 00:00" in done.output


def test_a_week_in_which_nobody_looked_is_not_blamed_on_a_vendor(tmp_path: Path) -> None:
    done = calendar(project(tmp_path / "p", delivered([0, 2])), "--vendor", "acme")
    assert done.return_value == 1
    assert "  Acme Limited, tickets   ✓  ?  ✓  ·" in done.output
    assert (
        "3 deliveries due: 0 not delivered, 0 delivered late, 0 delivered in part, 1 not checked in time" in done.output
    )
    assert "from Acme Limited: not checked in time, by 2026-07-23 00:00" in done.output
    assert "Acme Limited delivered no" not in done.output


@pytest.mark.parametrize(
    ("every", "heads"),
    [
        ("day", ["Jul", "06 07 08", "Aug", "Sep", "01 02 03 04 05 06 07 08 09 10 11 12 13"]),
        ("month", ["2026-08 2026-09"]),
    ],
)
def test_each_period_has_its_date_above_it(tmp_path: Path, every: str, heads: list[str]) -> None:
    documents = (DOCUMENTS + CADENCE).replace("every: week", f"every: {every}").replace("  days: 5\n", "")
    done = calendar(project(tmp_path / "p", delivered([0]), documents), "--quarter", "2026Q3")
    lines = [line.strip() for line in done.output.splitlines()]
    for head in heads:
        assert any(line.startswith(head) for line in lines), head
    assert max(map(len, lines[:12])) < 130


def test_nothing_short_is_exit_0(tmp_path: Path) -> None:
    done = calendar(project(tmp_path / "p", delivered([0, 1, 2])))
    assert done.return_value == 0
    assert "6 deliveries due: 0 not delivered" in done.output


def test_one_vendor_is_shown_alone(tmp_path: Path) -> None:
    root = project(tmp_path / "p", delivered([0, 1, 2], ("acme",)))
    assert calendar(root, "--vendor", "acme").return_value == 0
    other = calendar(root, "--vendor", "borealis")
    assert other.return_value == 1
    assert "Acme" not in other.output


def test_programs_get_each_cell(tmp_path: Path) -> None:
    runs = [*delivered([0]), *delivered([1], ())]
    done = calendar(project(tmp_path / "p", runs), "--vendor", "acme", "-o", "json", as_of="2026-07-24")
    told = json.loads(done.output)
    assert [cell["state"] for cell in told["lines"][0]["cells"][:3]] == ["on time", "blank", "not due yet"]
    assert [(found["id"], found["kind"]) for found in told["findings"]] == [("weekly.tickets", "blank delivery")]
    first = told["lines"][0]["cells"][0]
    assert (first["run"], first["run_as_of"], first["days"]) == ("run-2026-07-13", "2026-07-13T00:00:00", 7)


def test_a_history_that_was_filled_in_afterwards_tells_the_same_on_each_day(tmp_path: Path) -> None:
    found = delivered([0], ("acme",))[0]
    late = replace(found, run="late", as_of=datetime(2026, 7, 20))
    runs = [replace(found, coverage=()), late, *delivered([0, 1], ("acme",))[1:]]
    afterwards = [replace(one, recorded_at=datetime(2026, 11, 24, 19, 55)) for one in runs]
    root = project(tmp_path / "p", afterwards)
    for day in ("2026-07-20", "2026-08-20", "2026-10-15", "2026-12-01"):
        done = calendar(root, "--quarter", "2026Q3", "--vendor", "acme", as_of=day)
        told = "Acme Limited delivered tickets of the week from 2026-07-06 late, by up to 4 days; due 2026-07-16 00:00"
        assert told in done.output
        assert "2026-11-24" not in done.output


def test_without_a_cadence_nothing_is_due_and_it_says_so(tmp_path: Path) -> None:
    done = calendar(project(tmp_path / "p", delivered([0]), DOCUMENTS))
    assert done.return_value == 0
    assert "No cadence is declared" in done.output


def test_a_quarter_in_which_nothing_is_asked_for_says_so(tmp_path: Path) -> None:
    done = calendar(project(tmp_path / "p", delivered([0])), "--quarter", "2026Q1")
    assert done.return_value == 0
    assert "nothing is asked for in this quarter" in done.output
    assert done.stderr == "no cadence asked for anything in 2026Q1\n"
    assert calendar(tmp_path / "p", "--quarter", "2026Q3").stderr == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--quarter", "summer"), "2026Q3"),
        (("--vendor", "acmee"), "GC408 unknown vendor 'acmee' (there is acme, borealis; did you mean 'acme'?)"),
        (("--vendor", "nope"), "GC408 unknown vendor 'nope' (there is acme, borealis)"),
        (("--history", "nowhere.sqlite"), "GC4"),
    ],
)
def test_wrong_usage_is_told_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    root = project(tmp_path / "p", delivered([0]))
    assert guarded(govcode, ["history", "calendar", str(root), "--as-of", "2026-07-28", *words]) == 2
    assert told in capsys.readouterr().err
