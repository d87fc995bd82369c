"""Weeks put together to a month."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from random import Random

import pytest

from govcode.history.record import Parts, Result
from govcode.review.pooling import Basis, Number, month_of, pooled
from govcode.stats.intervals import nps, poisson, student, wilson
from tests.review.making import kpi, result


def of_shares(*counts: tuple[int, int]) -> list[Number]:
    return [Number(hits / n, n, wilson(hits, n)) for hits, n in counts]


@pytest.mark.parametrize("figure", ["share", "share of counts"])
def test_shares_are_added_up_not_averaged(figure: str) -> None:
    found = pooled(kpi(figure=figure), of_shares((9, 10), (100, 1_000)))
    assert (found.basis, found.n) == (Basis.POOLED, 1_010)
    assert found.value == pytest.approx(109 / 1_010)
    assert found.interval == wilson(109, 1_010)
    assert found.spread == (0.1, 0.9)


def test_clusters_keep_the_wider_interval() -> None:
    wide = [Number(0.5, 100, (0.3, 0.7)), Number(0.5, 100, (0.3, 0.7))]
    plain = pooled(kpi(), wide).interval
    clustered = pooled(kpi(words=(("cluster", "agent"),)), wide).interval
    assert plain is not None
    assert clustered is not None
    assert clustered[1] - clustered[0] == pytest.approx(0.4 / sqrt(2))
    assert clustered[1] - clustered[0] > plain[1] - plain[0]


def test_means_are_weighed_by_rows_and_their_interval_is_near_that_of_all_values() -> None:
    random = Random(3)
    weeks = [[random.gauss(10, 2) for _ in range(n)] for n in (40, 400, 90)]
    numbers = []
    for values in weeks:
        ends = student(sum(values), sum(v * v for v in values), len(values))
        numbers.append(Number(sum(values) / len(values), len(values), ends))
    found, every = pooled(kpi(figure="mean"), numbers), [v for values in weeks for v in values]
    assert found.value == pytest.approx(sum(every) / len(every))
    whole = student(sum(every), sum(v * v for v in every), len(every))
    assert found.interval == pytest.approx(whole, rel=0.01)


@pytest.mark.parametrize("counts", [[(3, 100.0), (9, 300.0)], [(0, 50.0), (4, 60.0)], [(700, 12.0), (1, 3.0)]])
def test_rates_are_added_up_by_the_events_their_intervals_tell(counts: list[tuple[int, float]]) -> None:
    numbers = [Number(1000 * events / over, round(over), poisson(events, over, 1000)) for events, over in counts]
    found = pooled(kpi(figure="rate"), numbers)
    events, over = sum(c[0] for c in counts), sum(c[1] for c in counts)
    assert found.basis is Basis.POOLED
    assert found.value == pytest.approx(1000 * events / over)
    assert found.interval == pytest.approx(poisson(events, over, 1000))


def test_a_rate_whose_events_cannot_be_told_is_the_middle_one() -> None:
    numbers = [Number(3.0, 10, (2.9, 3.2)), Number(5.0, 10, (4.9, 5.2)), Number(4.0, 10, (3.9, 4.2))]
    found = pooled(kpi(figure="rate"), numbers)
    assert (found.basis, found.value, found.interval) == (Basis.MEDIAN, 4.0, None)


@pytest.mark.parametrize("figure", ["quantile", "survival", "ratio", "nps", "agreement"])
def test_what_does_not_add_up_is_the_middle_one(figure: str) -> None:
    found = pooled(kpi(figure=figure), [Number(1.0, 900), Number(9.0, 10), Number(5.0, 10)])
    assert (found.basis, found.value, found.spread, found.n) == (Basis.MEDIAN, 5.0, (1.0, 9.0), 920)


@pytest.mark.parametrize("figure", ["count", "sum"])
def test_counts_and_sums_are_held_against_limits_by_the_period_and_summed_beside(figure: str) -> None:
    found = pooled(kpi(figure=figure), [Number(3.0, 30), Number(4.0, 40)])
    assert (found.basis, found.value, found.total, found.n) == (Basis.MEDIAN, 3.5, 7.0, 70)
    assert not found.adds_up


def test_windows_that_overlap_are_never_added_up() -> None:
    found = pooled(kpi(rolling=12), of_shares((50, 100), (60, 100)))
    assert (found.basis, found.value, found.n) == (Basis.LAST, 0.6, 100)


def test_one_value_is_as_recorded_and_none_is_none() -> None:
    assert pooled(kpi(figure="quantile"), [Number(4.0, 7, (3.0, 6.0))]).basis is Basis.RECORDED
    assert pooled(kpi(), []).basis is Basis.NONE


SCORE = kpi("nps", figure="nps", unit="points")


def of_answers(promoters: int, detractors: int, n: int) -> Result:
    parts = Parts("nps", "100", tuple(map(str, (promoters, detractors, n))))
    score, ends = 100 * (promoters - detractors) / n, nps(promoters, detractors, n)
    return result(value=score, n=n, interval=ends, parts=parts)


def of_lengths(*bins: tuple[int, int, int, int], value: float | None = 5.0, **over: float) -> Result:
    parts = Parts("survival", "1/60", lengths=bins, q=over.get("q", 0.5))
    return result(value=value, n=sum(over + still for _, _, over, still in bins), parts=parts)


def test_a_score_is_made_of_all_answers() -> None:
    found = month_of(SCORE, [of_answers(50, 10, 100), of_answers(300, 500, 900)])
    assert (found.basis, found.value, found.n, found.note) == (Basis.POOLED, -16.0, 1_000, None)
    assert found.interval == nps(350, 510, 1_000)
    assert found.spread == pytest.approx((-200 / 9, 40.0))


def test_answers_that_come_in_clusters_keep_the_wider_interval() -> None:
    weeks = [
        replace(of_answers(50, 10, 100), interval=(0.0, 80.0)),
        replace(of_answers(50, 10, 100), interval=(0.0, 80.0)),
    ]
    found = month_of(replace(SCORE, words=(("cluster", "agent"),)), weeks)
    assert found.value == 40.0
    assert found.interval == pytest.approx((40 - 40 / sqrt(2), 40 + 40 / sqrt(2)))


def test_a_ratio_is_the_sums_of_all_weeks() -> None:
    weeks = [
        result(value=100.0, n=10, parts=Parts("ratio", "1", ("1000", "10", "10", "100000", "10", "102010"))),
        result(value=300.0, n=30, parts=Parts("ratio", "1", ("9000", "30", "30", "2700000", "30", "2718030"))),
    ]
    found = month_of(kpi("ratio", figure="ratio", unit="s"), weeks)
    assert (found.basis, found.value, found.n) == (Basis.POOLED, 250.0, 40)
    assert found.interval is not None
    assert found.interval[0] < 250.0 < found.interval[1]


def test_a_time_is_told_with_the_ends_between_which_its_bins_put_it() -> None:
    weeks = [of_lengths((60, 60, 30, 0), (600, 610, 10, 2)), of_lengths((600, 610, 40, 0), (900, 916, 3, 3))]
    found = month_of(kpi(figure="survival", unit="h", direction="lower"), weeks)
    assert (found.basis, found.n) == (Basis.POOLED, 88)
    assert found.value == pytest.approx(605 / 60)
    assert found.within == pytest.approx((10.0, 610 / 60))


def test_a_week_in_which_nothing_was_over_in_time_counts_as_well() -> None:
    # Its own value is unknown, and leaving it out would make the month look better than it was.
    weeks = [of_lengths((60, 60, 50, 0)), of_lengths((900, 900, 0, 30), value=None)]
    definition = kpi(figure="survival", unit="h")
    assert month_of(definition, weeks).value == 1.0
    slow = [of_lengths((60, 60, 50, 0), q=0.9), of_lengths((900, 900, 0, 30), value=None, q=0.9)]
    found = month_of(definition, slow)
    assert found.note == "not added up: put together, the rows have no value"


def test_one_week_without_parts_makes_the_month_the_middle_one_and_says_why() -> None:
    old = result(value=10.0, n=50)
    found = month_of(SCORE, [of_answers(50, 10, 100), old, of_answers(300, 500, 900)])
    assert (found.basis, found.value, found.n) == (Basis.MEDIAN, 10.0, 1_050)
    assert found.note == (
        "not added up: 1 of 3 periods have too few rows for that, or were recorded before it was possible"
    )


def test_a_week_without_rows_adds_nothing() -> None:
    weeks = [of_answers(50, 10, 100), result("inconclusive", n=0), of_answers(30, 50, 90)]
    assert month_of(SCORE, weeks).value == 100 * (80 - 60) / 190


@pytest.mark.parametrize(
    "other",
    [
        Parts("ratio", "1", ("9", "9", "9")),
        Parts("nps", "1", ("9", "0", "9")),
        Parts("nps", "100", ("9", "0")),
        Parts("survival", lengths=((1, 1, 9, 0),)),
    ],
)
def test_parts_of_another_definition_are_not_added(other: Parts) -> None:
    found = month_of(SCORE, [of_answers(50, 10, 100), result(value=100.0, n=9, parts=other)])
    assert (found.basis, found.note) == (Basis.MEDIAN, "not added up: the definition changed in between")


def test_windows_that_overlap_are_not_made_of_their_parts() -> None:
    assert month_of(replace(SCORE, rolling=4), [of_answers(50, 10, 100)] * 2).basis is Basis.LAST
