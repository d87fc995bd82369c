"""`govcode review` from end to end: a history is written, and a review is made of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from govcode.cli import govcode
from govcode.cli.failing import guarded
from govcode.history.canonical import written
from govcode.history.record import Drop, Record, Table
from govcode.history.store import open_history
from govcode.review.quarter import Quarter
from tests.review.making import kpi, merged, rule, weekly
from tests.review.test_scorecard import counted

PROJECT = """\
apiVersion: govcode/v1
kind: Project
metadata: {id: support, title: Support of the shop, owner: cx}
spec:
  people:
    cx: {name: Head of service}
    coo: {name: Chief operating officer}
  review:
    committee: Outsourcing board
    confidentiality: For the board only
    signed_by: [coo]
"""
VENDORS = """\
apiVersion: govcode/v1
kind: Vendor
metadata: {id: acme, title: Acme, owner: cx}
spec: {name: Acme Limited}
---
apiVersion: govcode/v1
kind: Vendor
metadata: {id: borealis, title: Borealis, owner: cx}
spec: {name: Borealis GmbH}
"""
MUST = rule("cards.none", enforcement="non-negotiable", severity="critical", title="No card numbers")
Q2 = Quarter(2026, 2)


def runs() -> list[Record]:
    table = Table("tickets", "tickets", 1_200, 1, "ab" * 32)
    told = merged(
        counted(kpi(), lambda _: (95, 100), quarter=Q2),
        counted(kpi(), lambda _: (60, 100)),
        counted(kpi(), lambda _: (96, 100), "borealis"),
        weekly(MUST, "." * 13),
        weekly(MUST, "." * 12 + "x", "borealis"),
    )
    return [replace(record, drops=(Drop("standard", None, (table,)),)) for record in told]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "policies").mkdir(parents=True)
    (root / "govcode.yaml").write_text(PROJECT, encoding="utf-8")
    (root / "policies" / "vendors.yaml").write_text(VENDORS, encoding="utf-8")
    return root


def remembered(root: Path, records: Iterable[Record]) -> None:
    history = open_history(".govcode/history.sqlite", root)
    history.join((record, written(record)) for record in records)


def review(root: Path, *words: str) -> Result:
    return CliRunner().invoke(govcode, ["review", str(root), "--as-of", "2026-10-06", *words])


def test_the_decision_page_goes_to_the_screen(project: Path) -> None:
    remembered(project, runs())
    done = review(project)
    assert done.exit_code == 0, done.output
    assert done.output.startswith("Support of the shop: quarterly review, 2026Q3\n")
    assert "Acme Limited Inadequate, Borealis GmbH Inadequate; 2 decisions requested." in done.output
    assert "who decides: Outsourcing board" in " ".join(done.output.split())


def test_formats_are_written_and_the_same_each_time(project: Path, tmp_path: Path) -> None:
    remembered(project, runs())
    texts = []
    for i in range(2):
        out = tmp_path / str(i)
        done = review(project, "--quarter", "2026Q3", "-o", f"json={out}.json", "-o", f"markdown={out}.md")
        assert done.exit_code == 0, done.output
        texts.append((Path(f"{out}.json").read_bytes(), Path(f"{out}.md").read_bytes()))
    assert texts[0] == texts[1]
    page = json.loads(texts[0][0])
    assert [section["number"] for section in page["sections"]] == list(range(18))
    assert b"For the board only" in texts[0][1]
    assert b"Chief operating officer" in texts[0][1]
    assert b"govcode review . --quarter 2026Q3 --as-of 2026-10-06" in texts[0][1]
    assert b"ab" * 32 in texts[0][1]


def test_runs_that_come_later_do_not_change_it(project: Path) -> None:
    earlier, later = runs()[:-1], runs()[-1]
    remembered(project, earlier)
    words = ("--quarter", "2026-q3", "--as-of", "2026-09-29", "-o", "markdown")
    before = review(project, *words)
    remembered(project, [later])
    assert later.as_of.date().isoformat() > "2026-09-29"
    assert review(project, *words).output == before.output


def test_a_review_of_one_vendor_tells_nothing_of_another(project: Path) -> None:
    remembered(project, runs())
    done = review(project, "--vendor", "acme", "-o", "json")
    assert done.exit_code == 0, done.output
    assert "Acme Limited" in done.output
    assert "orealis" not in done.output


def test_a_quarter_without_runs_is_a_diagnostic_and_exit_3(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remembered(project, runs())
    words = ["--as-of", "2026-10-06", "--quarter", "2025Q1", "-o", f"json={tmp_path / 'review.json'}"]
    assert guarded(govcode, ["review", str(project), *words]) == 3
    said = capsys.readouterr().err
    assert "GC430 no run of 2025Q1 is remembered up to 2026-10-06" in said
    assert "reach from 2026-04-13 to 2026-10-05" in said
    assert not (tmp_path / "review.json").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--quarter", "Q3"), "write a year and a quarter"),
        (("--quarter", "2026Q5"), "write a year and a quarter"),
        (("--vendor", "acmee"), "GC408 unknown vendor 'acmee' (did you mean 'acme'?)"),
        (("-o", "htm"), "there is no format 'htm' (did you mean 'html'?)"),
        (("--history", "elsewhere.sqlite"), "GC421"),
    ],
)
def test_what_cannot_be_done_is_told_and_exit_2(
    project: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    remembered(project, runs())
    assert guarded(govcode, ["review", str(project), "--as-of", "2026-10-06", *words]) == 2
    assert says in " ".join(capsys.readouterr().err.split())


def test_documents_with_mistakes_are_refused_as_by_check(project: Path) -> None:
    remembered(project, runs())
    (project / "policies" / "vendors.yaml").write_text(VENDORS + "  nam: x\n", encoding="utf-8")
    done = review(project)
    assert done.exit_code == 2
    assert "policies/vendors.yaml" in done.output


def test_an_edited_history_is_refused(project: Path) -> None:
    import sqlite3
    from contextlib import closing

    remembered(project, runs())
    with closing(sqlite3.connect(project / ".govcode" / "history.sqlite")) as database, database:
        for (name,) in database.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            database.execute(f"drop trigger {name}")
        database.execute("update records set body = replace(body, '0.6', '0.9') where position = 20")
    done = review(project)
    assert done.exit_code == 2
    assert "GC422" in done.output
