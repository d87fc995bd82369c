"""The scorecard: KPI by month and vendor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from govcode.history.record import Claim, Definition, Limits, Parts, Record
from govcode.review.judging import Verdict
from govcode.review.pooling import Basis
from govcode.review.quarter import Quarter, Stretch
from govcode.review.scorecard import Line, scorecard_of, series_of
from govcode.stats.intervals import wilson
from tests.review.making import AFTER, Q3, kpi, merged, result, run, scene


def counted(
    definition: Definition,
    of: Callable[[int], tuple[int, int] | None],
    vendor: str | None = "acme",
    quarter: Quarter = Q3,
    **over: Any,  # noqa: ANN401 - as a test writes it
) -> list[Record]:
    """Return a run after each week with hits of n; None is a week that the run has no data for."""
    records = []
    for i, week in enumerate(quarter.weeks):
        counts = of(i)
        if counts is None:
            told = result("no_data", None, week, reason="dataset 'tickets' has no rows", missing=True)
        else:
            told = valued(vendor, week, *counts, **over)
        records.append(run(week.end, [(definition, told)]))
    return records


def valued(vendor: str | None, week: Stretch, hits: int, n: int, **over: Any) -> Any:  # noqa: ANN401 - as above
    value = hits / n
    outcome = "pass" if value >= 0.8 else "fail"
    return result(outcome, vendor, week, **{"value": value, "n": n, "interval": wilson(hits, n), **over})


def lines(records: Sequence[Record], **over: Any) -> tuple[Line, ...]:  # noqa: ANN401 - as above
    at = scene(records, **over)
    return scorecard_of(at, series_of(at))


def test_a_month_is_the_weeks_that_begin_in_it() -> None:
    (line,) = lines(counted(kpi(), lambda i: (80 + i, 100)))
    july = line.months[0]
    assert [month.tally.judged for month in line.months] == [4, 5, 4]
    assert (july.amount.value, july.amount.n) == ((80 + 81 + 82 + 83) / 400, 400)
    assert line.quarter.amount.n == 1_300


@pytest.mark.parametrize(
    ("hits", "literal", "verdict"),
    [(95, True, Verdict.KEPT), (81, True, Verdict.UNSURE), (79, False, Verdict.UNSURE), (60, False, Verdict.MISSED)],
)
def test_literal_and_confident_verdicts_differ_near_the_limit(hits: int, literal: bool, verdict: Verdict) -> None:
    (line,) = lines(counted(kpi(), lambda _: (hits, 100)))
    assert (line.months[0].minimum.literal, line.months[0].minimum.verdict) == (literal, verdict)


def test_too_few_rows_are_never_confident() -> None:
    (line,) = lines(counted(kpi(min_n=500), lambda _: (10, 100)))
    assert not line.months[0].enough
    assert line.months[0].minimum.verdict is Verdict.UNSURE


def test_what_does_not_add_up_is_missed_by_half_of_its_weeks() -> None:
    median = kpi(figure="quantile", unit="h", direction="lower", target=None, minimum=Limits(None, 4.0), min_n=None)
    values = (3, 3, 5, 5, 3, 3, 3, 5, 5, 3, 3, 3, 3)
    records = [
        run(week.end, [(median, result("pass" if hours <= 4 else "fail", "acme", week, value=float(hours), n=40))])
        for week, hours in zip(Q3.weeks, values, strict=True)
    ]
    (line,) = lines(records)
    assert [month.amount.basis for month in line.months] == [Basis.MEDIAN] * 3
    assert [month.minimum.literal for month in line.months] == [False, True, True]
    assert line.months[0].amount.spread == (3.0, 5.0)


def test_a_month_of_scores_is_missed_by_all_its_answers_and_not_by_half_of_its_weeks() -> None:
    definition = kpi(figure="nps", unit="points", target=None, minimum=Limits(0.0))
    answers = ((40, 60, 100), (400, 200, 900)) * 7  # every other week misses; all answers together do not
    records = []
    for week, (promoters, detractors, n) in zip(Q3.weeks, answers, strict=False):
        value, parts = (
            100 * (promoters - detractors) / n,
            Parts("nps", "100", (f"{promoters}", f"{detractors}", f"{n}")),
        )
        told = result("fail" if value < 0 else "pass", "acme", week, value=value, n=n, parts=parts)
        records.append(run(week.end, [(definition, told)]))
    (line,) = lines(records)
    assert {month.amount.basis for month in (*line.months, line.quarter)} == {Basis.POOLED}
    assert line.months[0].amount.value == 100 * (880 - 520) / 2_000
    assert (line.months[0].minimum.literal, line.months[0].minimum.verdict) == (True, Verdict.KEPT)


def test_weeks_of_two_definitions_are_no_month_though_their_parts_look_alike() -> None:
    records = []
    for number, week in enumerate(Q3.weeks):
        definition = kpi(figure="nps", unit="points", target=None, minimum=Limits(0.0), hash=f"{number > 5:064d}")
        told = result("pass", "acme", week, value=40.0, n=100, parts=Parts("nps", "100", ("60", "20", "100")))
        records.append(run(week.end, [(definition, told)]))
    (line,) = lines(records)
    assert [month.amount.basis for month in line.months] == [Basis.POOLED, Basis.MEDIAN, Basis.POOLED]
    assert line.months[1].amount.note == "not added up: the definition changed in between"


def test_open_windows_are_told_and_not_pooled() -> None:
    records = counted(kpi(), lambda _: (90, 100))
    last = records[-1]
    early = replace(last.results[0], outcome="immature", value=0.1, immature=100)
    (line,) = lines([*records[:-1], replace(last, results=(early,))])
    september = line.months[2]
    assert (september.tally.immature, september.tally.judged, september.amount.n) == (1, 3, 300)
    assert september.amount.value == pytest.approx(0.9)


def test_weeks_without_data_are_blank_with_the_reason_and_never_zero() -> None:
    (line,) = lines(counted(kpi(), lambda i: None if 4 <= i < 9 else (90, 100)))
    august = line.months[1]
    assert (august.tally.blank, august.tally.due, august.amount.value) == (5, 5, None)
    assert august.reason == "dataset 'tickets' has no rows"
    assert august.minimum.literal is None


def test_weeks_no_run_looked_at_are_blank_too() -> None:
    records = counted(kpi(), lambda _: (90, 100))
    (line,) = lines(records[:10])
    assert (line.quarter.tally.blank, line.quarter.tally.due) == (3, 13)
    assert line.months[2].reason == "no run has a value for it"


def test_weeks_that_are_not_over_are_not_due() -> None:
    records = counted(kpi(), lambda _: (90, 100))
    (line,) = lines(records[:6], as_of=records[5].as_of)
    assert (line.quarter.tally.blank, line.quarter.tally.due) == (0, 6)


def test_a_vendor_that_delivered_nothing_has_a_line_of_blanks() -> None:
    found = lines(counted(kpi(), lambda _: (90, 100)), vendors=("acme", "borealis"))
    assert [(line.vendor, line.quarter.tally.blank) for line in found] == [("acme", 0), ("borealis", 13)]


def test_a_vendor_out_of_the_scope_of_a_kpi_has_no_line() -> None:
    other = kpi("other", hash="h2")
    runs = merged(counted(kpi(), lambda _: (90, 100)), counted(other, lambda _: (90, 100), "borealis"))
    found = lines(runs, vendors=("acme", "borealis"))
    assert [(line.check, line.vendor) for line in found] == [("answered-in-time", "acme"), ("other", "borealis")]


def test_a_kpi_that_is_not_told_by_vendor_has_one_line() -> None:
    (line,) = lines(counted(kpi(), lambda _: (90, 100), vendor=None), vendors=("acme", "borealis"))
    assert line.vendor is None


def test_claims_and_excused_rows_stand_beside_the_value() -> None:
    records = counted(kpi(), lambda _: (80, 100), claim=Claim(0.95, 0.15), with_excused=(0.7, 120))
    (line,) = lines(records)
    month = line.months[0]
    assert month.said is not None
    assert month.said.value == pytest.approx(0.95)
    assert month.said.periods == 4
    assert month.said.gap == pytest.approx(0.15)
    assert month.with_excused is not None
    assert month.with_excused.value == pytest.approx(0.7)
    assert month.with_excused.n == 480


def test_the_newest_run_has_the_last_word_on_a_week() -> None:
    records = counted(kpi(), lambda _: (90, 100))
    again = run(AFTER.date(), [(kpi(), valued("acme", Q3.weeks[0], 10, 100))])
    (line,) = lines([*records, again])
    assert line.months[0].amount.value == pytest.approx((10 + 270) / 400)


def test_a_recorded_month_is_taken_as_it_is() -> None:
    monthly = kpi(per="month", figure="quantile", min_n=None)
    records = [
        run(month.end, [(monthly, result("pass", "acme", month, value=0.85, n=50, interval=(0.7, 0.95)))])
        for month in Q3.months
    ]
    (line,) = lines(records)
    assert [month.amount.basis for month in line.months] == [Basis.RECORDED] * 3
    assert [month.amount.interval for month in line.months] == [(0.7, 0.95)] * 3
    assert line.quarter.tally.due == 3
