"""Exports as systems write them: which rows they give, what is no row, what is missing and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from govcode.ir.relation import ROW
from tests.feeds.reading import read

FOLDER = Path(__file__).parent / "cases"
KEYS = {"case", "table", "columns", "files", "zone", "gives", "positions", "unreadable", "rejected", "missing", "why"}


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['case']}")
        for path in sorted(FOLDER.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    assert set(case) <= KEYS
    found = read(tmp_path, case["files"], case["columns"], case.get("table", {}), case.get("zone", "UTC"))
    assert found.why == case.get("why")
    assert (found.missing or {}) == case.get("missing", {})
    assert list(found.rejected) == case.get("rejected", [])
    names = [name for name in case["columns"] if name not in case.get("missing", {})]
    gives = [[str(value) if hasattr(value, "isoformat") else value for value in row] for row in case.get("gives", [])]
    assert [[_told(row[name]) for name in names] for row in found.rows] == gives
    if "positions" in case:
        assert [row[ROW] for row in found.rows] == case["positions"]
    flagged = {name: [row.get(f"{name}:unreadable") for row in found.rows] for name in case.get("unreadable", {})}
    assert flagged == case.get("unreadable", {})


def _told(value: object) -> object:
    return str(value) if hasattr(value, "isoformat") else value


def test_there_are_many_cases() -> None:
    assert len(_cases()) >= 40
