"""`govcode explain KPI --vendor V --week W`: a number taken apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.workspace import Run, Workspace

HEAD = "id,vendor,topic,amount,created_at,closed_on,approval\n"
KPI = """\
apiVersion: govcode/v1
kind: Kpi
metadata: {{id: refunds, title: Refunds, owner: governance}}
spec:
  of: tickets
  measure: {measure}
  exclude: {{tiny: amount < 1}}
  cohort: created_at
  period: week
  by: [vendor]
  {more}
  dimension: outcome
"""
ROWS = (
    "a1,acme,refund,5,2026-06-01T10:00:00Z,,\n"
    "a2,acme,other,9,2026-06-02T10:00:00Z,,\n"
    "a3,acme,refund,0.5,2026-06-02T11:00:00Z,,\n"
    "a4,acme,refund,40,2026-06-03T10:00:00Z,,\n"
    "b1,borealis,refund,5,2026-06-01T10:00:00Z,,\n"
    "a5,acme,refund,5,2026-05-25T10:00:00Z,,\n"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    place = Workspace(tmp_path)
    place.write("drop/tickets.csv", HEAD + ROWS)
    return place


def explain(place: Workspace, words: str, measure: str = "{share: topic = 'refund'}", more: str = "min_n: 1") -> Run:
    place.policies(KPI.format(measure=measure, more=more))
    return place.run(f"explain refunds --project {{}}/project --drop standard={{}}/drop --as-of 2026-06-10 {words}")


BEYOND = "rows whose own value lies outside the limit"
AGAINST: list[tuple[str, str, str]] = [
    ("{share: topic = 'refund'}", "direction: lower", "2 of 3 rows: rows that the share counts: a1, a4"),
    ("{share: topic = 'refund'}", "direction: higher", "1 of 3 rows: rows that the share does not count: a2"),
    ("{count: topic = 'refund'}", "direction: lower", "2 of 3 rows: rows that are counted: a1, a4"),
    ("{mean: amount}", "minimum: {at_most: 8}", f"2 of 3 rows: {BEYOND}: a2, a4"),
    ("{median: amount}", "minimum: {at_least: 8}", f"1 of 3 rows: {BEYOND}: a1"),
    ("{mean: as_of() - created_at}", "minimum: {at_most: 180}", f"2 of 3 rows: {BEYOND}: a1, a2"),
    (
        "{survival: {duration: as_of() - created_at, over: topic = 'refund', within: 8d}}",
        "minimum: {at_least: 50%}",
        "2 of 3 rows: rows not over in time: a1, a2",
    ),
]


@pytest.mark.parametrize(("measure", "more", "told"), AGAINST)
def test_rows_that_counted_against_it_are_named(workspace: Workspace, measure: str, more: str, told: str) -> None:
    run = explain(workspace, "--vendor acme --week 2026-W23", measure, f"{more}\n  min_n: 1")
    assert run.code == 0, run.err
    rows, what, keys = told.split(": ")
    assert f"{rows} counted against it: {what}\n  {keys}" in run.out


@pytest.mark.parametrize(
    ("measure", "more", "why"),
    [
        ("{sum: amount}", "minimum: {at_most: 8}", "it is made of all rows together"),
        ("{mean: amount}", "direction: lower", "nothing is promised of it"),
    ],
)
def test_why_no_row_counted_against_it(workspace: Workspace, measure: str, more: str, why: str) -> None:
    out = explain(workspace, "--vendor acme --week 2026-W23", measure, f"{more}\n  min_n: 1").out
    assert f"Rows that counted against it: {why}" in out


def test_what_it_is_made_of_is_told(workspace: Workspace) -> None:
    out = explain(
        workspace, "--vendor acme --week 2026-06-04", more="min_n: 1\n  maturity: 2d\n  minimum: {at_most: 10%}"
    ).out
    for part in (
        "vendor acme, week of 1 Jun 2026",
        "66.7 % from 3 rows, 95 % interval 20.8 – 93.9 %",
        "promised      limit at most 10 %",
        "mature        on 2026-06-10, 2 d after the end of the period",
        "left out      tiny: 1",
        "inputs        standard.tickets (6 rows)",
        "cohort created_at",
        "broken",
    ):
        assert part in out, part


def test_without_a_period_each_vendors_newest_value_is_told(workspace: Workspace) -> None:
    out = explain(workspace, "").out
    assert "vendor acme, week of 1 Jun 2026" in out
    assert "vendor borealis, week of 1 Jun 2026" in out
    assert "25 May" not in out


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("--vendor acme --month 2026-06", "KPI 'refunds' is told per week, not per month"),
        ("--vendor acme --week 2026-W30", "KPI 'refunds' has no value of vendor 'acme' in the week of 2026-07-20"),
        ("--vendor nobody", "unknown vendor 'nobody'"),
        ("--week yesterday", "GC407"),
        ("--week 2026-W60", "GC407"),
        ("--week 2026-W23 --month 2026-06", "name one period"),
    ],
)
def test_a_number_that_is_not_there(workspace: Workspace, words: str, problem: str) -> None:
    run = explain(workspace, words)
    assert run.code == 2
    assert problem in run.err


def test_a_kpi_that_is_not_there(workspace: Workspace) -> None:
    workspace.policies(KPI.format(measure="{share: topic = 'refund'}", more="min_n: 1"))
    run = workspace.run("explain refund --project {}/project --drop standard={}/drop --week 2026-W23")
    assert run.code == 2
    assert "unknown KPI 'refund'" in run.err
    assert "refunds" in run.err


def test_more_keys_are_named_on_demand(workspace: Workspace) -> None:
    out = explain(workspace, "--vendor acme --week 2026-W23 --keys 1", "{count: topic = 'refund'}").out
    assert "  a1\n  and 1 more" in out


def test_a_drop_of_a_vendor_nobody_knows_is_refused(workspace: Workspace) -> None:
    run = workspace.run("check {}/project --drop standard@acmee={}/drop --as-of 2026-06-10")
    assert run.code == 2
    assert "GC408" in run.err
    assert "unknown vendor 'acmee'" in run.err
    assert "'acme'" in run.err


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_year_of_no_use_is_refused(workspace: Workspace, day: str) -> None:
    run = workspace.run(f"check {{}}/project --drop standard={{}}/drop --as-of {day}")
    assert run.code == 2
    assert "write a year from 1990 to 2199" in run.err


def test_why_there_is_no_number_is_told_for_a_vendor_and_week_too(workspace: Workspace) -> None:
    workspace.write("drop/tickets.csv", "id,vendor,topic,amount,closed_on,approval\na,acme,refund,5,,\n")
    run = explain(workspace, "--vendor acme --week 2026-W23")
    assert run.code == 0, run.err
    assert "no data: column 'created_at' of dataset 'tickets' was not delivered" in " ".join(run.out.split())


def test_a_sum_that_is_too_large_says_so(workspace: Workspace) -> None:
    workspace.policies(KPI.format(measure="{sum: amount * 1e40}", more="min_n: 1"))
    finding = workspace.check().finding("refunds")
    assert finding["outcome"] == "error"
    assert finding["reason"].startswith("a number is too large to be added up")
