"""The gate: which findings close it, which come first, and what is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govcode.findings.finding import Finding, Outcome
from govcode.ir.check import Enforcement, Severity
from govcode.verdict.gate import Gate, decide
from govcode.verdict.standing import Standing, standings
from tests.findings.making import about

E = Enforcement
WORDS = {word.value: word for word in Outcome}


def findings(written: str) -> list[Finding]:
    """Read `fail!` (non-negotiable), `fail?` (advisory), `fail.info` (severity), `fail-w` (waived); ids by position."""
    return [_finding(i, word) for i, word in enumerate(written.split())]


def _finding(i: int, word: str) -> Finding:
    enforcement = E.NON_NEGOTIABLE if "!" in word else E.ADVISORY if "?" in word else E.WAIVABLE
    waived = "w" if "-w" in word else None
    word = word.strip("!?").removesuffix("-w")
    outcome, _, severity = word.partition(".")
    told = about(Severity(severity or "medium"), enforcement)
    return Finding(f"p.r{i}", "require", WORDS[outcome], told, "tickets", None, waived_by=waived)


@pytest.mark.parametrize(
    ("written", "gate", "code", "blocking"),
    [
        ("pass pass", Gate(), 0, ()),
        ("pass fail", Gate(), 1, (1,)),
        ("no_data fail", Gate(), 1, (1,)),
        ("error fail inconclusive", Gate(strict=True), 1, (1,)),
        ("pass fail-w", Gate(), 0, ()),
        ("pass fail.info", Gate(), 0, ()),
        ("pass fail.info", Gate(fail_on=Severity.INFO), 1, (1,)),
        ("pass fail.high", Gate(fail_on=Severity.CRITICAL), 0, ()),
        ("pass fail.info!", Gate(fail_on=Severity.CRITICAL), 1, (1,)),
        ("pass fail.critical?", Gate(), 0, ()),
        ("pass no_data", Gate(), 3, (1,)),
        ("pass no_data", Gate(allow_empty=True), 0, ()),
        ("pass no_data?", Gate(), 0, ()),
        ("pass error", Gate(), 3, (1,)),
        ("pass error", Gate(allow_empty=True), 3, (1,)),
        ("pass error no_data", Gate(allow_empty=True), 3, (1,)),
        ("pass inconclusive", Gate(), 0, ()),
        ("pass inconclusive immature", Gate(strict=True), 4, (1, 2)),
        ("pass immature?", Gate(strict=True), 0, ()),
        ("pass no_data inconclusive", Gate(strict=True), 3, (1,)),
        ("inconclusive immature", Gate(), 3, ()),
        ("inconclusive", Gate(strict=True), 3, ()),
        ("no_data", Gate(allow_empty=True), 3, ()),
        ("", Gate(), 3, ()),
        ("fail-w", Gate(), 0, ()),
        ("fail?", Gate(), 0, ()),
    ],
)
def test_precedence(written: str, gate: Gate, code: int, blocking: tuple[int, ...]) -> None:
    found = decide(findings(written), gate)
    assert (found.exit_code, found.blocking) == (code, blocking)
    outcomes = {0: Outcome.PASS, 1: Outcome.FAIL, 3: Outcome.NO_DATA, 4: Outcome.INCONCLUSIVE}
    assert found.outcome is outcomes[code]


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("pass pass", "The gate is open: 2 promises kept."),
        ("pass fail-w", "The gate is open: 1 promise kept; 1 failure waived."),
        ("pass fail.info", "The gate is open: 1 promise kept; 1 failure too small to close it."),
        ("pass inconclusive immature", "The gate is open: 1 promise kept; 2 cannot be concluded yet."),
        ("pass fail fail!", "The gate is closed: 2 promises of 3 are broken, 1 of them non-negotiable."),
        ("pass fail", "The gate is closed: 1 promise of 2 is broken."),
        ("pass fail fail?", "The gate is closed: 2 promises of 3 are broken, 1 of them without closing it."),
        ("pass error", "The gate is closed: 1 promise could not be judged, because data is missing or a check failed."),
        ("no_data?", "Nothing was judged: no check could be evaluated."),
        (
            "inconclusive immature",
            "Nothing can be concluded yet: 1 promise measured, but not on enough rows; 1 promise not yet due.",
        ),
    ],
)
def test_sentence(written: str, sentence: str) -> None:
    assert decide(findings(written), Gate()).sentence == sentence


def test_missing_data_that_is_allowed_is_said() -> None:
    sentence = decide(findings("pass no_data"), Gate(allow_empty=True)).sentence
    assert sentence == "The gate is open: 1 promise kept; 1 could not be judged."


def test_a_promise_with_a_broken_segment_is_not_kept() -> None:
    kept, broken = findings("pass fail.info")
    same = [kept, replace(broken, id=kept.id)]
    assert decide(same, Gate()).sentence == "The gate is open: 0 promises kept; 1 failure too small to close it."


@pytest.mark.parametrize(
    ("written", "standing"),
    [
        ("pass fail", Standing.BROKEN),
        ("no_data fail", Standing.BROKEN),
        ("pass fail-w fail", Standing.BROKEN),
        ("pass error", Standing.NOT_JUDGED),
        ("fail-w no_data", Standing.NOT_JUDGED),
        ("pass fail-w", Standing.WAIVED),
        ("pass inconclusive immature", Standing.KEPT),
        ("inconclusive immature", Standing.UNDECIDED),
    ],
)
def test_a_promise_stands_as_its_worst_finding_that_says_something(written: str, standing: Standing) -> None:
    assert standings([replace(finding, id="p.r") for finding in findings(written)]) == {"p.r": standing}
