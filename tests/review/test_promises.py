"""How each promise was kept in a quarter."""

from __future__ import annotations

from govcode.history.record import Result
from govcode.review.promises import Promise, promises_of
from tests.review.making import Q3, kpi, merged, result, rule, run, scene, weekly

MUST = rule("cards.none", enforcement="non-negotiable")


def by_vendor(found: tuple[Promise, ...]) -> dict[str | None, Promise]:
    return {one.vendor: one for one in found}


def test_periods_are_counted_by_what_they_say() -> None:
    (one,) = promises_of(scene(weekly(MUST, "..x.o?. ... ")))
    assert (one.kept, one.broken, one.unjudged, one.missing, one.blank) == (7, 1, 2, 1, 2)
    assert (one.newest, one.newest_at) == ("kept", Q3.weeks[10])
    assert one.broken_last is not None
    assert one.broken_last.stretch == Q3.weeks[2]
    # The week without a run was looked at by the next one; those after the last run were not.
    assert one.without_data == 3 / 12


def test_non_negotiables_come_first_and_advice_is_no_promise() -> None:
    advice = rule("advice", enforcement="advisory")
    runs = merged(weekly(rule("a.rule"), "."), weekly(MUST, "."), weekly(advice, "x"))
    assert [one.check for one in promises_of(scene(runs))] == ["cards.none", "a.rule"]


def test_broken_rows_are_held_against_the_vendor_they_are_of() -> None:
    spots = (((("vendor", "borealis"),), 3, 40),)
    broken = Result(0, "fail", "f", violations=3, population=100, spots=spots, keys=("T-1", "T-2", "T-3"), keys_total=3)
    found = by_vendor(promises_of(scene([run(Q3.weeks[0].end, [(MUST, broken)])], vendors=("acme", "borealis"))))
    assert (found["borealis"].broken, found["borealis"].violations) == (1, 3)
    assert (found["acme"].broken, found["acme"].kept) == (0, 1)


def test_a_waived_failure_is_neither_kept_nor_broken() -> None:
    week = Q3.weeks[0]
    accepted = result("fail", "acme", waived_by="w-1")
    (one,) = promises_of(scene([run(week.end, [(rule(), accepted)])]))
    assert (one.kept, one.broken, one.waived, one.newest) == (0, 0, 1, "waived")


def test_a_kpi_told_by_more_than_the_vendor_is_as_good_as_its_worst_part() -> None:
    week = Q3.weeks[0]
    parts = [
        (kpi(), result(outcome, None, week, segment=(("vendor", "acme"), ("queue", queue))))
        for queue, outcome in (("refunds", "pass"), ("billing", "fail"))
    ]
    (one,) = promises_of(scene([run(week.end, parts)]))
    assert (one.kept, one.broken) == (0, 1)


def test_a_new_check_owes_nothing_from_before_it_and_a_removed_one_nothing_after() -> None:
    late = weekly(MUST, "      .......")
    (one,) = promises_of(scene(late))
    assert one.blank == 0
    gone = merged(weekly(MUST, "....."), weekly(rule(), "." * 13))
    found = {one.check: one.blank for one in promises_of(scene(gone))}
    assert found == {"cards.none": 0, "tickets.reply": 0}
