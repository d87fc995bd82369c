"""The bytes of one record are as its golden; set GOVCODE_UPDATE_GOLDENS to write it anew."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

from govcode.drops.delivery import Request
from govcode.history.canonical import read, written
from tests.end_to_end.test_arguments import DATASETS, SOLVED, csv, kpi, outage, rows
from tests.end_to_end.workspace import Workspace
from tests.recording.making import record

GOLDEN = Path(__file__).parent / "golden.json"


def test_one_record_is_as_its_golden(tmp_path: Path) -> None:
    place = Workspace(tmp_path)
    place.policies(DATASETS + kpi("solved", SOLVED, "minimum: {at_least: 70%}", "drill: [channel]") + outage())
    found = rows(60, 20) + rows(40, 39, channel="bot") + rows(50, at="2026-05-03T08:00:00Z")
    place.write("drop/contacts.csv", csv([*found, *rows(50, 45, vendor="borealis", at="2026-06-01T10:00:00Z")]))
    made = record(place, Request("desk", str(place.folder / "drop")))
    # The versions are those of the machine.
    bytes_ = written(replace(made, tool="1.0", engines=(("duckdb", "1.0"),)))
    told = json.dumps(json.loads(bytes_), indent=2, ensure_ascii=False) + "\n"
    if "GOVCODE_UPDATE_GOLDENS" in os.environ:
        GOLDEN.write_bytes(told.encode())
    assert told == GOLDEN.read_bytes().decode()
    assert written(read(bytes_)) == bytes_
