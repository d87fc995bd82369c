"""`govcode review -o oscal-results -o oscal-poam`: from a project with a history to files, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reports.oscal.nist import problems
from tests.review.test_reviewing import PROJECT, VENDORS, remembered, runs


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[bytes, bytes]]:
    """Give both documents, made twice, with names hashed another way each time."""
    root = tmp_path_factory.mktemp("oscal")
    (root / "policies").mkdir()
    (root / "govcode.yaml").write_text(PROJECT, encoding="utf-8")
    (root / "policies" / "vendors.yaml").write_text(VENDORS, encoding="utf-8")
    remembered(root, runs())
    return [_reviewed(root, root / seed, seed) for seed in ("1", "2")]


def _reviewed(root: Path, out: Path, seed: str) -> tuple[bytes, bytes]:
    files = (out.with_suffix(".results.json"), out.with_suffix(".poam.json"))
    outputs = ("-o", f"oscal-results={files[0]}", "-o", f"oscal-poam={files[1]}")
    command = [sys.executable, "-m", "govcode", "review", str(root), "--as-of", "2026-10-06", *outputs]
    paths = os.pathsep.join(filter(None, sys.path))
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": paths}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return files[0].read_bytes(), files[1].read_bytes()


def test_the_same_history_gives_the_same_bytes(written: list[tuple[bytes, bytes]]) -> None:
    assert written[0] == written[1]


def test_they_tell_of_the_project(written: list[tuple[bytes, bytes]]) -> None:
    results, plan = (json.loads(each) for each in written[0])
    made = results["assessment-results"]
    assert made["metadata"]["title"] == "Assessment results: Support of the shop, 2026Q3"
    assert [each["title"] for each in made["results"]] == ["Acme Limited, 2026Q3", "Borealis GmbH, 2026Q3"]
    signers = made["results"][0]["attestations"][0]["responsible-parties"][0]["party-uuids"]
    names = {party["uuid"]: party["name"] for party in made["metadata"]["parties"]}
    assert [names[each] for each in signers] == ["Chief operating officer"]
    items = plan["plan-of-action-and-milestones"]["poam-items"]
    assert {prop["value"] for each in items for prop in each["props"] if prop["name"] == "vendor"} == {
        "acme",
        "borealis",
    }


@pytest.mark.oscal
def test_they_are_valid(written: list[tuple[bytes, bytes]]) -> None:
    assert [problems(json.loads(each)) for each in written[0]] == [[], []]
