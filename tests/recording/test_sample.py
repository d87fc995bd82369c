"""The record of the sample tells what its JSON report tells, finding by finding, and what nobody needs a report for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from govcode.app.checking import Checked, checked
from govcode.app.ordering import Order
from govcode.app.recording import record_of
from govcode.app.starting import start
from govcode.history.canonical import read, written
from govcode.history.record import Definition, Record, Result
from govcode.reports.json.published import published

AS_OF = datetime(2026, 11, 22)
TOPICS = {"ai", "contract", "delivery", "escalation", "knowledge", "privacy", "quality", "service", "workforce"}


@dataclass(frozen=True)
class Recorded:
    done: Checked
    record: Record
    findings: list[dict[str, Any]]

    @property
    def pairs(self) -> list[tuple[dict[str, Any], Definition, Result]]:
        """Return each published finding with its definition and its result."""
        found = zip(self.findings, self.record.results, strict=True)
        return [(finding, self.record.definitions[result.definition], result) for finding, result in found]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    root = tmp_path_factory.mktemp("sample") / "demo"
    start(root, AS_OF, with_sample=True)
    done = checked(Order(root, (), AS_OF, covering=True))
    report = published(done.report).model_dump(mode="json", by_alias=True)
    return Recorded(done, record_of(done, "r-1", AS_OF, 7.0), report["findings"])


def test_every_finding_is_told_as_in_the_report(sample: Recorded) -> None:
    assert len(sample.pairs) > 500
    for finding, definition, result in sample.pairs:
        of = ("id", "kind", "severity", "enforcement", "title", "sentence", "owner", "dataset", "why", "fix")
        assert {name: finding[name] for name in of} == {name: getattr(definition, name) for name in of}
        assert finding["definition_hash"] == definition.hash
        same = ("outcome", "fingerprint", "violations", "population", "keys_total", "immature", "waived", "waived_by")
        own = (*same, "reason", "target_met", "literal", "band", "open")
        assert {name: finding[name] for name in own} == {name: getattr(result, name) for name in own}
        assert finding["keys"] == list(result.keys)
        assert (finding["segment"] or {}) == dict(result.segment)
        assert [(s["segment"], s["violations"]) for s in finding["spots"]] == [(dict(p), v) for p, v, _ in result.spots]
        assert [w["segment"] for w in finding["worst"]] == [dict(w.segment) for w in result.worst]
        if definition.figure is not None and result.n is not None:
            assert finding["n"] == result.n
            assert finding["value"] == (None if result.value is None else pytest.approx(result.value))
            assert finding["interval"] == (None if result.interval is None else pytest.approx(list(result.interval)))
        for name in ("mix", "drift", "claim"):
            assert (finding[name] is None) == (getattr(result, name) is None)


def test_what_closes_the_gate(sample: Recorded) -> None:
    blocking = [i for i, finding in enumerate(sample.findings) if finding["blocking"]]
    assert blocking == list(sample.record.blocking)
    assert blocking


def test_a_definition_is_told_once(sample: Recorded) -> None:
    definitions = sample.record.definitions
    assert len(set(definitions)) == len(definitions) < len(sample.record.results) / 2
    assert len({(d.id, d.hash, d.vendor) for d in definitions}) == len(definitions)
    assert {d.topic for d in definitions} <= TOPICS
    contracts = sample.done.ready.catalog.contracts
    delivered = {name for name, contract in contracts.items() if contract.document.spec.is_delivered}
    for definition in definitions:
        assert set(definition.reads) <= delivered
        assert definition.reads
        assert (definition.dimension is not None) == (definition.kind in {"kpi", "drift", "claim"})


def test_every_table_that_tells_whose_rows_it_has_is_covered(sample: Recorded) -> None:
    contracts = sample.done.ready.catalog.contracts
    rows = {table.dataset: table.rows for drop in sample.record.drops for table in drop.tables}
    vendors = {*sample.done.ready.catalog.vendors, "(other)"}
    found: dict[str, int] = {}
    for covered in sample.record.coverage:
        assert covered.vendor in vendors
        assert all(first <= last <= AS_OF.date() for first, last in covered.stretches)
        assert (covered.newest is None) == (not covered.stretches)
        found[covered.dataset] = found.get(covered.dataset, 0) + covered.rows
    assert found == {name: count for name, count in rows.items() if "vendor" in contracts[name].columns}
    assert len(found) > 10


def test_its_bytes_are_read_back(sample: Recorded) -> None:
    body = written(sample.record)
    assert written(read(body)) == body
    assert len(body) < 2_000_000
