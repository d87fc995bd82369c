"""Contract, papers, concentration and exit tests."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from govcode.catalog.controls import shipped_controls
from govcode.catalog.ledger import Evidence, Ledger
from govcode.history.record import Coverage
from govcode.review.contract import CLAUSES, ClauseCell, Operating, contract_of
from govcode.review.details import DETAILS, DetailCell
from govcode.review.papers import Paper, papers_of
from tests.review.making import evidence, kpi, merged, rule, run, scene, weekly

SERVED = rule("privacy.masked", controls=("gdpr-28-3-a",))


def cell(marks: str, *papers: Evidence, clause: str = "gdpr-28-3-a") -> ClauseCell:
    contract = contract_of(scene(weekly(SERVED, marks), Ledger(evidence=papers)))
    return next(found for found in contract.matrix if found.clause == clause)


def test_each_vendor_has_all_eight_clauses() -> None:
    matrix = contract_of(scene([], vendors=("acme", "borealis"))).matrix
    assert [(found.vendor, found.clause) for found in matrix] == [(v, c) for v in ("acme", "borealis") for c in CLAUSES]
    assert {(found.paper, found.operating) for found in matrix} == {(Paper.NONE, Operating.UNCHECKED)}
    assert not any(found.shown for found in matrix)


@pytest.mark.parametrize(
    ("marks", "operating"),
    [("." * 13, Operating.KEPT), ("......x......", Operating.BROKEN), ("o" * 13, Operating.NO_DATA)],
)
def test_paper_is_held_against_operation(marks: str, operating: Operating) -> None:
    found = cell(marks, evidence())
    assert (found.paper, found.operating) == (Paper.IN_DATE, operating)
    assert found.shown is (operating is Operating.KEPT)


def test_one_check_without_data_leaves_the_clause_open() -> None:
    dark = rule("privacy.deleted", controls=("gdpr-28-3-a",))
    runs = merged(weekly(SERVED, "." * 13), weekly(dark, "o" * 13))
    found = contract_of(scene(runs, Ledger(evidence=(evidence(),)))).matrix[0]
    assert found.operating is Operating.NO_DATA
    assert "1 of 2 checks could not be judged" in found.sentence


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (None, Paper.IN_DATE),
        (date(2027, 1, 5), Paper.IN_DATE),
        (date(2027, 1, 4), Paper.EXPIRING),
        (date(2026, 10, 6), Paper.EXPIRING),
        (date(2026, 10, 5), Paper.EXPIRED),
    ],
)
def test_a_paper_counts_through_its_last_day(last: date | None, state: Paper) -> None:
    assert cell("." * 13, evidence(last=last)).paper is state


def test_a_newer_paper_takes_the_place_of_an_expired_one() -> None:
    found = cell("." * 13, evidence("old", last=date(2026, 1, 1)), evidence("new"))
    assert found.paper is Paper.IN_DATE
    later = cell(
        "." * 13, evidence("old", last=date(2026, 1, 1)), evidence("signed-next-year", issued=date(2027, 1, 1))
    )
    assert later.paper is Paper.EXPIRED


def test_a_certificate_alone_is_weak() -> None:
    certificate = evidence("iso", type="certificate")
    assert cell("." * 13, certificate).weak
    assert "weak evidence" in cell("." * 13, certificate).sentence
    assert not cell("." * 13, certificate, evidence()).weak


def test_papers_that_have_ended_or_that_nobody_reads_are_findings() -> None:
    papers = (
        evidence("ended", last=date(2026, 9, 1)),
        evidence("unread", reviewed=None),
        evidence("stale", reviewed=date(2025, 10, 5)),
        evidence("fresh", reviewed=date(2025, 10, 6)),
        evidence("else", vendors=("borealis",), last=date(2026, 1, 1)),
    )
    found = [f for line in papers_of(scene([], Ledger(evidence=papers))) for f in line.findings]
    assert sorted((f.id, f.kind) for f in found) == [
        ("ended", "expired evidence"),
        ("stale", "evidence not reviewed"),
        ("unread", "evidence not reviewed"),
    ]


def test_concentration_is_the_share_of_rows_in_the_newest_whole_run() -> None:
    def rows(day: date, acme: int, borealis: int, **over: Any) -> Any:  # noqa: ANN401 - as a test writes it
        coverage = (Coverage("tickets", "acme", acme, ()), Coverage("tickets", "borealis", borealis, ()))
        return run(day, coverage=coverage, **over)

    runs = [
        rows(date(2026, 8, 3), 50, 50),
        rows(date(2026, 9, 7), 75, 25),
        rows(date(2026, 9, 14), 9, 0, vendor="acme"),
    ]
    found = contract_of(scene(runs, vendors=("acme", "borealis"))).concentration
    assert [(c.vendor, c.share) for c in found] == [("acme", 0.75), ("borealis", 0.25)]
    assert contract_of(scene([])).concentration == ()


def test_the_newest_test_of_leaving_is_found() -> None:
    old = evidence("exit-25", type="test", issued=date(2025, 3, 1))
    new = evidence("exit-26", type="test", issued=date(2026, 3, 1))
    (found,) = contract_of(scene([], Ledger(evidence=(old, new)))).tests
    assert found.day == date(2026, 3, 1)
    assert contract_of(scene(weekly(kpi(), "."))).tests[0].day is None


def details(*papers: Evidence) -> dict[str, DetailCell]:
    found = contract_of(scene([], Ledger(evidence=papers))).details
    return {one.detail.removeprefix("gdpr-28-3-"): one for one in found}


def test_each_vendor_has_the_six_details_of_the_first_sentence_and_none_is_assumed() -> None:
    found = contract_of(scene([], vendors=("acme", "borealis"))).details
    assert [(one.vendor, one.detail) for one in found] == [(v, d) for v in ("acme", "borealis") for d in DETAILS]
    assert len(DETAILS) == 6
    assert {(one.paper, one.declared, one.sentence) for one in found} == {(Paper.NONE, False, "not declared")}


def test_a_detail_is_declared_by_the_contract_that_names_it() -> None:
    found = details(evidence(controls=("gdpr-28-3-duration",), clause="2"))
    assert found["duration"].declared
    assert found["duration"].sentence == "set out in Data processing agreement, 2"
    assert not found["data-subjects"].declared


def test_a_detail_is_not_declared_by_a_certificate_or_by_a_contract_that_has_ended() -> None:
    certificate = evidence("iso", type="certificate", controls=("gdpr-28-3-duration",))
    assert details(certificate)["duration"].sentence == "not declared; only a paper that is no contract names it"
    ended = details(evidence(controls=("gdpr-28-3-duration",), last=date(2026, 10, 5)))["duration"]
    assert (ended.declared, ended.paper) == (False, Paper.EXPIRED)
    soon = details(evidence(controls=("gdpr-28-3-duration",), last=date(2026, 11, 1)))["duration"]
    assert (soon.declared, soon.paper) == (True, Paper.EXPIRING)


def test_a_detail_is_a_control_that_is_known() -> None:
    assert {*DETAILS, *CLAUSES} <= {*shipped_controls()}
