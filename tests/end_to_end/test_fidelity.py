"""A feed that has only the latest state of things says so, and every number that rests on it carries the flag."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.test_argued import HEAD, KPI, ROWS
from tests.end_to_end.workspace import Workspace

FEED = """\
apiVersion: govcode/v1
kind: Feed
metadata: {{id: standard, title: The export, owner: governance}}
spec: {{tables: {{tickets: {{dataset: tickets, files: ["tickets*"], history: {history}}}}}}}
"""
ROLLED = """\
---
apiVersion: govcode/v1
kind: Dataset
metadata: {id: by-topic, title: Tickets by topic, owner: governance}
spec: {from: {events: tickets, per: topic, columns: {many: {count: 'true'}}}}
---
apiVersion: govcode/v1
kind: Kpi
metadata: {id: topics, title: Topics, owner: governance}
spec: {of: by-topic, measure: {count: many > 0}, dimension: volume}
"""


@pytest.mark.parametrize(("history", "told"), [("full", "history"), ("latest", "latest state")])
def test_the_flag(history: str, told: str, tmp_path: Path) -> None:
    place = Workspace(tmp_path)
    place.write("drop/tickets.csv", HEAD + ROWS)
    place.write("project/policies/feed.yaml", FEED.format(history=history))
    place.policies(KPI.format(measure="{share: topic = 'refund'}", more="min_n: 1") + ROLLED)
    run = place.check("-o text")
    kpi = [finding for finding in run.findings if finding["id"] == "refunds"]
    assert {finding["fidelity"] for finding in kpi} == {told}
    assert all(finding["value"] is not None for finding in kpi)
    topics = run.finding("topics")
    assert topics["fidelity"] == told
    if history == "latest":
        assert topics["outcome"] == "no_data"
        assert topics["value"] is None
        assert "delivers only the latest state of 'tickets'" in topics["reason"]
        assert "fidelity: feed 'standard' delivers only the latest state" in " ".join(run.out.split())
    else:
        assert topics["outcome"] == "pass"
