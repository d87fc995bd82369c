"""`govcode history`, as it is typed."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from govcode.cli.history import HISTORY
from govcode.history.canonical import written
from govcode.history.lines import carried
from govcode.history.record import Record
from govcode.history.store import History, open_history
from tests.end_to_end.workspace import Run, Workspace
from tests.history.keys import pair
from tests.history.making import KPI, PROJECT, RULE, kpi, record, rule

GOVCODE = """\
apiVersion: govcode/v1
kind: Project
metadata: {id: support, title: Support, owner: governance}
spec:
  people: {governance: {name: Governance}}
"""
BROKEN = rule("fail", 3, keys=("T-1", "T-2", "T-3"), keys_total=3)


class Project(Workspace):
    """A project with nothing but its settings, and a history of three runs."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.write("project/govcode.yaml", GOVCODE)
        self.file = self.root / ".govcode" / "history.sqlite"
        self.append(self.opened())

    def opened(self) -> History:
        """Return its history."""
        return open_history(str(self.file))

    @staticmethod
    def append(history: History) -> None:
        """Add three runs."""
        history.append(record(1, rule(), kpi(0.9)))
        history.append(record(2, BROKEN, kpi(0.8), outcome="fail", exit_code=1, sentence="Broken.", blocking=(0,)))
        history.append(record(3, rule(), kpi(None, "no_data", reason="no rows"), vendor="acme"))

    def append_one(self, added: Record) -> None:
        """Add a run."""
        self.opened().append(added)

    def history(self, words: str) -> Run:
        """Run a subcommand."""
        name, _, rest = words.partition(" ")
        return self.run(f"history {name} {{}}/project {rest}")

    def tamper(self, statement: str) -> None:
        """Do what somebody does who may write the file."""
        connection = sqlite3.connect(self.file)
        connection.executescript(f"drop trigger records_update; drop trigger records_delete; {statement};")
        connection.close()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture
def other(tmp_path: Path) -> Project:
    return Project(tmp_path / "other")


def loaded(run: Run) -> Any:  # noqa: ANN401 - JSON is what it is
    assert run.code == 0, run.err
    return json.loads(run.out)


# -------------------------------------------------------------------------------------------------------------- looking


def test_a_list_has_a_line_for_each_run(project: Project) -> None:
    run = project.history("list")
    assert run.code == 0
    lines = run.out.splitlines()
    assert [line.split()[:2] for line in lines[1:4]] == [["1", "run-0001"], ["2", "run-0002"], ["3", "run-0003"]]
    assert "Fail" in lines[2]
    assert "acme" in lines[3]
    assert project.opened().head(PROJECT).hash in lines[-1]
    assert len(project.history("list --last 1").out.splitlines()) == 4
    told = loaded(project.history("list -o json --last 2"))
    assert told["total"] == 3
    assert [one["run"] for one in told["runs"]] == ["run-0002", "run-0003"]


def test_a_run_is_shown_with_what_was_broken_and_what_is_not_known(project: Project) -> None:
    run = project.history("show run-0002")
    assert run.code == 0
    assert "Fail (exit 1): Broken." in run.out
    assert re.search(r"refunds\.approval +3 of 120 broken; T-1, T-2, T-3; closes the gate", run.out)
    assert "standard" not in run.out
    latest = project.history("show latest").out
    assert re.search(r"csat +1 no data +no rows", latest)
    told = loaded(project.history("show run-0002 -o json"))
    assert told["link"]["position"] == 2
    assert told["record"] == json.loads(written(project.opened().run(PROJECT, 2).record))


def test_two_runs_are_compared(project: Project) -> None:
    run = project.history("diff latest~2 latest~1")
    assert run.code == 0
    assert "Worse\n  csat" in run.out
    assert "kept → broken: 0 of 120 broken → 3 of 120 broken" in run.out
    blank = project.history("diff run-0002 latest").out
    assert blank.index("No longer told: kept or broken before, and not known now\n  csat") < blank.index("Better")
    assert "Better\n  refunds.approval" in blank
    told = loaded(project.history("diff run-0001 run-0002 -o json"))
    assert [(one["id"], one["change"], one["moved"]) for one in told["differences"]] == [
        ("csat", "worse", -0.1),
        ("refunds.approval", "worse", None),
    ]


def test_a_run_is_shown_by_its_number_in_the_list(project: Project) -> None:
    project.append_one(record(4, rule(), run="2-of-another-day"))
    assert "Run run-0002 of" in project.history("show 2").out
    assert "Run run-0001 of" in project.history("show 1").out
    assert "Run 2-of-another-day of" in project.history("show 4").out


def test_a_comparison_begins_with_what_matters_and_says_if_it_goes_back(project: Project) -> None:
    forth = project.history("diff 1 2").out.splitlines()
    assert forth[1] == "2 worse, 0 better, 0 no longer told, 0 first told"
    assert "from the later" not in forth[0]
    back = project.history("diff 2 1").out
    assert back.splitlines()[0].endswith(", from the later to the earlier run")
    assert back.splitlines()[1] == "0 worse, 2 better, 0 no longer told, 0 first told"
    project.append_one(record(4, BROKEN, definitions=(RULE,)))
    assert "the earlier run does not have this check" in project.history("diff 1 4").out.replace("later", "earlier")
    gone = project.history("diff 4 3").out
    assert "only the later run" not in gone
    assert "only the earlier run has it" in gone


def test_a_number_that_did_not_change_is_told_once(project: Project) -> None:
    project.append_one(record(4, rule(), kpi(0.4, "immature")))
    project.append_one(record(5, rule(), kpi(0.4, "fail")))
    out = project.history("diff 4 5").out
    assert "1 first told (1 broken)" in out.splitlines()[1]
    assert "not yet due → broken: 40.0 %" in out
    assert out.count("40.0 %") == 1


def test_what_was_not_known_before_is_no_improvement(project: Project) -> None:
    project.append_one(record(4, rule(), kpi(0.9)))
    out = project.history("diff latest~1 latest").out
    assert re.search(r"First told now, and kept: not known before\n  csat .*no data → kept", out)
    assert "Better" not in out
    assert out.splitlines()[-1] == "1 first told kept; 1 result the same"


def test_what_vanished_is_told_once_and_above_what_is_better(project: Project) -> None:
    project.append_one(record(4, BROKEN, kpi(0.9, vendor="borealis"), kpi(0.8, vendor="borealis", week=1)))
    definitions = (RULE,)
    project.append_one(record(5, rule(), definitions=definitions))
    out = project.history("diff latest~1 latest").out
    lost = out.index("No longer told")
    assert lost < out.index("Better")
    assert out[lost:].count("borealis") == 1
    assert "the later run does not have this check" in out
    project.append_one(record(6, kpi(0.9)))
    assert "the later run has no result of it" in project.history("diff latest~1 latest").out


def test_a_definition_that_changed_is_told_before_the_numbers(project: Project) -> None:
    definitions = (RULE, KPI.__class__(**{name: getattr(KPI, name) for name in KPI.__slots__} | {"hash": "5" * 64}))
    project.opened().append(record(4, rule(), kpi(0.8), definitions=definitions))
    out = project.history("diff latest~1 latest").out
    assert out.index("Defined anew") < out.index("First told now, and kept")
    assert "csat: bbbbbbbbbbbb → 555555555555" in out
    told = loaded(project.history("diff latest~1 latest -o json"))
    assert [one["id"] for one in told["redefined"]] == ["csat"]


@pytest.mark.parametrize("words", ["show nothing", "show run-00", "show latest~9", "diff latest other", "attest x"])
def test_a_run_that_is_not_there_is_told(project: Project, words: str) -> None:
    run = project.history(words)
    assert (run.code, run.out) == (2, "")
    assert "GC420" in run.err


@pytest.mark.parametrize(
    "words", ["show", "diff latest", "diff", "diff a b c d", "attest", "import", "verify --expect 1"]
)
def test_words_that_are_missing_are_usage(project: Project, words: str) -> None:
    run = project.history(words)
    assert run.code == 2
    assert "Usage:" in run.err
    assert "GC" not in run.err


@pytest.mark.parametrize("words", ["list", "show latest", "diff latest~1 latest", "verify", "export", "attest latest"])
def test_the_project_is_the_current_folder_if_it_is_left_out(
    project: Project, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.chdir(project.root)
    assert project.run(f"history {words}").code == 0


@pytest.mark.parametrize("words", ["list", "show latest", "diff latest latest~1", "export", "attest latest"])
def test_without_a_history_there_is_nothing_to_see(project: Project, words: str) -> None:
    project.file.unlink()
    run = project.history(words)
    assert (run.code, run.out) == (2, "")
    assert "GC421" in run.err
    assert "check --record" in run.err
    assert not project.file.exists()


def test_a_history_is_named_on_the_command_line_or_by_the_environment(
    project: Project, other: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.file.unlink()
    assert project.history(f"list --history {other.file}").code == 0
    monkeypatch.setenv("GOVCODE_HISTORY", str(other.file))
    assert project.history("list").code == 0


def test_only_the_settings_of_a_project_are_read(project: Project) -> None:
    project.policies("this is: [no document")
    assert project.history("list").code == 0
    project.write("project/govcode.yaml", GOVCODE.replace("spec:", "spec: ["))
    run = project.history("list")
    assert run.code == 2
    assert "govcode.yaml:" in run.err


def test_a_folder_without_a_project_is_refused(project: Project) -> None:
    (project.folder / "empty").mkdir()
    run = project.run("history list {}/empty")
    assert run.code == 2
    assert "GC318" in run.err


# ------------------------------------------------------------------------------------------------------------ verifying


def test_a_whole_history_is_verified(project: Project) -> None:
    head = project.opened().head(PROJECT).hash
    run = project.history(f"verify --expect {head} --expect {head[:16]}")
    assert run.code == 0
    assert run.out == f"✓ 3 records, one chain, nothing was changed; head {head}\n"
    told = loaded(project.history("verify -o json"))
    assert told["whole"] is True
    assert told["head"] == head


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("update records set outcome = 'pass' where position = 2", "run-0002"),
        ("update records set body = replace(body, '\"fail\"', '\"pass\"') where position = 2", "run-0002"),
        ("delete from records where position = 2", "record 2 is missing between record 1 (run run-0001)"),
        ("delete from records where position = 3", "record 3 is missing after record 2 (run run-0002)"),
        ("delete from records", "records 1 to 3 are missing"),
    ],
)
def test_a_changed_history_is_found_and_not_used(project: Project, statement: str, names: str) -> None:
    project.tamper(statement)
    run = project.history("verify")
    assert run.code == 1
    assert names in run.out
    assert loaded_anyway(project.history("verify -o json"))["whole"] is False
    export = project.history("export -o {}/out.jsonl")
    assert export.code == 2
    assert "GC422" in export.err
    assert not (project.folder / "out.jsonl").exists()


def loaded_anyway(run: Run) -> Any:  # noqa: ANN401 - JSON is what it is
    assert run.code == 1
    return json.loads(run.out)


def test_a_changed_run_is_not_shown(project: Project) -> None:
    project.tamper("update records set outcome = 'pass' where position = 2")
    for words in ("show run-0002", "diff run-0001 run-0002", "attest run-0002"):
        run = project.history(words)
        assert (run.code, run.out) == (2, "")
        assert "GC422" in run.err
    assert project.history("show run-0001").code == 0


def test_verify_fails_closed(project: Project) -> None:
    cut = project.history("verify --expect " + "0" * 64)
    assert cut.code == 1
    assert "noted" in cut.out
    project.file.write_bytes(b"no database at all" * 100)
    assert project.history("verify").code == 1
    project.file.unlink()
    missing = project.history("verify")
    assert missing.code == 1
    assert "there is no such file" in missing.out
    open_history(str(project.file))
    empty = project.history("verify")
    assert empty.code == 1
    assert "there is no record" in empty.out


def test_a_slip_in_a_path_is_no_finding_about_a_history(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for option in ("--history", "--file"):
        run = project.history(f"verify {option} {{}}/project/.govcode/histry.sqlite")
        assert (run.code, run.out) == (2, ""), option
        assert f"'{project.folder}/project/.govcode/histry.sqlite'" in run.err
        assert f"did you mean '{project.file}'?" in run.err
    gone = project.folder / "gone.sqlite"
    monkeypatch.setenv("GOVCODE_HISTORY", str(gone))
    configured = project.history("verify")
    assert configured.code == 1, "what the settings name must be there"
    assert "there is no such file" in configured.out
    damaged = project.write("damaged.sqlite", "no database at all" * 100)
    assert project.history(f"verify --history {damaged}").code == 1


@pytest.mark.parametrize("words", ["verify --history", "list --history"])
def test_a_folder_is_told_with_the_history_in_it(project: Project, words: str) -> None:
    for folder, near in (
        (project.root, project.file),
        (project.file.parent, project.file),
        (project.folder / "runs", project.folder / "runs" / "team.db"),
    ):
        if near != project.file:
            open_history(str(near))
        run = project.history(f"{words} {folder}")
        assert (run.code, run.out) == (2, "")
        assert "GC421" in run.err
        assert f"{folder} cannot be used: it is a folder (give the file {near} in it)" in run.err
    (project.folder / "empty").mkdir()
    run = project.history(f"{words} {{}}/empty")
    assert run.code == 2
    assert "no history is in it" in run.err


def test_a_folder_in_the_settings_fails_closed(project: Project) -> None:
    project.write("project/govcode.yaml", f"{GOVCODE}  history: .govcode\n")
    run = project.history("verify")
    assert run.code == 1
    assert "it is a folder" in run.out


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("ticket,vendor\nT-1,secret\n", "line 1 is no JSON record"),
        ("", "the file is empty"),
        ("[]\n", "line 1 is not the header that `govcode history export` writes"),
        ('{"a": "secret"}\n{"b": 1}\n', "line 1 is not the header that `govcode history export` writes"),
        ('{"format":"govcode-history/9","project":"support"}\n', "line 1 is of another format than this govcode reads"),
        ("SQLite format 3\0\0\n", "the file is a database; if it is the history itself, name it by --history"),
    ],
)
def test_a_file_that_is_no_export_is_told_in_one_sentence(project: Project, content: str, why: str) -> None:
    path = project.write("other.txt", content)
    run = project.history(f"verify --file {path}")
    assert run.code == 1
    assert run.out.splitlines()[0] == f"✗ not an export of a history: {why}"
    assert run.out.count("✗") == 1
    added = project.history(f"import {path}")
    assert added.code == 2
    assert f"GC425 '{path}' is not an export of a history: {why}" in added.err
    assert "secret" not in run.out + run.err + added.out + added.err


def test_signatures_are_asked_for_with_the_public_key(project: Project) -> None:
    private, public = pair(project.folder)
    _, stranger = pair(project.folder, "stranger")
    unsigned = project.history(f"verify --public-key {public}")
    assert unsigned.code == 1
    assert unsigned.out.count("unsigned") == 3
    project.history("export -o {}/out.jsonl")
    project.file.unlink()
    assert project.history(f"import {{}}/out.jsonl --sign {private}").code == 0
    assert "3 of 3 records, not checked" in project.history("verify").out
    assert project.history(f"verify --public-key {public}").code == 0
    assert project.history(f"verify --public-key {stranger}").code == 1
    assert project.history(f"verify --public-key {stranger} --public-key {public}").code == 0
    wrong = project.history(f"verify --public-key {private}")
    assert wrong.code == 2
    assert "GC424" in wrong.err


# ------------------------------------------------------------------------------------------------------------- carrying


def test_a_history_is_carried_whole(project: Project) -> None:
    assert project.history("export -o {}/out.jsonl").code == 0
    content = (project.folder / "out.jsonl").read_bytes()
    assert project.history("export").out.encode() == content
    lines = [json.loads(line) for line in content.splitlines()]
    head = project.opened().head(PROJECT)
    assert lines[0] == {"format": "govcode-history/1", "project": PROJECT}
    assert lines[-1] == {"head": head.hash, "records": 3}
    assert lines[2]["record"]["run"] == "run-0002"
    assert project.history("verify --file {}/out.jsonl").code == 0
    found = carried(content)
    with project.opened().chain(PROJECT) as chain:
        assert [link.entry for link in found.links] == [link.entry for link in chain.links()]


def test_the_records_of_other_machines_are_joined(project: Project, other: Project) -> None:
    other.opened().append(record(7))
    assert other.history("export -o {}/runner.jsonl").code == 0
    run = project.history(f"import {other.folder}/runner.jsonl")
    assert run.code == 0
    head = project.opened().head(PROJECT)
    assert run.out == f"1 new, 3 known, head {head.hash}\n"
    assert project.history("verify").code == 0
    assert [one.run for one in project.opened().headlines(PROJECT)][-1] == "run-0007"
    theirs, ours = other.opened().headlines(PROJECT)[-1], project.opened().headlines(PROJECT)[-1]
    assert theirs.entry.record == ours.entry.record
    assert project.history(f"import {other.folder}/runner.jsonl").out == f"0 new, 4 known, head {head.hash}\n"


def test_an_import_makes_one_folder_and_not_several(project: Project) -> None:
    project.history("export -o {}/runs.jsonl")
    slip = project.history("import {}/runs.jsonl --history {}/nosuch/x/h.sqlite")
    assert slip.code == 2
    assert "cannot be written: there is no folder" in slip.err
    assert not (project.folder / "nosuch").exists()
    assert project.history("import {}/runs.jsonl --history {}/new/h.sqlite").code == 0


def test_an_import_begins_a_history_where_there_is_none(project: Project, other: Project) -> None:
    assert other.history("export -o {}/runner.jsonl").code == 0
    project.file.unlink()
    assert project.history(f"import {other.folder}/runner.jsonl").out.startswith("3 new, 0 known")


def test_nothing_is_added_of_a_file_that_was_changed(project: Project, other: Project) -> None:
    other.opened().append(record(7))
    other.history("export -o {}/runner.jsonl")
    path = other.folder / "runner.jsonl"
    whole = path.read_bytes()
    for content in (
        whole.replace(b'"run-0007"', b'"run-0008"'),
        whole[:-40],
        b"".join(whole.splitlines(keepends=True)[:-1]),
        b"".join(whole.splitlines(keepends=True)[1:]),
    ):
        path.write_bytes(content)
        run = project.history(f"import {path}")
        assert run.code == 2, content[:80]
        assert "GC422" in run.err
    assert project.opened().head(PROJECT).length == 3


def test_other_files_are_refused(project: Project, other: Project) -> None:
    other.write("project/govcode.yaml", GOVCODE.replace("id: support", "id: sales"))
    open_history(str(other.file)).append(record(1, project="sales"))
    assert other.history("export -o {}/sales.jsonl").code == 0
    for name, what in (("sales.jsonl", "is of the project 'sales'"), ("none.jsonl", "cannot be read")):
        run = project.history(f"import {other.folder}/{name}")
        assert run.code == 2
        assert "GC425" in run.err
        assert f"'{other.folder}/{name}' {what}" in run.err


def test_another_record_of_a_known_run_is_refused_and_nothing_is_added(project: Project, other: Project) -> None:
    other.file.unlink()
    theirs = open_history(str(other.file))
    theirs.append(record(9))
    theirs.append(record(2, rule()))
    assert other.history("export -o {}/runner.jsonl").code == 0
    run = project.history(f"import {other.folder}/runner.jsonl")
    assert run.code == 2
    assert "GC426" in run.err
    assert project.opened().head(PROJECT).length == 3


def test_a_run_is_attested(project: Project) -> None:
    private, _ = pair(project.folder)
    told = loaded(project.history("attest run-0002"))
    assert told["predicate"]["result"] == "FAILED"
    assert project.history(f"attest run-0002 --key {private} -o {{}}/run.json").code == 0
    assert json.loads((project.folder / "run.json").read_text())["signatures"]


@pytest.mark.parametrize(("words", "what"), [("export", "history export"), ("attest latest", "in-toto statement")])
def test_a_file_is_written_where_its_folder_is_and_it_is_said(project: Project, words: str, what: str) -> None:
    run = project.history(f"{words} -o {{}}/sent/out.json")
    assert (run.code, run.out) == (0, "")
    assert run.err == f"wrote {project.folder}/sent/out.json ({what})\n"
    slip = project.history(f"{words} -o {{}}/snet/2026/out.json")
    assert slip.code == 2
    assert f"'{project.folder}/snet/2026/out.json'" in slip.err
    assert f"the nearest that exists is '{project.folder}'" in slip.err
    assert not (project.folder / "snet").exists()


@pytest.mark.parametrize(
    ("words", "usage"),
    [
        *((f"history {name}", "[PROJECT]") for name in HISTORY),
        *((name, "[PROJECT]") for name in ("check", "lint", "plan", "portal build", "review", "test")),
        ("explain", "[NAME]"),
    ],
)
def test_what_may_be_left_out_is_shown_so(project: Project, words: str, usage: str) -> None:
    head = project.run(f"{words} --help").out.splitlines()[0]
    assert usage in head
    assert "PROJECT" not in head.replace("[PROJECT]", "")


def test_a_mistake_in_an_argument_names_it_plainly(project: Project) -> None:
    run = project.run("lint {}/nowhere")
    assert run.code == 2
    assert "Invalid value for 'PROJECT'" in run.err


# --------------------------------------------------------------------------------------------------------- the database


@pytest.mark.postgres
def test_a_team_keeps_its_history_in_postgresql(project: Project, postgres: str) -> None:
    project.append(open_history(postgres))
    for words in ("list", "show latest", "diff latest~1 latest", "verify", "export -o {}/out.jsonl", "attest latest"):
        run = project.history(f"{words} --history '{postgres}'")
        assert run.code == 0, run.err
        assert "hunter2" not in run.out + run.err
    project.file.unlink()
    assert project.history("import {}/out.jsonl").out.startswith("3 new")


@pytest.mark.parametrize("words", ["list", "verify", "import {}/project/govcode.yaml", "export"])
def test_a_password_never_reaches_an_output(project: Project, words: str) -> None:
    run = project.history(f"{words} --history postgresql://me:hunter2@127.0.0.1:1/team?connect_timeout=1")
    assert run.code in {1, 2}
    assert "hunter2" not in run.out + run.err


def test_help_starts_without_a_database(tmp_path: Path) -> None:
    script = (
        "import sys; from govcode.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print('LOADED', *sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    for words in (["history", "--help"], *(["history", name, "--help"] for name in HISTORY)):
        ran = subprocess.run(
            [sys.executable, "-c", script, *words],
            capture_output=True,
            text=True,
            env=environment,
            check=True,
            cwd=tmp_path,
        )
        loaded = set(ran.stdout.splitlines()[-1].split())
        assert not loaded & {"sqlalchemy", "alembic", "cryptography", "psycopg", "rfc8785", "duckdb", "pydantic"}, words


def test_an_unknown_subcommand_is_told_with_the_nearest(project: Project) -> None:
    run = project.run("history lst")
    assert run.code == 2
    assert "Did you mean 'list'?" in run.err
