"""The page about KPIs names every KPI of the pack, and none that is not there; every KPI says what it has to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

KPIS = [
    document
    for file in sorted((Path(__file__).parents[2] / "kpis").glob("*.yaml"))
    for document in yaml.safe_load_all(file.read_text(encoding="utf-8"))
    if document["kind"] == "Kpi"
]
TRADE = 24  # what the trade measures, K01 to K24 with K17 and K18 in two parts


def test_every_kpi_is_told_once(root: Path) -> None:
    page = (root / "docs" / "kpis.md").read_text(encoding="utf-8").split("\n## ")[0]
    rows = [line.split("|")[2] for line in page.splitlines() if line.startswith("| ") and "`" in line.split("|")[2]]
    told = [name for row in rows for name in re.findall(r"`([a-z-]+)`", row)]
    beside = re.findall(r"`([a-z-]+)`", page.split("Beside them:")[1])
    assert len(rows) == TRADE + 2
    assert sorted(told + beside) == sorted(kpi["metadata"]["id"] for kpi in KPIS)


@pytest.mark.parametrize("kpi", KPIS, ids=lambda kpi: kpi["metadata"]["id"])
def test_a_kpi_declares_what_its_number_depends_on(kpi: dict[str, dict[str, object]]) -> None:
    spec = kpi["spec"]
    always = {"of", "measure", "clock", "attribution", "dimension", "why", "example"}
    assert always - set(spec) == set()
    assert {"period", "cadence"} & set(spec)
    assert ("period" in spec) == ("cohort" in spec)
    judged = {"target", "minimum"} & set(spec)
    reported = spec.get("direction") in {"higher", "lower", "neither"} or spec["dimension"] in {
        "volume",
        "cost",
        "speed",
        "quality",
    }
    assert judged or reported
