"""Projects and drops, and the outcomes they must have: one table of cases per file of `cases/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.end_to_end.workspace import Workspace

FOLDER = Path(__file__).parent / "cases"
RULE = "apiVersion: govcode/v1\nkind: Policy\nmetadata: {id: p, title: Promises, owner: governance}\nspec:\n  rules:\n"


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['case']}")
        for path in sorted(FOLDER.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


KEYS = {
    "case",
    "rules",
    "documents",
    "files",
    "drops",
    "options",
    "code",
    "outcomes",
    "facts",
    "says",
    "tables",
    "waivers",
}


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    assert set(case) <= KEYS
    workspace = Workspace(tmp_path)
    rules = "".join(f"    - {{title: A promise, dataset: tickets, {rule}}}\n" for rule in case.get("rules", ()))
    documents = [*([RULE + rules] if rules else []), *case.get("documents", ())]
    workspace.policies("---\n".join(documents))
    (tmp_path / "drop").mkdir()
    for name, text in case.get("files", {}).items():
        workspace.write(name, text)
    run = workspace.check(case.get("options", ""), case.get("drops"))
    assert run.code == case["code"], run.err or (run.report and run.report["decision"])
    for text in case.get("says", ()):
        assert text in run.out + run.err
    if "outcomes" in case:
        assert _outcomes(run.findings, case["outcomes"]) == case["outcomes"]
    for place, facts in case.get("facts", {}).items():
        name, _, vendor = place.partition("@")
        finding = run.finding(name, **({"vendor": vendor} if vendor else {}))
        assert {key: finding[key] for key in facts} == facts
    assert run.report is not None or case["code"] == 2
    if "waivers" in case and run.report:
        assert {waiver["id"]: waiver["state"] for waiver in run.report["waivers"]} == case["waivers"]
    if "tables" in case and run.report:
        found = [table for drop in run.report["drops"] for table in drop["tables"]]
        assert {table["name"]: table["rows"] for table in found} == case["tables"]


def _outcomes(findings: list[dict[str, Any]], wanted: dict[str, str]) -> dict[str, str]:
    """Return outcomes by promise (and `@vendor` where that is asked), several joined in the order of findings."""
    found: dict[str, list[str]] = {}
    for finding in findings:
        vendor = (finding["segment"] or {}).get("vendor", "")
        for name in (finding["id"], f"{finding['id']}@{vendor}"):
            if name in wanted:
                found.setdefault(name, []).append(finding["outcome"])
    return {name: " ".join(outcomes) for name, outcomes in found.items()}
