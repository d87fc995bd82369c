"""What surrounds a verdict: outputs, colours, interruptions, repeatability."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.end_to_end.workspace import AS_OF, Workspace

HEADER = "id,vendor,topic,amount,created_at,closed_on,approval\n"
VENDORS = ("acme", "borealis", "nobody")
POLICY = """\
apiVersion: govcode/v1
kind: Policy
metadata: {id: p, title: Promises, owner: governance}
spec:
  rules:
    - {id: a, title: Small, kind: require, dataset: tickets, that: amount < 5}
    - {id: b, title: Approved, kind: required, dataset: tickets, columns: [approval]}
    - {id: c, title: Once, kind: unique, dataset: tickets, columns: [amount]}
---
apiVersion: govcode/v1
kind: Kpi
metadata: {id: mean, title: Mean, owner: governance}
spec:
  {of: tickets, measure: {mean: amount}, cohort: created_at, period: week, by: [vendor], target: {at_most: 3},
   dimension: quality}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path)
    made.policies(POLICY)
    rows = (
        f"T-{i},{VENDORS[i % 3]},refund,{i % 11}.{i % 7},2026-05-{i % 28 + 1:02d},,{'A' * (i % 2)}\n"
        for i in range(400)
    )
    made.write("drop/tickets.csv", HEADER + "".join(rows))
    return made


def words(workspace: Workspace, *options: str) -> list[str]:
    folder = workspace.folder
    drop = ["--drop", f"standard={folder / 'drop'}", "--as-of", AS_OF]
    return [sys.executable, "-m", "govcode", "check", str(workspace.root), *drop, *options]


def test_several_outputs_at_once_into_a_folder_that_is_not_there(workspace: Workspace) -> None:
    out = workspace.folder / "reports"
    run = workspace.check(f"-o html={out}/r.html -o text={out}/r.txt -o text")
    assert run.code == 1
    assert (out / "r.html").read_text().startswith("<!doctype html>")
    assert "WHAT BROKE" in (out / "r.txt").read_text()
    assert "WHAT BROKE" in run.out
    assert sorted(path.name for path in out.iterdir()) == ["r.html", "r.txt"]
    assert run.err.splitlines()[-2:] == [f"wrote {out}/r.html (html)", f"wrote {out}/r.txt (text)"]
    assert "wrote" not in run.out


def test_a_file_is_named_as_it_was_given(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace.folder)
    run = workspace.run(f"check project --drop standard=drop --as-of {AS_OF} -o json=./out/../report.json")
    assert run.report is not None
    assert run.err == "wrote out/../report.json (json)\n"


@pytest.mark.parametrize(
    ("path", "near"),
    [
        (
            "reprots/2026/x/q3.html",
            "there is no folder 'reprots/2026/x', the nearest that exists is the current folder",
        ),
        ("drop/2026/x/q3.html", "there is no folder 'drop/2026/x', the nearest that exists is 'drop'"),
        ("drop/tickets.csv/q3.html", "'drop/tickets.csv' is a file and no folder"),
        ("drop/tickets.csv/x/q3.html", "'drop/tickets.csv' is a file and no folder"),
        ("drop", "'drop' is a folder"),
    ],
)
def test_a_place_of_folders_that_are_not_there_is_refused_before_any_work(
    path: str, near: str, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace.folder)
    workspace.policies("this is: [no document")  # which is not looked at
    run = workspace.run(f"check project --drop standard=drop --as-of {AS_OF} -o html={path}")
    assert (run.code, run.out) == (2, "")
    assert f"'{path}'" in run.err
    assert near in run.err
    assert "GC" not in run.err
    assert sorted(one.name for one in workspace.folder.iterdir()) == ["drop", "project"]


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("review {}/project -o md=q3.md", "did you mean 'markdown=q3.md'?"),
        ("review {}/project -o md", "did you mean 'markdown'?"),
        ("review {}/project -o review.html", "did you mean 'html=review.html'?"),
        ("review {}/project -o out/Q3.MD", "did you mean 'markdown=out/Q3.MD'?"),
        ("check {}/project -o report.json", "did you mean 'json=report.json'?"),
        ("check {}/project -o htm=x.htm", "did you mean 'html=x.htm'?"),
        ("check {}/project -o jsn", "did you mean 'json'?"),
        ("explain meen --project {}/project", "did you mean 'mean'?"),
        ("sample {}/made --as-of 2026-05-01", "Did you mean '--until'?"),
    ],
)
def test_a_slip_is_told_with_what_may_be_meant(command: str, says: str, workspace: Workspace) -> None:
    run = workspace.run(command)
    assert run.code == 2
    assert says in run.err


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="there are no such devices")
def test_a_pipe_is_written_through(workspace: Workspace) -> None:
    done = subprocess.run(words(workspace, "-o", "json=/dev/stdout"), capture_output=True, check=False)
    assert json.loads(done.stdout)["findings"]
    assert done.stderr == b"wrote /dev/stdout (json)\n"


def test_two_outputs_to_one_place_are_refused(workspace: Workspace) -> None:
    run = workspace.run("check {}/project --drop standard={}/drop -o json -o text")
    assert run.code == 2
    assert "two outputs cannot go to the same place" in run.err


def test_an_output_that_cannot_be_written_leaves_nothing_behind(workspace: Workspace) -> None:
    (workspace.folder / "taken").mkdir()
    run = workspace.run(f"check {{}}/project --drop standard={{}}/drop --as-of {AS_OF} -o json={{}}/taken")
    assert run.code == 2
    assert "taken" in run.err
    assert sorted(path.name for path in workspace.folder.iterdir()) == ["drop", "project", "taken"]


@pytest.mark.parametrize("form", ["json", "html", "text"])
def test_the_same_inputs_give_the_same_bytes(form: str, workspace: Workspace) -> None:
    written = []
    for options in ("--threads 1", "--threads 2", "--memory 300MB", ""):
        path = workspace.folder / "out"
        workspace.check(f"-o {form}={path} {options}")
        written.append(path.read_bytes())
    assert len(set(written)) == 1
    assert written[0]


@pytest.mark.parametrize("variable", [{}, {"NO_COLOR": "1"}, {"PYTHONIOENCODING": "ascii"}, {"TERM": "dumb"}])
def test_nothing_but_text_where_no_terminal_is(variable: dict[str, str], workspace: Workspace) -> None:
    done = subprocess.run(words(workspace), capture_output=True, check=False, env=os.environ | variable)
    assert done.returncode == 1
    assert done.stderr == b""
    assert b"\x1b" not in done.stdout
    assert b"WHAT BROKE" in done.stdout


def test_options_come_from_the_environment_too(workspace: Workspace) -> None:
    done = subprocess.run(
        words(workspace), capture_output=True, check=False, env=os.environ | {"GOVCODE_CHECK_EXIT_ZERO": "1"}
    )
    assert done.returncode == 0


def test_a_reader_that_goes_away_does_not_change_the_verdict(workspace: Workspace) -> None:
    with subprocess.Popen(words(workspace), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
        process.wait(30)
    assert (process.returncode, errors) == (1, b"")


SLOW = """
import sys, time
from govcode.engines.duckdb.store import Store
run = Store.run
def slow(self, sql):
    print("started", file=sys.stderr, flush=True)
    if {inside}:
        return run(self, "select count(*) from range(1000000) a, range(10000000) b where hash(a.range) = b.range")
    time.sleep(30)
Store.run = slow
from govcode.cli import main
main()
"""


@pytest.mark.parametrize("inside", [True, False], ids=["inside a statement", "between statements"])
def test_an_interruption_is_told_and_writes_nothing(inside: bool, workspace: Workspace) -> None:
    options = ["-o", f"json={workspace.folder / 'r.json'}"]
    command = [sys.executable, "-c", SLOW.format(inside=inside), *words(workspace, *options)[3:]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "started\n"
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert (out, err.replace("started\n", "").strip()) == ("", "interrupted")
    assert sorted(path.name for path in workspace.folder.iterdir()) == ["drop", "project"]


def test_a_bug_is_told_without_data(workspace: Workspace) -> None:
    before = (
        "import govcode.app.checking as a\ndef checked(*_): raise KeyError('ann@example.org')\na.checked = checked\n"
    )
    command = [sys.executable, "-c", before + "from govcode.cli import main; main()", *words(workspace)[3:]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 70
    assert done.stderr.startswith("internal error: KeyError in ")
    assert "ann@example.org" not in done.stderr


def test_a_plan_names_its_statements_its_checks_and_what_is_blocked(workspace: Workspace) -> None:
    workspace.write("drop/tickets.csv", HEADER.replace(",approval", ""))
    run = workspace.run(f"plan {{}}/project --drop standard={{}}/drop --as-of {AS_OF}")
    assert run.code == 0, run.err
    assert "nothing has been run" in run.out
    assert "p.b: column 'approval' of dataset 'tickets' was not delivered" in run.out
    assert "count(*) as n" in run.out
    assert "p.a" in run.out


@pytest.mark.parametrize("dialect", ["duckdb", "spark"])
def test_a_plan_as_json(dialect: str, workspace: Workspace) -> None:
    run = workspace.run(f"plan {{}}/project --drop standard={{}}/drop --as-of {AS_OF} -o json --dialect {dialect}")
    assert run.code == 0, run.err
    plan = json.loads(run.out)
    asked = [name for scan in plan["scans"] for question in scan["questions"] for name in question["checks"]]
    assert {"p.a", "p.b", "p.c", "mean", "tickets.lines", "tickets.amount.type"} <= set(asked)
    assert plan["blocked"] == []
    assert plan["checks"] == len(asked)
    assert 1 <= sum(len(scan["statements"]) for scan in plan["scans"]) <= 5


def test_a_plan_reads_no_row(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from govcode.engines.duckdb import store

    def refuse(*_: object) -> None:
        pytest.fail("a row has been read")

    monkeypatch.setattr(store.Store, "run", refuse)
    assert workspace.run("plan {}/project --drop standard={}/drop").code == 0
    assert workspace.run("plan {}/project --drop nothing={}/drop").code == 2


def test_a_process_that_ends_at_once_leaves_nothing_behind_and_has_sent_everything(workspace: Workspace) -> None:
    aside = workspace.folder / "aside"
    aside.mkdir()
    told = subprocess.run(
        words(workspace, "-o", "json"),
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"TMPDIR": str(aside)},
    )
    assert told.returncode == 1, told.stderr
    assert json.loads(told.stdout)["outcome"] == "fail"
    assert list(aside.iterdir()) == []


def test_nobody_listening_changes_no_exit_code(workspace: Workspace) -> None:
    with subprocess.Popen(words(workspace, "-o", "json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(timeout=60) == 1
        assert process.stderr is not None
        assert b"Error" not in process.stderr.read()


def test_a_closed_error_stream_changes_no_verdict(workspace: Workspace) -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" 2>&-', "sh", *words(workspace)], stdout=subprocess.PIPE, text=True, check=False
    )
    assert done.returncode == 1
    assert "promises" in done.stdout
