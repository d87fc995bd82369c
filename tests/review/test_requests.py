"""The decisions that are asked for, and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from govcode.catalog.ledger import Ledger, Level
from govcode.history.record import Claim, Record, Waiver
from govcode.review.cover import Front
from govcode.review.quarter import Quarter
from govcode.review.requests import Kind, Request
from govcode.review.review import review_of
from tests.review.making import accepted, action, kpi, merged, risk, rule, scene, weekly
from tests.review.test_scorecard import counted

Q2 = Quarter(2026, 2)
KEPT = "." * 13
MUST = rule("cards.none", enforcement="non-negotiable", severity="critical")


def asked(
    records: Sequence[Record],
    ledger: Ledger | None = None,
    **over: Any,  # noqa: ANN401 - as a test writes it
) -> dict[Kind, Request]:
    review = review_of(scene(records, ledger, **over), Front(committee="Outsourcing board"))
    return {request.kind: request for request in review.requests}


def test_nothing_is_asked_without_grounds() -> None:
    assert asked(weekly(rule(), KEPT)) == {}


def test_inadequate_once_asks_for_a_plan_and_twice_whether_to_stop() -> None:
    once = asked(weekly(MUST, "............x"))
    assert set(once) == {Kind.ESCALATE}
    assert once[Kind.ESCALATE].decided_by == "Outsourcing board"
    assert once[Kind.ESCALATE].due == date(2026, 10, 20)
    twice = asked([*weekly(MUST, "............x", quarter=Q2), *weekly(MUST, "............x")])
    assert set(twice) == {Kind.STOP}
    assert "stop and move the work" in twice[Kind.STOP].options


def test_other_asks_for_the_data_that_is_missing() -> None:
    found = asked(merged(weekly(MUST, "o" * 13), weekly(rule(), KEPT)))
    assert set(found) == {Kind.EVIDENCE}


def test_two_good_quarters_with_all_data_ask_whether_to_expand() -> None:
    runs = [*weekly(rule(), KEPT, quarter=Q2), *weekly(rule(), KEPT)]
    assert set(asked(runs)) == {Kind.EXPAND}


def test_a_risk_beyond_its_appetite_asks_its_owner_until_it_is_accepted() -> None:
    runs, moderate = weekly(rule(severity="low"), "xxxxx........"), {"appetite": Level.VERY_LOW}
    found = asked(runs, Ledger(risks=(risk(**moderate),)), names={"cx": "Head of service"})
    assert found[Kind.ACCEPT].decided_by == "Head of service, owner of the risk"
    assert found[Kind.ACCEPT].anchors == ("risk-slow-replies-acme",)
    until = accepted(date(2026, 7, 1), date(2026, 12, 31))
    assert Kind.ACCEPT not in asked(runs, Ledger(risks=(risk(acceptance=until, **moderate),)))
    ended = accepted(date(2026, 1, 1), date(2026, 6, 30))
    assert "has expired" in asked(runs, Ledger(risks=(risk(acceptance=ended, **moderate),)))[Kind.ACCEPT].because[0]


def test_an_overdue_action_is_escalated() -> None:
    found = asked(weekly(rule(severity="low"), "xx..........."), Ledger(actions=(action(),)))
    assert found[Kind.ESCALATE].question.startswith("Action “A second shift on Mondays”: due on 2026-08-15")


def test_a_waiver_that_ended_and_is_needed_is_asked_about() -> None:
    waiver = Waiver(
        "w-1", ("tickets.reply",), date(2026, 7, 1), date(2026, 8, 31), "coo", "Move to a new site", "ended", 0
    )
    runs = [replace(record, waivers=(waiver,)) for record in weekly(rule(), "...........xx")]
    found = asked(runs)
    assert found[Kind.APPROVE].decided_by == "coo"
    assert found[Kind.APPROVE].because == ("tickets.reply is still broken by acme",)


def test_a_flattering_claim_outside_its_tolerance_asks_to_withhold() -> None:
    claimed = rule("answered-in-time.claim", kind="claim", hash="c1", severity="low")
    broken = weekly(claimed, "............x")
    high = counted(kpi(), lambda _: (90, 100), claim=Claim(0.97, 0.07))
    assert Kind.WITHHOLD in asked(merged(high, broken))
    low = counted(kpi(), lambda _: (90, 100), claim=Claim(0.85, -0.05))
    assert Kind.WITHHOLD not in asked(merged(low, broken))
    assert Kind.WITHHOLD not in asked(merged(high, weekly(claimed, KEPT)))
