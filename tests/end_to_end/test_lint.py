"""`govcode lint` on the screen: what stops a run comes first, each by place; programs get one order by place."""

from __future__ import annotations

import json
import re
from pathlib import Path

from click.testing import CliRunner

from govcode.cli import govcode

PROJECT = """\
apiVersion: govcode/v1
kind: Project
metadata: {id: desk, title: A desk, owner: cx, review: {last: 2026-01-01, every: 7d}}
spec: {people: {cx: {name: Customer experience}}}
---
apiVersion: govcode/v1
kind: Dataset
metadata: {id: tickets, title: Tickets, owner: nobody}
spec: {columns: {topic: text, topic2: text}, key: topik}
"""


def lint(folder: Path, *words: str) -> str:
    (folder / "govcode.yaml").write_text(PROJECT, encoding="utf-8")
    return CliRunner().invoke(govcode, ["lint", str(folder), "--as-of", "2026-11-22", *words]).output


def test_errors_come_before_warnings_each_by_place(tmp_path: Path) -> None:
    told = re.findall(r"^govcode\.yaml:(\d+):\d+ (error|warning) ", lint(tmp_path), re.MULTILINE)
    assert [level for _, level in told] == ["error", "error", "warning"]
    assert [int(line) for line, _ in told] == [8, 9, 3]


def test_programs_get_one_order_by_place(tmp_path: Path) -> None:
    problems = json.loads(lint(tmp_path, "-o", "json"))["problems"]
    assert [problem["line"] for problem in problems] == [3, 8, 9]
