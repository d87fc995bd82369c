"""Charts that notice a change, and do not cry wolf over what is usual."""

from __future__ import annotations

from dataclasses import astuple
from itertools import cycle, islice
from math import sqrt
from statistics import fmean, stdev

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcode.stats.drift import (
    Seasons,
    average_run_length,
    ewma,
    ewma_chart,
    laney_rate,
    laney_share,
)


@pytest.mark.parametrize(
    ("weight", "width", "in_control", "half", "one"),
    [
        (0.2, 2.7, 238, 29.3, 8.8),
        (0.2, 2.86, 371, 36.2, 9.8),
        (0.2, 2.962, 500, 41.8, 10.5),
        (0.2, 3.0, 560, 44.1, 10.8),
        (0.1, 2.7, 369, 28.2, 9.7),
        (0.1, 2.814, 499, 31.3, 10.3),
        (0.25, 2.998, 500, 48.3, 11.1),
        (0.4, 3.054, 500, 71.2, 14.3),
    ],
)
def test_run_lengths_are_as_published(weight: float, width: float, in_control: int, half: float, one: float) -> None:
    found = [average_run_length(weight, width, shift) for shift in (0, 0.5, 1)]
    assert found == [pytest.approx(in_control, abs=0.6), pytest.approx(half, abs=0.06), pytest.approx(one, abs=0.06)]


def test_a_weight_of_one_is_shewharts_chart() -> None:
    assert average_run_length(1, 3) == pytest.approx(370.4, abs=0.1)
    assert average_run_length(1, 3, 1) == pytest.approx(43.9, abs=0.05)


def test_simulated_runs_are_as_long_as_the_chain_says() -> None:
    rng = np.random.default_rng(11)
    fixed, widening = [], []
    for _ in range(300):
        points = ewma(0, 1, rng.normal(1, 1, 200).tolist())
        fixed.append(next(i for i, point in enumerate(points, start=1) if point.statistic > points[-1].high))
        widening.append(next(i for i, point in enumerate(points, start=1) if point.signal))
    assert fmean(fixed) == pytest.approx(average_run_length(0.2, 2.86, 1), abs=1)
    # Limits that start narrow find a shift that is there from the start a little sooner.
    assert fmean(fixed) - 3 < fmean(widening) < fmean(fixed)


def test_the_moving_average_by_hand() -> None:
    first, second = ewma(10, 2, [11, 20], weight=0.2, width=2.86)
    assert astuple(first) == pytest.approx((10.2, 10, 10 - 2.86 * 0.4, 10 + 2.86 * 0.4, False))
    half = 2.86 * 2 * sqrt(0.2 / 1.8 * (1 - 0.8**4))
    assert astuple(second) == pytest.approx((12.16, 10, 10 - half, 10 + half, True))


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=40), st.floats(0.05, 1))
def test_limits_widen_towards_their_final_width_and_lie_around_the_centre(later: list[float], weight: float) -> None:
    points = ewma(3, 1.5, later, weight)
    widths = [point.high - point.low for point in points]
    assert widths == sorted(widths)
    assert widths[-1] <= 2 * 2.86 * 1.5 * sqrt(weight / (2 - weight)) + 1e-9
    assert all(point.centre == pytest.approx((point.low + point.high) / 2) for point in points)
    assert all(point.signal == (not point.low <= point.statistic <= point.high) for point in points)


def test_a_chart_takes_mean_and_deviation_from_its_baseline() -> None:
    baseline = [5.0, 7.0, 6.0, 4.0] * 5
    chart = ewma_chart(baseline, [6.0, 9.0, 9.0, 9.0])
    assert chart.points == ewma(fmean(baseline), stdev(baseline), [6.0, 9.0, 9.0, 9.0])
    assert [point.signal for point in chart.points] == [False, False, True, True]
    assert chart.reason is None


def test_a_slow_drift_is_found() -> None:
    rng = np.random.default_rng(2)
    baseline = rng.normal(100, 4, 26).tolist()
    drifting = (rng.normal(100, 4, 30) + np.arange(30) * 0.4).tolist()
    assert any(point.signal for point in ewma_chart(baseline, drifting).points)
    assert not any(abs(value - fmean(baseline)) > 3 * stdev(baseline) for value in drifting[:12])


@pytest.mark.parametrize("points", [0, 1, 19])
def test_a_short_baseline_gives_a_reason_and_no_signal(points: int) -> None:
    for chart in (
        ewma_chart([1.0, 2.0] * (points // 2) + [1.0] * (points % 2), [99.0]),
        laney_share([(i % 5, 10) for i in range(points)], [(10, 10)]),
        laney_rate([(i % 5, 10.0) for i in range(points)], [(99, 10.0)]),
    ):
        assert chart.points == ()
        assert chart.reason == f"the baseline has {points} points; a signal takes 20"


@pytest.mark.parametrize("hits", [0, 7, 10])
def test_a_baseline_that_never_varies_gives_a_reason(hits: int) -> None:
    assert ewma_chart([float(hits)] * 30, [99.0]).reason is not None
    assert laney_share([(hits, 10)] * 30, [(5, 10)]).reason is not None
    assert laney_rate([(hits, 10.0)] * 30, [(5, 10.0)]).reason is not None


WEEK = [10.0, 11.0, 10.0, 9.0, 10.0, 2.0, 1.0]


def test_weekends_are_no_signal_once_days_are_compared_with_their_own_kind() -> None:
    rng = np.random.default_rng(8)
    days = [level + noise for level, noise in zip(islice(cycle(WEEK), 63), rng.normal(0, 0.3, 63), strict=True)]
    kinds = [i % 7 for i in range(63)]
    baseline, later = days[:42], days[42:]
    seasons = Seasons(kinds[:42], kinds[42:])
    usual = ewma_chart(baseline, later, seasons)
    assert not any(point.signal for point in usual.points)
    worse = ewma_chart(baseline, [value - 1 for value in later], seasons)
    assert worse.points[-1].signal
    # Without days of the week the spread between them hides the same change.
    assert not any(point.signal for point in ewma_chart(baseline, [value - 1 for value in later]).points)


def test_a_season_without_baseline_gives_a_reason() -> None:
    baseline = [float(i % 3) for i in range(30)]
    chart = ewma_chart(baseline, [1.0], Seasons([0] * 30, [6]))
    assert (chart.points, chart.reason) == ((), "the baseline has no value in the season of a later value")
    assert ewma_chart(baseline, [1.0], Seasons(list(range(30)), [6])).reason is not None


def test_laneys_chart_by_hand() -> None:
    baseline = [(40, 100), (60, 100)] * 10
    [inside, outside] = laney_share(baseline, [(95, 100), (999, 1000)]).points
    # The centre is 0.5, z goes from -2 to +2, and its moving range of 4 is 4 / 1.128 standard deviations.
    assert (inside.centre, inside.high) == (0.5, 1.0)
    assert outside.high == pytest.approx(0.5 + 3 * 4 / 1.128 * sqrt(0.25 / 1000))
    assert [inside.signal, outside.signal] == [False, True]


def test_laneys_chart_of_rates_by_hand() -> None:
    baseline = [(3, 1.0), (5, 1.0)] * 10
    [point] = laney_rate(baseline, [(20, 2.0)]).points
    assert point.high == pytest.approx(4 + 3 * (1 / 1.128) * sqrt(4 / 2))
    assert point.low == pytest.approx(4 - 3 / 1.128 * sqrt(2))
    assert point.signal


def test_ordinary_limits_cry_wolf_over_large_weeks_and_laneys_do_not() -> None:
    rng = np.random.default_rng(12)
    ordinary, wide = [], []
    for _ in range(150):
        weeks = [(int(h), 5000) for h in rng.binomial(5000, rng.normal(0.80, 0.015, 52))]
        centre = fmean(h / n for h, n in weeks[:26])
        half = 3 * sqrt(centre * (1 - centre) / 5000)
        ordinary += [abs(h / n - centre) > half for h, n in weeks[26:]]
        wide += [point.signal for point in laney_share(weeks[:26], weeks[26:]).points]
    assert fmean(ordinary) == pytest.approx(0.281, abs=0.05)
    assert fmean(wide) < 0.02
