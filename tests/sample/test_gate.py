"""The gate against the labels: the reference pack finds every planted defect, and nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from govcode.app.checking import Order, check
from govcode.drops.delivery import Request
from govcode.findings.finding import Outcome
from govcode.sample import LAST_DAY, Sample, generate
from govcode.verdict.decision import Report

AS_OF = datetime.combine(LAST_DAY + timedelta(days=1), datetime.min.time())
EVERY_KEY = 100_000
DEFECTIVE = [(40, 3), (300, 0), (300, 42), (600, 7), (3_000, 2), (3_000, 5)]
CLEAN = [(300, 0), (600, 7), (600, 11), (3_000, 2)]


def _checked(root: Path, drop: Path) -> Report:
    return check(Order(root, (Request("standard", str(drop)),), AS_OF, sample=EVERY_KEY))


def _broken(report: Report) -> set[tuple[str, str]]:
    """Return rule and key of every row (or column) that the gate names, whatever its verdict."""
    return {(finding.id, key) for finding in report.findings for key in finding.keys}


def _labelled(sample: Sample) -> set[tuple[str, str]]:
    return {(label.rule, label.key) for label in sample.labels}


@pytest.mark.parametrize(("tickets", "seed"), DEFECTIVE)
def test_precision_and_recall_are_one(root: Path, tmp_path: Path, tickets: int, seed: int) -> None:
    sample = generate(tmp_path, seed, tickets)
    report = _checked(root, tmp_path)
    found, planted = _broken(report), _labelled(sample)
    assert found - planted == set(), "precision: the gate names rows that nobody broke"
    assert planted - found == set(), "recall: the gate overlooks rows that were broken"
    assert report.decision.exit_code == 1


@pytest.mark.parametrize(("tickets", "seed"), DEFECTIVE)
def test_every_rule_that_is_broken_fails(root: Path, tmp_path: Path, tickets: int, seed: int) -> None:
    sample = generate(tmp_path, seed, tickets)
    report = _checked(root, tmp_path)
    failed = {f.id for f in report.findings if f.outcome is Outcome.FAIL and f.kind != "kpi"}
    assert failed == {label.rule for label in sample.labels}
    assert [f.id for f in report.findings if f.outcome is Outcome.ERROR] == []


@pytest.mark.parametrize(("tickets", "seed"), CLEAN)
def test_a_clean_drop_keeps_every_gate(root: Path, tmp_path: Path, tickets: int, seed: int) -> None:
    generate(tmp_path, seed, tickets, defects=False)
    report = _checked(root, tmp_path)
    wrong = {Outcome.FAIL, Outcome.ERROR, Outcome.NO_DATA}
    assert [(f.id, f.segment, f.period) for f in report.findings if f.outcome in wrong] == []
    assert _broken(report) == set()
    assert report.decision.exit_code == 0


def test_every_rule_judges_the_sample(root: Path, tmp_path: Path) -> None:
    """A rule that selects no row of a believable drop is a rule that nobody would miss."""
    generate(tmp_path, 7, 3_000, defects=False)
    report = _checked(root, tmp_path)
    open_ = {Outcome.INCONCLUSIVE, Outcome.IMMATURE}
    assert [f.id for f in report.findings if f.outcome in open_ and f.kind != "kpi"] == []


def test_a_sample_of_keys_is_no_more_than_was_asked_for(root: Path, tmp_path: Path) -> None:
    generate(tmp_path, 7, 3_000)
    report = check(Order(root, (Request("standard", str(tmp_path)),), AS_OF, sample=2))
    counted = [f for f in report.findings if f.violations]
    assert max(len(f.keys) for f in counted) == 2
    assert any(f.keys_total > 2 for f in counted)
