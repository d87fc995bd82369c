"""Promises about a whole table, from the groups an engine answers with: what is counted, what is named, whose it is."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from govcode.calendar.asking import elapsed
from govcode.findings.finding import Finding, Outcome, Place
from govcode.findings.judging import breaks, findings_of
from govcode.ir.check import AtMost, AtMostShare, Gaps, Limit, Period, Rhythm, Segment, Silence, Steady
from govcode.ir.clock import Clock
from govcode.ir.expression import Column, Type
from govcode.ir.measure import Counted, Failed, Group, Grouped, Measured
from govcode.plan.plan import Answer, Planned
from tests.findings.making import AS_OF, VENDOR, check

MONDAY = datetime(2026, 5, 4)
WEEK, HOUR = timedelta(days=7), timedelta(hours=1)
TOPIC = Segment("topic", Column("topic", Type.TEXT), ("access", "other", "refund"))
MILLION = 1_000_000


def grouped(*groups: tuple[tuple[Any, ...], tuple[Any, ...]], rows: int = 1_000) -> Grouped:
    return Grouped(rows, tuple(Group(values, terms) for values, terms in groups))


def judged(limit: Limit, found: Measured, named: Measured | None = None) -> Finding:
    details = (("places", Answer(0, 1)),) if named else ()
    answers = ((found, named) if named else (found,),)
    (finding,) = findings_of(Planned(check(limit), main=Answer(0, 0), details=details), answers, AS_OF)
    return finding


def gap(
    *numbers: int, vendor: tuple[str | None, ...] = ()
) -> tuple[tuple[str | None, ...], tuple[int, int, int | None]]:
    steps = [later - earlier for earlier, later in pairwise(numbers) if later > earlier]
    return vendor, (len(numbers), len(steps), sum(steps) * MILLION or None)


@pytest.mark.parametrize(
    ("limit", "outcome"),
    [
        (AtMost(2), Outcome.FAIL),
        (AtMost(3), Outcome.PASS),
        (AtMostShare(0.29), Outcome.FAIL),
        (AtMostShare(0.3), Outcome.PASS),
    ],
)
def test_missing_numbers_are_counted_against_all_of_them(limit: AtMost | AtMostShare, outcome: Outcome) -> None:
    finding = judged(Gaps(limit), grouped(gap(1, 2, 2, 5, 6, 8, 9, 10)), Counted(8, 8, 2, ("T-5", "T-8")))
    assert (finding.outcome, finding.violations, finding.population) == (outcome, 3, 10)
    assert (finding.keys, finding.keys_total, finding.things) == (("T-5", "T-8"), 2, "numbers")


def test_each_series_has_its_own_ends() -> None:
    both = grouped(gap(1, 2, 5, vendor=("acme",)), gap(900, 901, vendor=("borealis",)))
    finding = judged(Gaps(AtMost(0), (VENDOR,)), both)
    assert (finding.violations, finding.population) == (2, 7)
    assert [(str(spot.place), spot.violations, spot.population) for spot in finding.spots] == [("vendor acme", 2, 5)]
    assert not breaks(
        Gaps(AtMost(0), (VENDOR,)), grouped(gap(1, 2, vendor=("acme",)), gap(5, vendor=("borealis",))), AS_OF
    )


def test_a_series_nobody_declared_is_not_named() -> None:
    finding = judged(Gaps(AtMost(0), (VENDOR,)), grouped(gap(1, 3, vendor=("Mallory & Sons",))))
    assert [str(spot.place) for spot in finding.spots] == ["vendor (undeclared)"]
    assert "Mallory" not in repr(finding)


@pytest.mark.parametrize("limit", [Gaps(AtMost(0)), Silence(4, AtMost(0), 1), Rhythm((0, 6), AtMost(0), 1)])
def test_nothing_to_judge_is_no_data(limit: Limit) -> None:
    assert judged(limit, grouped(rows=0)).outcome is Outcome.NO_DATA
    assert judged(limit, grouped()).outcome is Outcome.NO_DATA
    assert judged(limit, Failed("the engine stopped")).outcome is Outcome.ERROR


def at(*hours: int, vendor: tuple[str | None, ...] = ()) -> list[tuple[tuple[Any, ...], tuple[int]]]:
    moments = [MONDAY + hour * HOUR for hour in hours]
    return [((*vendor, m.replace(hour=0), m.hour), (1,)) for m in moments]


def test_silence_is_told_in_hours_longest_first() -> None:
    limit = Silence(4, AtMost(0), 3, (VENDOR,))
    # acme is silent for 4 and for 5 hours, and for 3, which is not long enough.
    finding = judged(limit, grouped(*at(0, 5, 11, 15, vendor=("acme",)), *at(0, 1, 3, vendor=("borealis",))))
    assert (finding.outcome, finding.violations, finding.population, finding.things) == (Outcome.FAIL, 9, 20, "hours")
    assert finding.keys == (
        "vendor acme: 2026-05-04 06:00 UTC, 5 hours",
        "vendor acme: 2026-05-04 01:00 UTC, 4 hours",
    )
    assert [(spot.violations, spot.population) for spot in finding.spots] == [(9, 16)]
    assert judged(Silence(6, AtMost(0), 1), grouped(*at(0, 5, 11))).outcome is Outcome.PASS
    assert judged(Silence(4, AtMost(9), 1), grouped(*at(0, 5, 11))).outcome is Outcome.PASS


def test_of_few_rows_silence_says_nothing() -> None:
    limit = Silence(4, AtMost(0), 4, (VENDOR,))
    few, enough = at(0, 9, vendor=("acme",)), at(0, 1, 3, 5, vendor=("borealis",))
    finding = judged(limit, grouped(*few, *enough))
    assert (finding.outcome, finding.violations, finding.population) == (Outcome.PASS, 0, 6)
    finding = judged(limit, grouped(*few))
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, "vendor acme: too few rows to judge")
    # An example asks for the silence, not for the number of rows.
    assert breaks(limit, grouped(*few), AS_OF)


def test_rows_without_a_moment_and_moments_of_another_age_are_no_silence() -> None:
    rows = [*at(0, 1), ((None, None), (3,)), ((datetime(1, 1, 1), 0), (1,))]
    assert judged(Silence(4, AtMost(0), 1), grouped(*rows)).outcome is Outcome.PASS


def test_only_promised_hours_can_be_silent() -> None:
    epoch, day = datetime(1970, 1, 1), 24
    micro = timedelta(microseconds=1)
    opens = tuple((MONDAY + (d * day + 8) * HOUR - epoch) // micro for d in range(7))
    closes = tuple((MONDAY + (d * day + 16) * HOUR - epoch) // micro for d in range(7))
    first, last = (MONDAY - epoch) // micro, (MONDAY + WEEK - epoch) // micro
    clock = Clock("support", "UTC", "d1", first, last, opens, closes)
    assert elapsed(clock, MONDAY, MONDAY + 6 * day * HOUR) == 6 * 8 * HOUR // micro
    limit = Silence(4, AtMost(0), 1, clock=clock)
    assert judged(limit, grouped(*at(15, day + 8))).outcome is Outcome.PASS
    # From 14 to 16 and from 8 to 10: four promised hours without a row.
    finding = judged(limit, grouped(*at(13, day + 10)))
    assert (finding.outcome, finding.violations, finding.population) == (Outcome.FAIL, 4, 6)
    assert finding.keys == ("2026-05-04 14:00 UTC, 4 hours",)


def hours(counts: dict[int, int], vendor: tuple[str | None, ...] = ()) -> list[tuple[tuple[Any, ...], tuple[int]]]:
    return [((*vendor, hour), (count,)) for hour, count in counts.items()]


@pytest.mark.parametrize(
    ("counts", "outcome"),
    [
        ({3: 10, 10: 50, 11: 40}, Outcome.PASS),
        ({3: 11, 10: 50, 11: 39}, Outcome.FAIL),
        ({3: 9, 10: 9, 11: 9, 12: 9, 13: 9, 14: 9, 15: 9, 16: 9, 17: 9, 18: 9, 19: 9, 20: 9}, Outcome.PASS),
        ({3: 10, **dict.fromkeys(range(7, 24), 6)}, Outcome.FAIL),
        ({10: 50, 11: 49}, Outcome.INCONCLUSIVE),
    ],
)
def test_a_rhythm_is_a_quiet_night_and_a_busy_day(counts: dict[int, int], outcome: Outcome) -> None:
    assert judged(Rhythm((0, 6), AtMostShare(0.1), 100), grouped(*hours(counts))).outcome is outcome


def test_one_vendor_without_rhythm_is_enough() -> None:
    limit = Rhythm((22, 6), AtMostShare(0.2), 10, "Asia/Manila", (VENDOR,))
    finding = judged(
        limit, grouped(*hours({23: 5, 10: 5}, ("acme",)), *hours({10: 90}, ("borealis",)), *hours({2: 9}, (None,)))
    )
    assert finding.outcome is Outcome.FAIL
    assert (finding.violations, finding.population) == (5, 109)
    assert [str(spot.place) for spot in finding.spots] == ["vendor acme"]
    assert finding.reason == (
        "vendor acme: 5 of 10 rows fall between 22:00 and 06:00 (Asia/Manila); the busiest hour starts at 10:00"
    )


def weeks(*mixes: dict[str, int], vendor: tuple[str | None, ...] = ()) -> list[tuple[tuple[Any, ...], tuple[int]]]:
    return [
        ((*vendor, MONDAY + i * WEEK, topic), (count,)) for i, mix in enumerate(mixes) for topic, count in mix.items()
    ]


EVEN, TURNED = {"refund": 50, "access": 50}, {"refund": 90, "access": 10}


@pytest.mark.parametrize(
    ("mixes", "outcome"),
    [
        ([EVEN, EVEN, EVEN, EVEN, EVEN], Outcome.PASS),
        ([EVEN, EVEN, EVEN, EVEN, TURNED], Outcome.FAIL),
        ([EVEN, EVEN, TURNED, TURNED, TURNED], Outcome.PASS),  # only the two before it are the baseline
        ([EVEN, TURNED, EVEN, EVEN, EVEN, TURNED], Outcome.PASS),  # the sixth week is not over on a Wednesday
        ([EVEN, EVEN, EVEN, EVEN, {"refund": 50, "access": 45, "other": 5}], Outcome.PASS),
        ([EVEN, EVEN, EVEN, EVEN, {"refund": 9, "access": 1}], Outcome.INCONCLUSIVE),
        ([EVEN], Outcome.INCONCLUSIVE),
    ],
)
def test_a_mix_is_held_against_the_periods_before(mixes: list[dict[str, int]], outcome: Outcome) -> None:
    steady = Steady(TOPIC, Period.WEEK, 2, 0.2, 50)
    assert judged(steady, grouped(*weeks(*mixes))).outcome is outcome


def test_a_shift_that_may_be_chance_is_no_failure() -> None:
    few = [{"refund": 6, "access": 6}, {"refund": 6, "access": 6}, {"refund": 9, "access": 3}]
    finding = judged(Steady(TOPIC, Period.WEEK, 2, 0.1, 10), grouped(*weeks(*few)))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "may be chance" in str(finding.reason)


def test_what_moved_is_named_if_it_is_declared() -> None:
    before, now = {"refund": 50, "Mallory": 50}, {"refund": 90, "Mallory": 10}
    limit = Steady(TOPIC, Period.WEEK, 4, 0.2, 50, by=(VENDOR,))
    finding = judged(
        limit,
        grouped(*weeks(before, now, vendor=("acme",)), *weeks(EVEN, EVEN, EVEN, EVEN, EVEN, vendor=("borealis",))),
    )
    # acme has no rows in the newest full week, which is another rule's matter.
    assert finding.outcome is Outcome.PASS
    finding = judged(limit, grouped(*weeks(before, now, vendor=("acme",))))
    assert (finding.outcome, finding.violations, finding.population) == (Outcome.FAIL, 40, 100)
    assert finding.keys == (
        "vendor acme: (undeclared): 50.0% before, 10.0% now",
        "vendor acme: refund: 50.0% before, 90.0% now",
    )
    assert finding.spots[0].place == Place((("vendor", "acme"),))
    assert "Mallory" not in repr(finding)


def test_a_mix_without_a_full_period_is_not_due() -> None:
    steady = Steady(TOPIC, Period.WEEK, 2, 0.2, 50)
    finding = judged(steady, grouped(((datetime(2026, 6, 8), "refund"), (90,))))
    assert (finding.outcome, finding.reason) == (Outcome.IMMATURE, "no week with rows is over yet")
    assert judged(steady, grouped(((None, "refund"), (90,)))).outcome is Outcome.NO_DATA
