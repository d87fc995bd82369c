"""`govcode init` and `govcode sample`, as a user runs them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from govcode.app.linting import lint
from govcode.cli import main
from govcode.cli.commands import COMMANDS
from govcode.documents.schema import schema_text
from govcode.sample import generate

DAY = "2027-02-15"


def _run(arguments: Sequence[str | Path]) -> int:
    with pytest.raises(SystemExit) as end:
        main([str(argument) for argument in arguments])
    assert isinstance(end.value.code, int)
    return end.value.code


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("init") / "deep" / "governance"
    assert _run(["init", target, "--as-of", DAY]) == 0
    return target


def test_it_is_a_repository_without_problems_on_the_day_it_is_made(made: Path) -> None:
    linted = lint(made, datetime(2027, 2, 15))
    assert linted.problems == ()
    assert linted.documents > 70


@pytest.mark.parametrize(
    "path", ["README.md", ".gitignore", ".vscode/settings.json", ".github/workflows/govcode.yml", "govcode.yaml"]
)
def test_it_has_what_a_repository_needs(made: Path, path: str) -> None:
    assert (made / path).read_text("utf-8").strip()


def test_its_schema_is_the_one_its_documents_name(made: Path) -> None:
    schema = made / "schema" / "govcode-v1.json"
    assert schema.read_text("utf-8") == schema_text()
    named = json.loads((made / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    assert [(made / path).resolve() for path in named] == [schema.resolve()]


def test_its_job_runs_commands_that_exist(made: Path) -> None:
    job = (made / ".github" / "workflows" / "govcode.yml").read_text("utf-8")
    commands = set(re.findall(r"run: govcode (\w+)", job))
    assert commands == {"lint", "test", "sample", "check"}
    assert commands <= set(COMMANDS)
    assert yaml.safe_load(job)["jobs"].keys() == {"documents", "drops"}


def test_its_sample_ends_the_day_before(made: Path) -> None:
    drop = made / "drops" / "sample"
    manifest = (drop / "deliveries.csv").read_text("utf-8")
    assert "2027-02-15T00:00:00Z" in manifest
    assert len((drop / "tickets.csv").read_text("utf-8").splitlines()) > 600


def test_the_sample_fails_the_gate(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["check", made, "--as-of", DAY]) == 1
    page = capsys.readouterr().out
    assert "refunds.approval" in page
    assert "borealis-short-expectations: in force" in page


def test_the_same_day_gives_the_same_repository(made: Path, tmp_path: Path) -> None:
    assert _run(["init", tmp_path, "--as-of", DAY]) == 0
    assert _digests(tmp_path) == _digests(made)


def test_it_says_what_was_made_and_what_comes_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "mine"
    assert _run(["init", target, "--as-of", DAY, "--no-sample"]) == 0
    said = capsys.readouterr().out
    assert not (target / "drops").exists()
    assert said.startswith(f"Made {target}: ")
    assert [line.split("  ")[1] for line in said.splitlines()[-3:]] == [
        f"govcode {name} {target}" for name in ("lint", "test", "check")
    ]


@pytest.mark.parametrize("command", ["init", "sample"])
@pytest.mark.parametrize("name", ["notes.txt", ".git"])
def test_nothing_is_written_over(tmp_path: Path, command: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / name).write_text("mine")
    assert _run([command, tmp_path]) == 2
    assert "is not empty, and nothing is written over" in capsys.readouterr().err
    assert _digests(tmp_path) == {name: sha256(b"mine").hexdigest()}


@pytest.mark.parametrize("command", ["init", "sample"])
def test_a_file_is_no_folder(tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("mine")
    assert _run([command, tmp_path / "file"]) == 2
    assert "is a file" in capsys.readouterr().err


def test_sample_writes_what_was_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["sample", tmp_path / "drop", "--seed", "3", "--tickets", "50", "--until", "2026-06-30"]) == 0
    said = capsys.readouterr().out
    generate(tmp_path / "again", 3, 50, last_day=datetime(2026, 6, 30).date())
    assert _digests(tmp_path / "drop") == _digests(tmp_path / "again")
    rows = len((tmp_path / "drop" / "handoffs.csv").read_text("utf-8").splitlines()) - 1
    assert [line.split() for line in said.splitlines() if "handoffs" in line] == [["handoffs.csv", str(rows), "rows"]]
    assert "--as-of 2026-07-01" in said


def test_a_clean_sample_has_no_labels(tmp_path: Path) -> None:
    assert _run(["sample", tmp_path / "drop", "--tickets", "50", "--clean"]) == 0
    assert (tmp_path / "drop" / "labels.csv").read_text("utf-8") == "rule,table,key,note\n"


@pytest.mark.parametrize("wrong", [["--tickets", "0"], ["--seed", "x"], ["--until", "June"]])
def test_a_sample_that_cannot_be_is_refused(tmp_path: Path, wrong: list[str]) -> None:
    assert _run(["sample", tmp_path / "drop", *wrong]) == 2
    assert not (tmp_path / "drop").exists()
