"""`govcode portal` from end to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest
from click.testing import CliRunner

from govcode.app.serving import server_of
from govcode.cli import govcode
from govcode.cli.failing import guarded
from tests.portal.following import broken_links
from tests.portal.making import write_project

DAY = ("--as-of", "2026-10-06")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("project") / "support")


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = guarded(govcode, words)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def read(place: Path) -> dict[str, str]:
    return {p.relative_to(place).as_posix(): p.read_text(encoding="utf-8") for p in place.rglob("*.html")}


def build(capsys: pytest.CaptureFixture[str], project: Path, target: Path, *more: str) -> tuple[int, str, str]:
    words = ("--history", str(project / "history.db"), *DAY, *more)
    return told(capsys, "portal", "build", str(project), str(target), *words)


def test_it_is_built_and_built_again_with_the_same_bytes(
    capsys: pytest.CaptureFixture[str], project: Path, tmp_path: Path
) -> None:
    code, out, err = build(capsys, project, tmp_path / "portal")
    assert (code, err) == (0, "")
    assert "27 pages" in out
    assert "over 13 runs" in out
    first = read(tmp_path / "portal")
    assert broken_links(first) == []
    assert "Acme &lt;script&gt;" in first["index.html"]
    assert build(capsys, project, tmp_path / "portal")[0] == 0
    assert read(tmp_path / "portal") == first
    assert [path.name for path in tmp_path.iterdir()] == ["portal"]


def test_what_is_recorded_later_does_not_change_the_portal_of_a_day(
    capsys: pytest.CaptureFixture[str], project: Path, tmp_path: Path
) -> None:
    assert build(capsys, project, tmp_path / "portal", "--as-of", "2026-09-01")[0] == 0
    assert len(list((tmp_path / "portal" / "runs").iterdir())) == 1 + 8


def test_no_run_is_said_with_a_code_and_writes_nothing(
    capsys: pytest.CaptureFixture[str], project: Path, tmp_path: Path
) -> None:
    code, out, err = build(capsys, project, tmp_path / "portal", "--as-of", "2020-01-01")
    assert (code, out) == (3, "")
    assert "GC430 no run is remembered up to 2020-01-01" in err
    assert not (tmp_path / "portal").exists()


def test_no_history_is_said_with_a_code(capsys: pytest.CaptureFixture[str], project: Path, tmp_path: Path) -> None:
    code, _, err = told(
        capsys, "portal", "build", str(project), str(tmp_path / "p"), "--history", str(tmp_path / "none.db")
    )
    assert code == 2
    assert "GC421" in err


def test_a_folder_with_something_else_is_refused(
    capsys: pytest.CaptureFixture[str], project: Path, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    code, _, err = build(capsys, project, tmp_path)
    assert code == 2
    assert "is not empty and is no portal" in err
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "dear"


def test_a_folder_that_leads_nowhere_is_refused_before_any_work(
    capsys: pytest.CaptureFixture[str], project: Path, tmp_path: Path
) -> None:
    code, out, err = build(capsys, project, tmp_path / "potrals" / "2026" / "q3")
    assert (code, out) == (2, "")
    assert f"'{tmp_path / 'potrals' / '2026' / 'q3'}'" in err
    assert f"the nearest that exists is '{tmp_path}'" in err
    assert list(tmp_path.iterdir()) == []
    assert build(capsys, project, tmp_path / "portals" / "q3")[0] == 0


@pytest.mark.parametrize("words", [(), ("a", "b", "c"), ("nowhere", "portal")])
def test_a_wrong_call_is_said(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    assert told(capsys, "portal", "build", *words)[0] == 2


def test_the_project_is_the_current_folder_if_it_is_left_out(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    target = tmp_path / "portal"
    done = CliRunner().invoke(govcode, ["portal", "build", str(target), "--history", "history.db", *DAY])
    assert done.exit_code == 0, done.output
    assert (target / "index.html").is_file()


def test_a_port_that_is_taken_is_said(capsys: pytest.CaptureFixture[str], project: Path, tmp_path: Path) -> None:
    assert build(capsys, project, tmp_path / "portal")[0] == 0
    with server_of(tmp_path / "portal", 0) as other:
        code, _, err = told(capsys, "portal", "serve", str(tmp_path / "portal"), "--port", str(other.port))
    assert code == 2
    assert f"port {other.port} is in use by another program" in err


def test_what_is_no_portal_is_not_served(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = told(capsys, "portal", "serve", str(tmp_path), "--port", "0")
    assert code == 2
    assert "is no portal" in err


def test_nobody_can_have_it_served_to_others(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = told(capsys, "portal", "serve", str(tmp_path), "--host", "0.0.0.0")  # noqa: S104 - refused
    assert code == 2
    assert "No such option" in err


@pytest.mark.skipif(os.name == "nt", reason="signals are sent in another way there")
def test_it_serves_until_it_is_interrupted(capsys: pytest.CaptureFixture[str], project: Path, tmp_path: Path) -> None:
    assert build(capsys, project, tmp_path / "portal")[0] == 0
    command = [sys.executable, "-u", "-m", "govcode", "portal", "serve", str(tmp_path / "portal"), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        address = running.stdout.readline().split(" at ")[1].split()[0]
        with build_opener(ProxyHandler({})).open(address, timeout=10) as answer:
            assert b"Vendors today" in answer.read()
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=20)
    assert running.returncode == 130
    assert err.strip() == "interrupted"
