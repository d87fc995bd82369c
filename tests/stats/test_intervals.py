"""Intervals against scipy and published numbers, and where their ends have to lie."""

from __future__ import annotations

import csv
from math import sqrt
from pathlib import Path
from statistics import fmean, stdev
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from govcode.stats.intervals import (
    Interval,
    clopper_pearson,
    nps,
    poisson,
    quantile_ranks,
    ratio_of_sums,
    rule_of_three,
    student,
    wilson,
)

EXACT = 1e-9
SHARES = st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
SURE = st.tuples(st.floats(0.5, 0.995), st.floats(0.5, 0.995)).map(sorted)


@pytest.mark.parametrize(
    ("hits", "n"), [(0, 1), (1, 1), (0, 30), (30, 30), (3, 120), (970, 1000), (1, 10_000), (15_803, 24_918)]
)
def test_wilson_is_scipys(hits: int, n: int) -> None:
    expected = cast("Any", stats.binomtest(hits, n).proportion_ci(0.95, method="wilson"))
    assert wilson(hits, n) == pytest.approx((expected.low, expected.high), abs=EXACT)


@given(st.integers(1, 10**9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_itself(pair: tuple[int, int]) -> None:
    hits, n = pair
    low, high = wilson(hits, n)
    assert 0 <= low <= hits / n <= high <= 1


def test_wilson_at_another_confidence() -> None:
    expected = cast("Any", stats.binomtest(7, 50).proportion_ci(0.9, method="wilson"))
    assert wilson(7, 50, 0.9) == pytest.approx((expected.low, expected.high), abs=EXACT)


@pytest.mark.parametrize(
    "values", [[1.0, 2.0], [5.0, 5.0, 5.0], [1.5, 2.25, 9.0, -4.0, 100.0], list(map(float, range(300)))]
)
def test_student_is_scipys(values: list[float]) -> None:
    found = student(sum(values), sum(v * v for v in values), len(values))
    spread = stdev(values) / len(values) ** 0.5
    low, high = stats.t.interval(0.95, len(values) - 1, fmean(values), spread) if spread else (values[0], values[0])
    assert found == pytest.approx((low, high), rel=1e-9)


@pytest.mark.parametrize("n", [0, 1])
def test_student_needs_two_values(n: int) -> None:
    assert student(4.0 * n, 16.0 * n, n) is None


def test_student_keeps_the_digits_of_large_whole_numbers() -> None:
    # Microseconds since 1970: as doubles, the squares would drown a spread of a few microseconds.
    values = [1_700_000_000_000_000 + i for i in (0, 1, 2, 3, 4)]
    found = student(sum(values), sum(v * v for v in values), 5)
    assert found is not None
    assert found[1] - found[0] == pytest.approx(2 * 2.7764451 * sqrt(2.5 / 5), abs=0.5)


@pytest.mark.parametrize(("hits", "n"), [(0, 1), (1, 1), (0, 30), (30, 30), (3, 120), (970, 1000)])
def test_clopper_pearson_is_scipys(hits: int, n: int) -> None:
    expected = cast("Any", stats.binomtest(hits, n).proportion_ci(0.95, method="exact"))
    assert clopper_pearson(hits, n) == pytest.approx((expected.low, expected.high), abs=EXACT)


@pytest.mark.parametrize("n", [1, 50, 300, 10_000])
def test_the_rule_of_three_is_the_share_that_finds_nothing_once_in_twenty(n: int) -> None:
    assert (1 - rule_of_three(n)) ** n == pytest.approx(0.05)
    assert rule_of_three(n) == pytest.approx(min(1, 3 / n), rel=0.06)


@pytest.mark.parametrize(
    ("headcount", "leavers", "percent"),
    [
        (40, 3, (30.0, 6.2, 87.7)),
        (60, 5, (33.3, 10.8, 77.8)),
        (100, 8, (32.0, 13.8, 63.1)),
        (250, 20, (32.0, 19.5, 49.4)),
        (600, 48, (32.0, 23.6, 42.4)),
    ],
)
def test_attrition_of_a_quarter_as_percent_a_year(
    headcount: int, leavers: int, percent: tuple[float, float, float]
) -> None:
    low, high = poisson(leavers, headcount / 4, per=100)
    assert (leavers / (headcount / 4) * 100, low, high) == pytest.approx(percent, abs=0.05)


@pytest.mark.parametrize("events", [0, 1, 7, 400])
def test_poisson_limits_are_where_the_count_would_surprise(events: int) -> None:
    low, high = poisson(events, 2.0)
    assert stats.poisson.cdf(events, high * 2.0) == pytest.approx(0.025)
    assert (stats.poisson.sf(events - 1, low * 2.0) if events else 0.025) == pytest.approx(0.025)
    assert (low == 0) == (events == 0)


@pytest.mark.parametrize(("hits", "n"), [(0, 4), (25, 50), (3, 3), (499, 500)])
def test_a_promoter_score_without_passive_answers_is_a_share(hits: int, n: int) -> None:
    assert nps(hits, n - hits, n) == pytest.approx(tuple(200 * end - 100 for end in wilson(hits, n)), abs=1e-6)


@given(st.lists(st.integers(0, 60), min_size=3, max_size=3).filter(lambda counts: counts[0] + counts[1] > 0))
def test_a_promoter_score_excludes_zero_when_mcnemar_does(counts: list[int]) -> None:
    promoters, detractors, _ = counts
    low, high = nps(promoters, detractors, sum(counts))
    statistic = (promoters - detractors) ** 2 / (promoters + detractors)
    critical = stats.chi2.isf(0.05, 1)
    assert (low > 0 or high < 0) == (statistic > critical)
    assert -100 <= low <= 100 * (promoters - detractors) / sum(counts) <= high <= 100


@pytest.mark.parametrize(
    ("promoters", "detractors", "half"), [(0.65, 0.15, 20.6), (0.60, 0.10, 18.6), (0.55, 0.25, 23.4)]
)
def test_a_promoter_score_of_mixed_answers_has_about_the_usual_width(
    promoters: float, detractors: float, half: float
) -> None:
    low, high = nps(round(1000 * promoters), round(1000 * detractors), 1000)
    assert (high - low) / 2 == pytest.approx(half * sqrt(50 / 1000), rel=0.01)


@pytest.mark.realdata
def test_a_small_real_survey_is_below_zero_and_that_is_all_it_proves(realdata: Path) -> None:
    with (realdata / "nps-survey" / "gold" / "output_01.csv").open(newline="", encoding="utf-8-sig") as file:
        [row] = csv.DictReader(file)
    low, high = nps(int(row["Promoter"]), int(row["Detractor"]), int(row["Total Respondents"]))
    assert low < float(row["NPS Score"]) < high < 0
    assert high - low > 40


def test_a_ratio_of_sums_is_the_linearised_t_interval() -> None:
    xs, ys = [12.0, 7.0, 30.0, 4.5, 9.0, 15.0], [4.0, 3.0, 9.0, 1.0, 4.0, 5.0]
    ratio = sum(xs) / sum(ys)
    left = [x - ratio * y for x, y in zip(xs, ys, strict=True)]
    half = stats.t.isf(0.025, 5) * sqrt(sum(d * d for d in left) / 5 / 6) / fmean(ys)
    assert _ratio(xs, ys) == pytest.approx((ratio - half, ratio + half))


def _ratio(xs: list[float], ys: list[float]) -> Interval | None:
    squares = [sum(a * b for a, b in zip(one, two, strict=True)) for one, two in ((xs, xs), (ys, ys), (xs, ys))]
    return ratio_of_sums(len(xs), sum(xs), sum(ys), *squares)


def test_a_ratio_to_ones_is_a_mean() -> None:
    xs = [3.0, 8.0, 1.0, 4.0]
    assert _ratio(xs, [1.0] * 4) == pytest.approx(student(sum(xs), sum(x * x for x in xs), 4))


@pytest.mark.parametrize("pairs", [([], []), ([3.0], [2.0]), ([1.0, 2.0], [0.0, 0.0])])
def test_a_ratio_needs_two_pairs_and_something_below(pairs: tuple[list[float], list[float]]) -> None:
    assert _ratio(*pairs) is None


@pytest.mark.parametrize(
    ("n", "q", "ranks"),
    [  # the first three: the table of A. Hald, and of most textbooks since
        (10, 0.5, (2, 9)),
        (100, 0.5, (40, 61)),
        (6, 0.5, (1, 6)),
        (5, 0.5, (None, None)),
        (0, 0.5, (None, None)),
        (28, 0.9, (22, None)),
        (40, 0.1, (1, 9)),
        (20, 0.1, (None, 6)),
    ],
)
def test_ranks_that_bound_a_quantile(n: int, q: float, ranks: tuple[int | None, int | None]) -> None:
    assert quantile_ranks(n, q) == ranks


@given(st.integers(0, 3_000), st.floats(0.01, 0.99), st.floats(0.5, 0.99))
def test_ranks_are_the_closest_that_keep_the_confidence(n: int, q: float, confidence: float) -> None:
    lower, upper = quantile_ranks(n, q, confidence)
    tail, binomial = (1 - confidence) / 2 + EXACT, stats.binom(n, q)
    if lower is not None:
        assert binomial.cdf(lower - 1) <= tail
    assert binomial.cdf(lower or 0) >= tail - 2 * EXACT or lower == n
    if upper is not None:
        assert binomial.sf(upper - 1) <= tail
        assert binomial.sf(upper - 2) >= tail - 2 * EXACT
    else:
        assert binomial.sf(n - 1) >= tail - 2 * EXACT or n == 0


@given(SHARES, SURE)
def test_more_confidence_makes_no_interval_narrower(pair: tuple[int, int], sure: list[float]) -> None:
    hits, n = pair
    for interval in (wilson, clopper_pearson, poisson):
        less, more = interval(hits, n, confidence=sure[0]), interval(hits, n, confidence=sure[1])
        assert more[0] <= less[0] + EXACT
        assert less[1] <= more[1] + EXACT
    less, more = nps(hits, n - hits, n, sure[0]), nps(hits, n - hits, n, sure[1])
    assert more[0] <= less[0] + 1e-6
    assert less[1] <= more[1] + 1e-6


@given(SHARES)
def test_exact_limits_hold_the_number_itself(pair: tuple[int, int]) -> None:
    hits, n = pair
    low, high = clopper_pearson(hits, n)
    assert 0 <= low <= hits / n <= high <= 1
    low, high = poisson(hits, n)
    assert 0 <= low <= hits / n <= high
