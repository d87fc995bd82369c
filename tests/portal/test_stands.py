"""How a check stands now: what stays away does not mend what was broken, and what is not due is not blank."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from govcode.history.record import Record
from govcode.review.portal import portal_of
from govcode.review.stands import Stand, State, count, stands_of
from tests.review.making import Q3, kpi, merged, result, rule, run, scene, weekly


def stand(records: list[Record], **over: Any) -> Stand:  # noqa: ANN401 - fields of a scene
    (one,) = stands_of(scene(records, **over))
    return one


def states(one: Stand) -> str:
    return "".join({"kept": ".", "broken": "x", "no data": "o", "not due": "e"}.get(w.state, "_") for w in one.weeks)


def test_it_stands_as_in_its_newest_week() -> None:
    one = stand(weekly(rule(), "..x.........x"))
    assert one.broken
    assert one.since == Q3.weeks[12].start
    assert states(one) == "..x.........x_"  # no run has looked at the week that is going on


def test_data_that_stays_away_does_not_mend_it() -> None:
    one = stand(weekly(kpi(), "..........xoo"))
    assert one.broken
    assert one.blank
    assert one.now is not None
    assert one.now.state is State.BLANK
    assert one.since == Q3.weeks[10].start


def test_a_week_that_nobody_looked_at_is_blank_for_a_kpi() -> None:
    one = stand(weekly(kpi(), "...... ......"))
    assert states(one)[6] == "o"


def test_a_later_run_has_looked_at_earlier_weeks_of_a_rule() -> None:
    one = stand(weekly(rule(), "...... ......"))
    assert states(one)[6] == "_"
    assert not one.blank


def test_runs_that_stop_leave_it_blank_after_a_week() -> None:
    records = weekly(kpi(), ".............")
    assert not stand(records).blank
    assert stand(records, as_of=datetime(2026, 11, 3)).blank


def test_an_open_window_says_nothing_yet() -> None:
    told = run(Q3.weeks[12].end, [(kpi(), result("immature", "acme", Q3.weeks[12], value=0.5, n=9))])
    one = stand([*weekly(kpi(), "............"), told])
    assert one.now is not None
    assert one.now.stretch == Q3.weeks[11]
    assert not one.broken


def test_a_failure_that_a_waiver_accepts_is_not_broken() -> None:
    told = run(date(2026, 10, 5), [(rule(), result("fail", "acme", waived_by="w-1"))])
    one = stand([*weekly(rule(), "............"), told])
    assert one.judged is not None
    assert one.judged.state is State.ACCEPTED
    assert not one.broken
    assert count(one.weeks, State.ACCEPTED) == 1


def test_a_month_that_is_not_over_is_not_blank() -> None:
    monthly = kpi(per="month")
    period = (datetime(2026, 8, 1), datetime(2026, 9, 1))
    records = [run(date(2026, 9, 15), [(monthly, result("pass", "acme", period=period, value=0.9, n=90))])]
    one = stand(records, as_of=datetime(2026, 9, 20))
    assert not one.blank
    assert stand(records, as_of=datetime(2026, 10, 15)).blank


def test_what_is_no_longer_promised_is_neither_broken_nor_blank() -> None:
    other = weekly(rule("other"), "." * 13)
    both = merged(weekly(rule(), "xxx"), other)
    found = {one.check: one for one in stands_of(scene(both, as_of=datetime(2026, 12, 1)))}
    gone = found["tickets.reply"]
    assert not gone.current
    assert not gone.broken
    assert not gone.blank


def test_the_newest_run_of_a_vendor_is_its_verdict() -> None:
    first = run(
        date(2026, 10, 5),
        [(rule(), result("fail", "acme")), (rule(), result("pass", "borealis"))],
        outcome="fail",
        blocking=(0,),
    )
    portal = portal_of(scene([first], vendors=("acme", "borealis")), "x")
    assert {now.vendor: now.outcome for now in portal.vendors} == {"acme": "fail", "borealis": "pass"}
    later = run(date(2026, 10, 6), [(rule(), result("pass", "acme"))], vendor="acme")
    portal = portal_of(scene([first, later], vendors=("acme", "borealis")), "x")
    assert {now.vendor: now.outcome for now in portal.vendors} == {"acme": "pass", "borealis": "pass"}


def test_missing_data_is_no_pass_unless_the_gate_was_told_to_let_it() -> None:
    told = [(rule(), result("pass", "acme")), (rule("other"), result("no_data", "acme"))]
    closed = run(date(2026, 10, 5), told, outcome="no_data", blocking=(1,))
    assert portal_of(scene([closed]), "x").vendors[0].outcome == "no_data"
    assert portal_of(scene([replace(closed, outcome="pass", blocking=())]), "x").vendors[0].outcome == "pass"
