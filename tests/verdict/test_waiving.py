"""Waivers in force, and what becomes of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from govcode.catalog.catalog import Waiver
from govcode.core.place import Position, Span
from govcode.expressions import Scope, typed
from govcode.findings.finding import Finding, Number, Outcome, Place
from govcode.ir.expression import Expr, Type
from govcode.verdict.decision import WaiverState
from govcode.verdict.waiving import uses, waived
from tests.findings.making import about

NOON = datetime(2026, 6, 10, 12)
SPAN = Span("policies/w.yaml", Position(1, 1), Position(1, 2))
BROKEN = Finding("p.a", "require", Outcome.FAIL, about(), "tickets", None, violations=7, population=9)
KPI = replace(
    BROKEN,
    violations=None,
    segment=Place((("vendor", "acme"), ("queue", "legacy"))),
    number=Number(0.5, 90, None, "%", None, None),
)


def waiver(id_: str = "w", where: str | None = None, **more: Any) -> Waiver:  # noqa: ANN401 - as a test writes it
    known: dict[str, Any] = {"rules": ("p.a",), "first": date(2026, 6, 1), "last": date(2026, 6, 20)}
    conditions = {"tickets": _condition(where)} if where else None
    return Waiver(id_, where=conditions, reason="CH-1", approved_by="coo", span=SPAN, **(known | more))


def _condition(text: str) -> Expr:
    found = typed(text, Scope({"vendor": Type.TEXT, "queue": Type.TEXT, "amount": Type.NUMBER}))
    assert found.expr is not None
    return found.expr


@pytest.mark.parametrize(
    ("finding", "given", "by", "count"),
    [
        (BROKEN, waiver(), "w", 7),
        (BROKEN, waiver(rules=("p.b",)), None, 0),
        (BROKEN, waiver(where="vendor = 'acme'"), None, 0),  # its rows have been counted with the rule
        (replace(BROKEN, outcome=Outcome.PASS), waiver(), None, 0),
        (replace(BROKEN, outcome=Outcome.NO_DATA), waiver(), None, 0),
        (replace(BROKEN, outcome=Outcome.ERROR), waiver(), None, 0),
        (KPI, waiver(), "w", 1),
        (KPI, waiver(where="vendor = 'acme'"), "w", 1),
        (KPI, waiver(where="vendor = 'acme' and queue = 'legacy'"), "w", 1),
        (KPI, waiver(where="vendor = 'borealis'"), None, 0),
        (KPI, waiver(where="vendor = 'acme' and amount > 5"), None, 0),  # a segment has no amount
        (KPI, waiver(where="amount is null"), None, 0),
        (BROKEN, waiver(last=date(2026, 6, 9)), None, 0),
        (BROKEN, waiver(last=date(2026, 6, 10)), "w", 7),
        (BROKEN, waiver(first=date(2026, 6, 11)), None, 0),
        (BROKEN, waiver(first=date(2026, 6, 10)), "w", 7),
    ],
)
def test_what_a_waiver_accepts(finding: Finding, given: Waiver, by: str | None, count: int) -> None:
    (found,) = waived([finding], [given], NOON)
    assert (found.waived_by, found.waived, found.outcome) == (by, count, finding.outcome)


def test_a_whole_waiver_accepts_what_a_part_has_left() -> None:
    partly = replace(BROKEN, waived=2, accepted=(("part", 2),))
    (found,) = waived([partly], [waiver("whole")], NOON)
    assert (found.waived_by, found.waived, found.accepted) == ("whole", 7, (("part", 2), ("whole", 5)))
    counts = {use.id: use.waived for use in uses([found], [waiver("part"), waiver("whole")], NOON)}
    assert counts == {"part": 2, "whole": 5}


def test_the_first_waiver_in_order_accepts() -> None:
    (found,) = waived([BROKEN], [waiver("one"), waiver("two")], NOON)
    assert found.waived_by == "one"


@pytest.mark.parametrize(
    ("finding", "days", "state"),
    [
        (BROKEN, 0, WaiverState.IN_FORCE),
        (replace(BROKEN, outcome=Outcome.PASS), 0, WaiverState.UNUSED),
        (BROKEN, 11, WaiverState.ENDED),
        (BROKEN, -10, WaiverState.NOT_YET),
    ],
)
def test_what_became_of_a_waiver(finding: Finding, days: int, state: WaiverState) -> None:
    now = NOON + timedelta(days=days)
    (use,) = uses(waived([finding], [waiver()], now), [waiver()], now)
    assert (use.state, use.until) == (state, "2026-06-20")


def test_a_waiver_of_rows_that_were_not_enough_is_used_all_the_same() -> None:
    partly = replace(BROKEN, waived=2, accepted=(("w", 2),))
    (use,) = uses([partly], [waiver()], NOON)
    assert (use.state, use.waived) == (WaiverState.IN_FORCE, 2)
