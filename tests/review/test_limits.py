"""What a review cannot say, and what its definitions were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from govcode.history.record import Limits as Bounds
from govcode.history.record import Record, Redefined
from govcode.review.definitions import changes_of, definitions_of
from govcode.review.limits import Limits, limits_of
from govcode.review.promises import promises_of
from govcode.review.scene import Scene
from govcode.review.scorecard import scorecard_of, series_of
from tests.review.making import AFTER, Q3, kpi, merged, result, rule, run, scene, weekly
from tests.review.test_scorecard import counted, valued

OLD, NEW = kpi(hash="old"), kpi(hash="new", minimum=Bounds(0.7))


def limits(records: list[Record]) -> Limits:
    return of(scene(records))


def of(at: Scene) -> Limits:
    return limits_of(at, scorecard_of(at, series_of(at)), promises_of(at))


def test_blank_periods_are_told_with_the_newest_reason() -> None:
    found = limits(
        merged(counted(kpi(), lambda i: None if i in {3, 4} else (90, 100)), weekly(rule(), "..........oo."))
    )
    told = {one.check: (one.vendor, one.periods, one.of, one.reason) for one in found.no_data}
    assert told["answered-in-time"] == ("acme", 2, 13, "dataset 'tickets' has no rows")
    assert told["tickets.reply"][1:3] == (2, 13)


def test_open_windows_and_small_numbers_are_apart() -> None:
    week = Q3.weeks[0]
    early = result("immature", "acme", week, value=0.9, n=100, reason="the window is open until 2026-10-20")
    few = result("inconclusive", "borealis", week, value=0.5, n=4)
    found = of(scene([run(week.end, [(kpi(), early), (kpi(), few)])], vendors=("acme", "borealis")))
    assert [(one.vendor, one.reason) for one in found.immature] == [("acme", "the window is open until 2026-10-20")]
    assert [(one.vendor, one.reason) for one in found.small] == [("borealis", "4 of at least 20 rows")]


def test_failed_gates_are_told_with_the_kpis_behind_them() -> None:
    reason = "the feed failed the gates 'tickets.unique' and 'tickets.fresh'"
    week = Q3.weeks[0]
    shut = [(kpi(name, hash=name), result("no_data", "acme", week, reason=reason)) for name in ("one", "two")]
    found = limits([run(week.end, shut)])
    assert [(gate.check, gate.kpis, gate.periods) for gate in found.gates] == [
        ("tickets.fresh", ("one", "two"), 2),
        ("tickets.unique", ("one", "two"), 2),
    ]


def test_the_words_of_a_failed_gate_are_those_of_the_judge() -> None:
    """Keep the expression by which gates are found in step with what `behind_gates` says."""
    from govcode.findings.gates import _Gate, _told
    from govcode.review.limits import _GATE, _NAME

    gates = [_Gate(name, "tickets", None, failed=True) for name in ("a.b", "c.d")]
    for says in ("the feed failed", "nobody can say whether the feed keeps"):
        for several in (gates[:1], gates):
            told = _GATE.search(_told(several, says))
            assert told
            assert _NAME.findall(told[1]) == [gate.id for gate in several]


def test_weeks_without_a_run_are_named() -> None:
    found = limits(weekly(rule(), "..... ......."))
    assert found.weeks_without_run == (Q3.weeks[5],)
    assert limits(weekly(rule(), "." * 13)).weeks_without_run == ()


def test_what_runs_say_of_their_data_is_told_once() -> None:
    week, says = Q3.weeks[0], "from latest states alone"
    told = [(kpi(name, hash=name), valued("acme", week, 9, 10, fidelity=says)) for name in ("b", "a")]
    assert limits([run(week.end, told)]).fidelity == ((says, ("a", "b")),)


def test_a_definition_has_the_days_of_the_runs_that_used_it() -> None:
    runs = [*counted(OLD, lambda _: (90, 100))[:4], *counted(NEW, lambda _: (90, 100))[4:]]
    found = definitions_of(scene(runs))
    assert [(one.definition.hash, one.first, one.last, one.runs) for one in found] == [
        ("old", date(2026, 7, 13), date(2026, 8, 3), 4),
        ("new", date(2026, 8, 10), date(2026, 10, 5), 9),
    ]


def test_a_changed_definition_tells_what_differs_and_the_values_beside_each_other() -> None:
    runs = [*counted(OLD, lambda _: (90, 100))[:4], *counted(NEW, lambda _: (60, 100))[4:]]
    (change,) = changes_of(scene(runs))
    assert change.differences == (("contract limit", "at least 0.8", "at least 0.7"),)
    (value,) = change.values
    assert (value.old, value.new, value.same_data, value.vendor) == (0.9, 0.6, False, "acme")


def test_a_run_that_computed_both_is_believed_before_two_runs() -> None:
    runs = [*counted(OLD, lambda _: (90, 100))[:4], *counted(NEW, lambda _: (60, 100))[4:]]
    segment, week = (("vendor", "acme"),), runs[4].results[0].period
    both = Redefined("answered-in-time", segment, week, 0.66, 0.6, "fail", "fail", "old", "new")
    (change,) = changes_of(scene([*runs[:4], replace(runs[4], redefined=(both,)), *runs[5:]]))
    assert [(value.old, value.new, value.same_data) for value in change.values] == [(0.66, 0.6, True)]


def test_the_same_week_by_both_runs_is_compared_where_there_is_one() -> None:
    week = Q3.weeks[3]
    runs = [
        *counted(OLD, lambda _: (90, 100))[:4],
        run(AFTER.date(), [(NEW, valued("acme", week, 61, 100)), (NEW, valued("acme", Q3.weeks[4], 50, 100))]),
    ]
    (change,) = changes_of(scene(runs))
    assert [(value.period, value.old, value.new) for value in change.values] == [(week.start, 0.9, 0.61)]


@pytest.mark.parametrize("several", [[OLD, OLD], [OLD]])
def test_what_did_not_change_is_not_told(several: list[object]) -> None:
    runs = counted(OLD, lambda _: (90, 100))[: len(several)]
    assert changes_of(scene(runs)) == ()
