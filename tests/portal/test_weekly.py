"""Weeks of which the same is said are one line; a KPI without a limit is told, never kept; ways are told as a flow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from govcode.history.record import Definition, Limits, Record
from govcode.reports.portal.html import rendered
from govcode.reports.portal.pages.kpis import kpi_sheet
from govcode.reports.portal.pages.rules import rule_sheet
from govcode.reports.portal.pages.weekly import alike
from govcode.reports.portal.states import broken_at, now_cell, spoken, strip, unlimited, why_blank
from govcode.review.portal import Portal, portal_of
from govcode.review.stands import Stand, State, stands_of
from tests.reports.review.parsing import Parsed
from tests.review.making import Q3, covered, kpi, merged, result, rule, run, scene, weekly

FREE = kpi("contacts", figure="count", unit=None, target=None, minimum=None)
FLOW = kpi("handoff-flow", title="Handoffs", figure="count", unit=None, target=None, minimum=None, per="week")


def stand(records: list[Record], vendors: tuple[str, ...] = ("acme",)) -> Stand:
    return next(one for one in stands_of(scene(records, vendors=vendors)) if one.vendor == vendors[0])


def lines(one: Stand) -> list[tuple[date, State, int, str]]:
    return [(line.newest.stretch.start, line.newest.state, line.weeks, line.said) for line in alike(one)]


def of(kind: Definition, outcome: str, number: int, **over: object) -> Record:
    week = Q3.weeks[number]
    return run(week.end, [(kind, result(outcome, "acme", week if kind.per else None, **over))])


def text(portal: Portal, definition: Definition) -> str:
    sheet = (kpi_sheet if definition.kind == "kpi" else rule_sheet)(portal, definition)
    ((_, page),) = rendered([sheet])
    return " ".join(" ".join(Parsed(page).text).split())


def test_weeks_in_a_row_of_which_the_same_is_said_are_one_line() -> None:
    found = lines(stand(weekly(kpi(), "...ooo.oo....")))
    weeks = Q3.weeks
    assert [(day, count) for day, _, count, _ in found] == [(weeks[8].start, 2), (weeks[5].start, 3)]
    assert {state for _, state, _, _ in found} == {State.BLANK}


def test_weeks_with_numbers_of_their_own_are_lines_of_their_own() -> None:
    broken = [of(rule(), "fail", number, violations=2, population=9) for number in (10, 11, 12)]
    assert [count for *_, count, _ in lines(stand(broken))] == [1, 1, 1], "each week has its own two rows"


def test_weeks_of_which_something_else_is_said_are_not_one() -> None:
    reasons = {10: "few rows", 11: "few rows", 12: "odd"}
    several = [of(kpi(), "inconclusive", number, reason=reason) for number, reason in reasons.items()]
    assert [(count, said) for *_, count, said in lines(stand(several))] == [(1, "odd"), (2, "few rows")]


def test_a_waiver_accepts_what_was_broken_and_nothing_that_is_blank() -> None:
    spots = ((("vendor", "acme"),), 2, 80)
    both = ("acme", "borealis")
    waived = result("fail", None, violations=2, population=80, waived_by="w-1", spots=(spots,))
    week, reads = Q3.weeks[12], rule(reads=("tickets",))
    records = [
        run(Q3.weeks[11].end, [(reads, result("pass", vendor)) for vendor in both]),
        run(week.end, [(reads, waived)], coverage=(covered("tickets", "acme", week.start, week.end),)),
    ]
    acme, borealis = (
        next(one for one in stands_of(scene(records, vendors=both)) if one.vendor == vendor) for vendor in both
    )
    assert [said for *_, said in lines(acme)] == ["accepted by waiver w-1"]
    assert [(state, said) for _, state, _, said in lines(borealis)] == [(State.BLANK, "nothing was delivered")]


def test_why_nothing_is_known() -> None:
    blank = stand(weekly(kpi(), "............o"))
    assert why_blank(blank.now) == "nothing was delivered"
    reasoned = stand([*weekly(kpi(), "............"), of(kpi(), "no_data", 12, reason="a column is not there")])
    assert why_blank(reasoned.now) == "a column is not there"
    assert why_blank(None) == "no run looked"


def test_a_kpi_without_a_limit_is_told_and_not_kept() -> None:
    free = stand(weekly(FREE, "............."))
    assert unlimited(FREE)
    assert not unlimited(replace(FREE, target=Limits(0.9)))
    assert not unlimited(rule())
    assert now_cell(free).text == "told"
    signs = strip(free.recent, FREE)
    assert signs.note == "12 weeks told"
    assert spoken(signs.states, free=signs.free) == "12 weeks told, 1 week no run"
    page = text(portal_of(scene(weekly(FREE, ".............")), "x"), FREE)
    assert "It is told and has no limit, so it cannot be broken." in page
    assert "✓" not in page.replace("✓ kept, • told without a limit", "")


def test_a_kpi_without_a_limit_and_without_data_is_blank() -> None:
    assert now_cell(stand(weekly(FREE, "............o"))).text == "no data"


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ((".", "x"), "Broken at 1 of 2 vendors when last judged"),
        ((".", "."), "Broken at 0 of 2 vendors when last judged"),
    ],
)
def test_how_many_vendors_broke_it(marks: tuple[str, str], told: str) -> None:
    both = ("acme", "borealis")
    records = merged(*(weekly(kpi(), mark * 13, vendor) for mark, vendor in zip(marks, both, strict=True)))
    assert broken_at(stands_of(scene(records, vendors=both))) == told


def test_what_is_told_by_no_vendor_is_broken_or_not() -> None:
    assert broken_at(stands_of(scene(weekly(kpi(), "." * 13, None), vendors=()))) == "Not broken when last judged"
    assert broken_at(stands_of(scene(weekly(kpi(), "x" * 13, None), vendors=()))) == "Broken when last judged"


def test_what_was_kept_long_ago_is_not_marked_as_kept_now() -> None:
    unsure = portal_of(scene(weekly(rule(), ".....????????")), "x")
    kept = portal_of(scene(weekly(rule(), ".............")), "x")
    assert "✓ good: Broken at 0 of 1 vendor" in text(kept, rule())
    assert "? unknown: Broken at 0 of 1 vendor" in text(unsure, rule())


def test_ways_of_work_are_a_table_and_no_chart() -> None:
    records = []
    for number, week in enumerate(Q3.weeks[:3]):
        told = []
        for start, end, count in (("t1", "t2", 9 + number), ("t2", "t1", 4), ("t1", "client", 1)):
            ends = (("vendor", "acme"), ("from_team", start), ("to_team", end))
            told.append((FLOW, result("pass", None, week, segment=ends, value=float(count), n=count)))
        records.append(run(week.end, told))
    page = text(portal_of(scene(records), "x"), FLOW)
    assert "3 ways on which work went in the last year." in page
    assert f"t1 t2 {Q3.weeks[2].start} 11 30" in page
    assert f"t2 t1 {Q3.weeks[2].start} 4 12" in page
    assert "Table behind the chart" not in page


def test_a_way_with_a_limit_is_a_trend() -> None:
    limited = replace(FLOW, target=Limits(None, 5.0))
    ends = (("vendor", "acme"), ("from_team", "t1"), ("to_team", "t2"))
    week = Q3.weeks[0]
    told = run(week.end, [(limited, result("fail", None, week, segment=ends, value=9.0, n=9))])
    assert "Table behind the chart" in text(portal_of(scene([told]), "x"), limited)
