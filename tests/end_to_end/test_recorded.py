"""`govcode check --record`: a run is reported first, then remembered; what cannot be remembered is told, not lost."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from govcode.history.entry import GENESIS, Remembered
from govcode.history.signing import signing_key
from govcode.history.store import open_history
from tests.end_to_end.workspace import Workspace

HEAD = "id,vendor,topic,amount,created_at,closed_on,approval\n"
OWN = ".govcode/history.sqlite"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    for name in ("GOVCODE_HISTORY", "GOVCODE_RUN_ID", "GOVCODE_SIGNING_KEY"):
        monkeypatch.delenv(name, raising=False)
    place = Workspace(tmp_path)
    place.write("drop/tickets.csv", HEAD + "1,acme,refund,5,2026-06-01T10:00:00Z,,\n,borealis,,,,,\n")
    return place


def remembered(history: Path) -> tuple[Remembered, ...]:
    return open_history(str(history), create=False).runs("small")


def test_each_run_is_a_link_of_the_chain(workspace: Workspace) -> None:
    first = workspace.check("--record")
    second = workspace.check("--record --run-id second")
    assert (first.code, second.code) == (1, 1), "the verdict is that of the gate"
    runs = remembered(workspace.root / OWN)
    assert [run.entry.position for run in runs] == [1, 2]
    assert (runs[0].entry.previous, runs[1].entry.previous) == (GENESIS, runs[0].entry.hash)
    assert runs[1].record.run == "second"
    assert len(runs[0].record.run) == 36
    assert runs[0].record.run in first.err
    line = f"recorded run second as link 2 of {OWN}, head {runs[1].entry.hash}"
    assert second.err.splitlines()[-1] == line
    assert second.report is not None
    assert [result.outcome for result in runs[1].record.results] == [f["outcome"] for f in second.report["findings"]]


def test_the_history_lists_what_was_recorded(workspace: Workspace) -> None:
    for name in ("monday", "tuesday"):
        workspace.check(f"--record --run-id {name}")
    told = workspace.run("history list {}/project")
    assert told.code == 0, told.err
    assert told.out.index("monday") != told.out.index("tuesday")
    assert workspace.run("history verify {}/project").code == 0


def test_a_run_that_nobody_asks_to_remember_leaves_nothing(workspace: Workspace) -> None:
    assert workspace.check().code == 1
    assert not (workspace.root / ".govcode").exists()


def test_the_environment_names_history_and_run(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVCODE_HISTORY", str(workspace.folder / "team.sqlite"))
    monkeypatch.setenv("GOVCODE_RUN_ID", "pipeline/77")
    assert workspace.check().code == 1, "without --record they are for other runs"
    assert not (workspace.folder / "team.sqlite").exists()
    run = workspace.check("--record")
    assert [one.record.run for one in remembered(workspace.folder / "team.sqlite")] == ["pipeline/77"]
    assert "pipeline/77 as link 1" in run.err
    workspace.check("--record --history {}/own.sqlite")
    assert len(remembered(workspace.folder / "own.sqlite")) == 1
    assert not (workspace.root / ".govcode").exists()


def test_the_project_names_its_history(workspace: Workspace) -> None:
    text = (workspace.root / "govcode.yaml").read_text()
    workspace.write("project/govcode.yaml", f"{text}  history: kept/runs.sqlite\n")
    assert "link 1 of kept/runs.sqlite" in workspace.check("--record").err
    assert len(remembered(workspace.root / "kept/runs.sqlite")) == 1


def test_a_run_of_one_vendor_is_remembered_as_one(workspace: Workspace) -> None:
    workspace.check("--record --vendor acme")
    (run,) = remembered(workspace.root / OWN)
    assert run.record.vendor == "acme"
    assert {covered.vendor for covered in run.record.coverage} == {"acme"}


def test_a_name_is_used_once_and_the_report_is_there_all_the_same(workspace: Workspace) -> None:
    workspace.check("--record --run-id again")
    (workspace.folder / "report.json").unlink()
    workspace.write("drop/tickets.csv", HEAD)
    run = workspace.check("--record --run-id again")
    assert run.code == 2
    assert "GC426" in run.err
    assert run.report is not None
    assert len(remembered(workspace.root / OWN)) == 1


@pytest.mark.parametrize(
    "history",
    [
        "{}/drop/tickets.csv",
        "{}/drop",
        "mysql://host/name",
        "postgresql://me:hush@localhost:1/x",
    ],
)
def test_a_history_that_cannot_be_written(workspace: Workspace, history: str) -> None:
    run = workspace.check(f"--record --history {history}")
    assert run.code == 2
    assert "GC421" in run.err
    assert "hush" not in run.err
    assert "Traceback" not in run.err
    assert "recorded run" not in run.err
    assert run.report is not None, "what was found is told first"
    assert (workspace.folder / "drop/tickets.csv").read_text().startswith(HEAD)


@pytest.mark.parametrize("where", ["nosuch/x/h.sqlite", "nosuch/x/y/h.sqlite", "drop/tickets.csv/in"])
@pytest.mark.parametrize("how", ["--history", "GOVCODE_HISTORY", "history in govcode.yaml"])
def test_a_slip_in_the_path_of_a_history_is_refused_before_any_work(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, where: str, how: str
) -> None:
    place = workspace.folder / where
    if how == "--history":
        run = workspace.check(f"--record --history {place}")
    elif how == "GOVCODE_HISTORY":
        monkeypatch.setenv(how, str(place))
        run = workspace.check("--record")
    else:
        text = (workspace.root / "govcode.yaml").read_text()
        workspace.write("project/govcode.yaml", f"{text}  history: ../{where}\n")
        run = workspace.check("--record")
    assert run.code == 2
    assert how in run.err
    assert "cannot be written" in run.err
    assert run.report is None, "nothing was measured"
    assert not (workspace.folder / "nosuch").exists()


def test_one_missing_folder_of_a_history_is_made(workspace: Workspace) -> None:
    assert "recorded run" in workspace.check("--record --history {}/new/h.sqlite").err
    assert len(remembered(workspace.folder / "new/h.sqlite")) == 1


def test_a_refused_run_records_nothing(workspace: Workspace) -> None:
    workspace.policies("apiVersion: govcode/v1\nkind: Polcy\n")
    run = workspace.check("--record")
    assert run.code == 2
    assert "recorded run" not in run.err
    assert not (workspace.root / ".govcode").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("--history x.sqlite", "--history is about a run that is remembered"),
        ("--run-id x", "--run-id is about a run that is remembered"),
        ("--sign x.pem", "--sign is about a run that is remembered"),
        ("--record --run-id latest", "--run-id"),
        ("--record --run-id=-x", "--run-id"),
        ("--record --run-id 'two words'", "--run-id"),
        ("--record --run-id latest~1", "--run-id"),
    ],
)
def test_words_that_say_so_by_half(workspace: Workspace, words: str, says: str) -> None:
    run = workspace.check(words)
    assert run.code == 2
    assert says in run.err
    assert run.report is None, "nothing was measured"
    assert not (workspace.root / ".govcode").exists()


def test_a_signed_record(workspace: Workspace) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = workspace.write("key.pem", pem.decode())
    workspace.check("--record --sign {}/key.pem")
    (run,) = remembered(workspace.root / OWN)
    assert run.entry.signature == signing_key(path).sign(run.entry.hash)


@pytest.mark.parametrize("content", ["", "-----BEGIN PRIVATE KEY-----\nhush\n-----END PRIVATE KEY-----\n"])
def test_a_key_that_is_none_is_told_before_anything_is_measured(workspace: Workspace, content: str) -> None:
    workspace.write("key.pem", content)
    run = workspace.check("--record --sign {}/key.pem")
    assert run.code == 2
    assert "GC4" in run.err
    assert "hush" not in run.err
    assert run.report is None
    assert not (workspace.root / ".govcode").exists()


def test_remembering_a_run_changes_no_document_of_the_next(workspace: Workspace) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, "-C", str(workspace.root), *words], check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "all")
    for _ in range(2):
        workspace.check("--record")
    first, second = (run.record.revision for run in remembered(workspace.root / OWN))
    assert first is not None
    assert first == second
    assert len(first) == 40
