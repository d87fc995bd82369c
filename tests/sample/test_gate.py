"""The gate against the labels: the reference pack finds every planted defect, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from govcode.app.checking import check
from govcode.app.ordering import Order
from govcode.drops.delivery import Request
from govcode.findings.finding import Finding, Outcome
from govcode.sample import LAST_DAY, Sample, generate
from govcode.verdict.decision import Report

AS_OF = datetime.combine(LAST_DAY + timedelta(days=1), datetime.min.time())
EVERY_KEY = 100_000
DEFECTIVE = [(40, 3), (300, 0), (600, 7), (3_000, 5)]
CLEAN = [(300, 0), (600, 11), (3_000, 2)]


@pytest.fixture(scope="module", params=DEFECTIVE, ids=lambda sized: f"{sized[0]} tickets, seed {sized[1]}")
def defective(root: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Judged:
    return _judged(root, tmp_path_factory.mktemp("defective"), *request.param, defects=True)


@pytest.fixture(scope="module", params=CLEAN, ids=lambda sized: f"{sized[0]} tickets, seed {sized[1]}")
def clean(root: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Judged:
    return _judged(root, tmp_path_factory.mktemp("clean"), *request.param, defects=False)


def _judged(root: Path, drop: Path, tickets: int, seed: int, *, defects: bool) -> Judged:
    sample = generate(drop, seed, tickets, defects=defects)
    return Judged(tickets, sample, check(Order(root, (Request("standard", str(drop)),), AS_OF, sample=EVERY_KEY)))


NUMBERS = {"claim", "kpi", "tension"}  # they depend on how many rows there are, and not on labelled ones alone


@dataclass(frozen=True)
class Judged:
    tickets: int
    sample: Sample
    report: Report

    @property
    def named(self) -> set[tuple[str, str]]:
        """Return rule and key of every row (or column) that the gate names, whatever its verdict."""
        return {(finding.id, key) for finding in self.report.findings for key in finding.keys}

    @property
    def planted(self) -> set[tuple[str, str]]:
        return {(label.rule, label.key) for label in self.sample.labels}

    def of(self, *outcomes: Outcome) -> list[Finding]:
        return [finding for finding in self.report.findings if finding.outcome in outcomes]


def test_precision_is_one(defective: Judged) -> None:
    assert defective.named - defective.planted == set()


def test_recall_is_one(defective: Judged) -> None:
    assert defective.planted - defective.named == set()


def test_every_rule_that_is_broken_fails(defective: Judged) -> None:
    failed = {finding.id for finding in defective.of(Outcome.FAIL) if finding.kind not in NUMBERS}
    assert failed == {label.rule for label in defective.sample.labels}
    assert {finding.kind for finding in defective.of(Outcome.ERROR, Outcome.NO_DATA)} <= NUMBERS
    assert defective.report.decision.exit_code == 1


def test_kpis_have_no_data_only_where_a_gate_is_broken_by_too_much(defective: Judged) -> None:
    """Three defects of each kind are too much for a drop of forty tickets, and little for one of three hundred."""
    blocked = [finding for finding in defective.of(Outcome.NO_DATA) if finding.kind == "kpi"]
    gated, empty = "the feed failed the gate", "no row is in the population"
    assert all(gated in str(finding.reason) or finding.reason == empty for finding in blocked)
    blocked = [finding for finding in blocked if finding.reason != empty]
    assert bool(blocked) == (len(defective.sample.labels) > defective.tickets)


def test_a_clean_drop_keeps_every_gate(clean: Judged) -> None:
    wrong = clean.of(Outcome.FAIL, Outcome.ERROR, Outcome.NO_DATA)
    assert [(finding.id, str(finding.segment), finding.period) for finding in wrong] == []
    assert clean.named == set()
    assert clean.report.decision.exit_code == 0


def test_every_rule_finds_rows_to_judge(clean: Judged) -> None:
    """A rule that selects no row of a believable drop is a rule that nobody would miss.

    No clock changes in the summer that the sample is of: test_clock_changes.py has another season.
    """
    unjudged = clean.of(Outcome.INCONCLUSIVE, Outcome.IMMATURE)
    assert [finding.id for finding in unjudged if finding.kind not in {*NUMBERS, "clock_changes"}] == []


def test_no_more_keys_are_named_than_were_asked_for(root: Path, tmp_path: Path) -> None:
    generate(tmp_path, 7, 600)
    report = check(Order(root, (Request("standard", str(tmp_path)),), AS_OF, sample=2))
    counted = [finding for finding in report.findings if finding.violations]
    assert max(len(finding.keys) for finding in counted) == 2
    assert any(finding.keys_total > 2 for finding in counted)
