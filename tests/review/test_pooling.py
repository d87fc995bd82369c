"""Weeks put together to a month."""

from __future__ import annotations

from math import sqrt
from random import Random

import pytest

from govcode.review.pooling import Basis, Number, pooled
from govcode.stats.intervals import poisson, student, wilson
from tests.review.making import kpi


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
