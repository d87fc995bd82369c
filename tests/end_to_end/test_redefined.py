"""`govcode check --against`: a changed definition is told with its old and its new value on the same data."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.end_to_end.test_argued import HEAD, KPI, ROWS
from tests.end_to_end.workspace import Workspace

OLD = KPI.format(measure="{share: topic = 'refund'}", more="min_n: 1")
NEW = KPI.format(measure="{share: amount > 8}", more="min_n: 1")
OTHER = OLD.replace("id: refunds", "id: others")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    place = Workspace(tmp_path)
    place.write("drop/tickets.csv", HEAD + ROWS)
    place.write("project/kpis/others.yaml", OTHER)
    place.policies(OLD)
    return place


def changed(place: Workspace) -> None:
    place.policies(NEW)


def test_against_a_folder(workspace: Workspace) -> None:
    shutil.copytree(workspace.root, workspace.folder / "before")
    changed(workspace)
    run = workspace.check("--against {}/before -o text")
    assert run.report is not None
    told = [
        v for v in run.report["redefined"] if v["segment"] == {"vendor": "acme"} and v["period"]["from"] == "2026-06-01"
    ]
    (value,) = told
    assert value["id"] == "refunds"
    assert (value["old"]["value"], value["old"]["n"]) == (pytest.approx(2 / 3), 3)
    assert (value["new"]["value"], value["new"]["n"]) == (pytest.approx(2 / 3), 3)
    assert value["old"]["definition_hash"] != value["new"]["definition_hash"]
    assert {v["id"] for v in run.report["redefined"]} == {"refunds"}
    assert "DEFINITIONS THAT CHANGED (1)" in run.out
    week = next(v for v in run.report["redefined"] if v["period"]["from"] == "2026-05-25")
    assert (week["old"]["value"], week["new"]["value"]) == (1.0, 0.0)
    assert "100.0 % from 1 row" in run.out
    assert "moved −100.00 points" in run.out


def test_against_a_revision(workspace: Workspace) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, "-C", str(workspace.folder), *words], check=True, capture_output=True)

    git("init", "-q")
    git("add", "project")
    git("commit", "-q", "-m", "before")
    changed(workspace)
    run = workspace.check("--against HEAD")
    assert run.report is not None
    assert {v["id"] for v in run.report["redefined"]} == {"refunds"}


def test_titles_and_targets_of_people_change_nothing(workspace: Workspace) -> None:
    shutil.copytree(workspace.root, workspace.folder / "before")
    workspace.policies(
        OLD.replace("title: Refunds", "title: All refunds").replace("owner: governance", "owner: operations")
    )
    run = workspace.check("--against {}/before")
    assert run.report is not None
    assert run.report["redefined"] == []


@pytest.mark.parametrize(
    ("before", "code", "message"),
    [("no-such-branch", "GC409", "is no folder, and no revision"), ("--upload-pack=x", "GC409", "no revision")],
)
def test_an_earlier_state_that_is_not_there(workspace: Workspace, before: str, code: str, message: str) -> None:
    run = workspace.check(f"--against={before}")
    assert run.code == 2
    assert code in run.err
    assert message in run.err


def test_an_earlier_state_with_mistakes(workspace: Workspace) -> None:
    shutil.copytree(workspace.root, workspace.folder / "before")
    workspace.write("before/policies/own.yaml", OLD.replace("of: tickets", "of: tickts"))
    run = workspace.check("--against {}/before")
    assert run.code == 2
    assert "GC410" in run.err
    assert "unknown dataset 'tickts'" in run.err


def test_an_override_of_one_vendor_changes_that_vendors_values_alone(workspace: Workspace) -> None:
    override = "apiVersion: govcode/v1\nkind: Vendor\nmetadata: {id: acme, title: Acme, owner: governance}\nspec: "
    workspace.policies(OLD.replace("min_n: 1", "min_n: 1\n  minimum: {at_most: 90%}"))
    workspace.write(
        "project/policies/acme.yaml", override + "{name: Acme, overrides: {others: {minimum: {at_most: 80%}}}}\n"
    )
    workspace.write("project/kpis/others.yaml", OTHER.replace("min_n: 1", "min_n: 1\n  minimum: {at_most: 90%}"))
    shutil.copytree(workspace.root, workspace.folder / "before")
    same = workspace.check("--against {}/before")
    assert same.report is not None, same.err
    assert same.report["redefined"] == []
    tighter = "{name: Acme, overrides: {refunds: {minimum: {at_most: 50%}}, others: {minimum: {at_most: 80%}}}}\n"
    workspace.write("project/policies/acme.yaml", override + tighter)
    run = workspace.check("--against {}/before")
    assert run.report is not None, run.err
    assert {(v["id"], v["segment"]["vendor"]) for v in run.report["redefined"]} == {("refunds", "acme")}
