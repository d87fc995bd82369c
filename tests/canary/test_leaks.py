"""No cell of a drop gets out, whatever goes wrong: not on the screen, not in a file, not in a message."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from base64 import b64encode
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.canary.cells import Cells, Table, tables_of
from tests.canary.delivering import DAMAGES, corrupted_parquet, encoded
from tests.canary.search import found_in

PROJECT = Path(__file__).parent / "project"
AS_OF = "2026-06-10"
HISTORY = "history.sqlite"
CELLS = Cells()
TABLES: Mapping[str, Table] = tables_of(CELLS)
START = "import logging; logging.basicConfig(level=logging.DEBUG)\n{before}\nfrom govcode.cli import main; main()"


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """Everything a command let out."""

    code: int
    text: str
    errors: str
    report: dict[str, Any] | None
    records: tuple[str, ...] = ()

    def outcomes(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for finding in (self.report or {})["findings"]:
            found.setdefault(finding["id"], set()).add(finding["outcome"])
        return found

    def finding(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = next(f for f in (self.report or {})["findings"] if f["id"] == name)
        return found


def told(drop: Path, folder: Path, *options: str, before: str = "", command: str = "check") -> Told:
    """Run a command on a drop with every output, and return all that can be read afterwards, its history as well."""
    out = folder / "out"
    outputs = ["-o", "text", "-o", f"json={out / 'r.json'}", "-o", f"html={out / 'r.html'}"]
    outputs += ["--record", "--history", str(out / HISTORY)]
    words = [command, str(PROJECT), "--drop", f"standard={drop}", "--as-of", AS_OF, *options]
    done = subprocess.run(
        [sys.executable, "-c", START.format(before=before), *words, *(outputs if command == "check" else [])],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        cwd=folder,
        env=os.environ | {"PYTHONFAULTHANDLER": "1", "PYTHONWARNINGS": "default", "COLUMNS": "300"},
    )
    files = {path: path.read_text(errors="replace") for path in out.rglob("*") if path.is_file()}
    report = json.loads(files[out / "r.json"]) if out / "r.json" in files else None
    records = recorded(out / HISTORY)
    text = "\n".join([done.stdout, done.stderr, *files.values(), *records])
    return Told(done.returncode, text, done.stderr[-400:], report, records)


def recorded(history: Path) -> tuple[str, ...]:
    """Return the records of a history: in its file, a text may be in pieces."""
    if not history.is_file():
        return ()
    with closing(sqlite3.connect(history)) as connection:
        return tuple(str(body) for (body,) in connection.execute("select body from records"))


def delivered(folder: Path, ending: str, tickets: bytes | None = None) -> Path:
    """Write a drop of one format, its tickets as given."""
    drop = folder / "drop"
    drop.mkdir()
    for name, table in TABLES.items():
        content = tickets if tickets is not None and name == "tickets" else encoded(table, ending, folder)
        (drop / f"{name}.{ending}").write_bytes(content)
    return drop


def test_the_search_finds_what_is_there() -> None:
    some = sorted(CELLS.secret)[::37]
    assert len(CELLS.secret) > 400
    for cell in some:
        assert found_in(f"… {cell} …", CELLS.secret) >= {cell}
    assert found_in('{"k": "ZQ00007"}', {"zq00007@leak.example"})
    assert found_in("73,014.25", {"73014.25"})
    assert found_in("of 2026-04-01 13:20", {"2026-04-01 13:20:03"})
    for before in ("", "a", "ab"):
        assert found_in(b64encode(f"{before}73014.25 and so on".encode()).decode(), {"73014.25"})
    assert not found_in("T-0001 acme Q1 refund", CELLS.secret)


@pytest.mark.parametrize("ending", ["csv", "csv.gz", "jsonl", "jsonl.gz", "parquet"])
def test_a_drop_that_breaks_everything_tells_no_cell(ending: str, tmp_path: Path) -> None:
    run = told(delivered(tmp_path, ending), tmp_path)
    assert run.code == 1, run.errors
    outcomes = run.outcomes()
    assert found_in(run.text, CELLS.secret) == set()
    assert {name for name, found in outcomes.items() if found == {"pass"}} <= KEPT
    assert run.finding("tickets.amount.type")["keys"][0].startswith("row ")
    assert run.finding("promises.approved")["keys"][0] == "T-0000"
    assert "T-0001" in run.text
    (record,) = map(json.loads, run.records)
    covered = {c["dataset"]: c for c in record["coverage"] if c["vendor"] == "acme"}
    assert covered["tickets"]["stretches"]
    assert {key for result in record["results"] for key in result.get("keys", ())} == {
        key for finding in (run.report or {})["findings"] for key in finding["keys"]
    }


KEPT = {
    *("tickets.lines", "agents.lines", "handoffs.lines", "agents.since.type", "handoffs.at.type"),
    *("tickets.ticket_id.required", "tickets.handled_by.required", "tickets.approval.required"),
    *("tickets.topic.one_of", "checklist.required-fields"),  # texts that are not in the map are empty, and reported so
}


@pytest.mark.parametrize("name", sorted(DAMAGES))
def test_files_that_came_out_wrong_tell_no_cell(name: str, tmp_path: Path) -> None:
    ending, damage = DAMAGES[name]
    run = told(delivered(tmp_path, ending, damage(TABLES["tickets"])), tmp_path)
    assert found_in(run.text, CELLS.secret) == set()
    assert run.code in {1, 3}, run.errors
    assert len(run.records) == 1
    assert set().union(*run.outcomes().values()) & {"fail", "no_data", "error"}


def test_a_file_whose_first_line_is_data_beside_one_with_a_header(tmp_path: Path) -> None:
    drop = delivered(tmp_path, "csv")
    _, headerless = DAMAGES["headerless"]
    (drop / "tickets-2.csv").write_bytes(headerless(TABLES["tickets"]))
    run = told(drop, tmp_path)
    assert found_in(run.text, CELLS.secret) == set()
    assert run.finding("minimal.unlisted-columns")["violations"] >= 10


def test_damaged_pages_of_a_parquet_file(tmp_path: Path) -> None:
    run = told(delivered(tmp_path, "parquet", corrupted_parquet(TABLES["tickets"], tmp_path)), tmp_path)
    assert found_in(run.text, CELLS.secret) == set()
    assert run.code in {1, 3}
    assert "error" in set().union(*run.outcomes().values()) or "no_data" in set().union(*run.outcomes().values())


def test_too_little_memory(tmp_path: Path) -> None:
    run = told(delivered(tmp_path, "csv"), tmp_path, "--memory", "1MB")
    assert found_in(run.text, CELLS.secret) == set()
    assert run.code in {1, 3}, run.errors
    assert "error" in set().union(*run.outcomes().values())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["drop", "out"]


SECRET = next(cell for cell in sorted(CELLS.secret) if "note" in cell)

RAISING = {
    "a query": """
import duckdb
from govcode.engines.duckdb.store import Store
run = Store.run
def failing(self, sql):
    if "segment:0" in sql and "combinations" not in sql[:12]:
        raise duckdb.ConversionException(f"Could not convert string {SECRET!r} to INT32")
    return run(self, sql)
Store.run = failing
""",
    "a value that Python cannot hold": """
from govcode.engines.duckdb.store import Store
run = Store.run
def failing(self, sql):
    if "group:0" in sql:
        raise ValueError(f"year {SECRET} is out of range")
    return run(self, sql)
Store.run = failing
""",
    "the judge": """
import govcode.findings.judging as deep
def failing(*_, **__):
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        raise ValueError(f"bad cell {SECRET}") from error
deep._counted = failing
""",
    "a report": """
import govcode.reports.text as deep
def failing(*_, **__):
    raise UnicodeError(SECRET)
deep.head = failing
""",
    "the header": """
import govcode.engines.duckdb.headers as deep
def failing(*_, **__):
    raise LookupError(SECRET)
deep._cells = failing
""",
    "the system": """
import govcode.engines.duckdb.headers as deep
def failing(*_, **__):
    raise RuntimeError(SECRET)
deep._first_line = failing
""",
}


@pytest.mark.parametrize("name", sorted(RAISING))
def test_an_exception_that_quotes_a_cell(name: str, tmp_path: Path) -> None:
    before = f"SECRET = {SECRET!r}\n{RAISING[name]}"
    run = told(delivered(tmp_path, "csv"), tmp_path, before=before)
    assert found_in(run.text, CELLS.secret) == set()
    if name in {"a query", "a value that Python cannot hold"}:
        assert run.code in {1, 3}
        assert "error" in set().union(*run.outcomes().values())
        assert "pass" in set().union(*run.outcomes().values())
    else:
        assert run.code == 70
        assert run.records == ()
        assert "internal error: " in run.text
        assert "Traceback" not in run.text


@pytest.mark.parametrize("options", [(), ("-o", "json")])
def test_a_plan_reads_no_row(options: tuple[str, ...], tmp_path: Path) -> None:
    run = told(delivered(tmp_path, "csv"), tmp_path, *options, command="plan")
    assert run.code == 0, run.errors
    assert found_in(run.text, CELLS.secret) == set()
