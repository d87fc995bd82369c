"""Kaplan-Meier curves against three other libraries, and what censoring does to those who leave out what is open."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from lifelines.utils import median_survival_times
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight

from govcode.stats.intervals import clopper_pearson
from govcode.stats.survival import Curve, Estimate, duration_quantile, kaplan_meier, share_within

Histogram = list[tuple[int, int, int]]

MIXED: Histogram = [(1, 3, 2), (2, 5, 0), (3, 4, 6), (5, 7, 1), (8, 2, 2), (13, 6, 3), (21, 2, 8), (34, 1, 5)]
COUNTS = st.tuples(st.integers(0, 30), st.integers(0, 5), st.integers(0, 5))


def _kaplan_meier(histogram: Histogram) -> Curve | None:
    return kaplan_meier([t for t, _, _ in histogram], [d for _, d, _ in histogram], [c for _, _, c in histogram])


def _curve(histogram: Histogram) -> Curve:
    curve = _kaplan_meier(histogram)
    assert curve is not None
    return curve


def _rows(histogram: Histogram) -> tuple[list[int], list[int]]:
    """Return the durations that ended and those still open, a row each."""
    return [t for t, d, _ in histogram for _ in range(d)], [t for t, _, c in histogram for _ in range(c)]


@pytest.mark.filterwarnings("ignore:The confidence interval is undefined at some observations")
@given(st.lists(COUNTS, min_size=1, max_size=25).filter(lambda h: sum(d for _, d, _ in h) > 0))
def test_the_curve_and_its_limits_are_scipys(histogram: Histogram) -> None:
    curve = _curve(histogram)
    ended, still = _rows(histogram)
    peer = stats.ecdf(stats.CensoredData(uncensored=ended, right=still)).sf
    limits = peer.confidence_interval(0.95, method="log-log")
    steps = zip(curve.times.tolist(), curve.surviving.tolist(), strict=True)
    inner = {time: surviving for time, surviving in steps if 0 < surviving < 1}
    for time, surviving in inner.items():
        assert surviving == pytest.approx(float(peer.evaluate(time)))
        band = (float(limits.low.evaluate(time)), float(limits.high.evaluate(time)))
        found = share_within(curve, time)
        assert (found.low, found.high) == pytest.approx((1 - band[1], 1 - band[0]))


@pytest.mark.parametrize("q", [0.1, 0.25, 0.5, 0.6, 0.75, 0.9])
def test_quantiles_are_statsmodels(q: float) -> None:
    ended, still = _rows(MIXED)
    peer = SurvfuncRight(ended + still, [1] * len(ended) + [0] * len(still))
    low, high = peer.quantile_ci(q, method="cloglog")
    expected = [None if np.isnan(x) or np.isinf(x) else x for x in (peer.quantile(q), low, high)]
    found = duration_quantile(_curve(MIXED), q)
    assert [found.value, found.low] == expected[:2]


@pytest.mark.parametrize(
    ("q", "expected"), [(0.25, (5, 2, 8)), (0.5, (13, 5, 34)), (0.75, (None, 34, None))]
)  # from lifelines 0.30.3
def test_quantiles_are_lifelines(q: float, expected: tuple[int | None, ...]) -> None:
    assert duration_quantile(_curve(MIXED), q) == Estimate(*expected)


@pytest.mark.parametrize(
    ("time", "surviving", "low", "high"),
    [(1, 0.947368, 0.845639, 0.982716), (8, 0.591384, 0.442626, 0.712802), (34, 0.327725, 0.170613, 0.494716)],
)  # from lifelines 0.30.3
def test_shares_are_lifelines(time: int, surviving: float, low: float, high: float) -> None:
    found = share_within(_curve(MIXED), time)
    assert (found.value, found.low, found.high) == pytest.approx((1 - surviving, 1 - high, 1 - low), abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.lists(COUNTS, min_size=1, max_size=25).filter(lambda h: sum(d for _, d, _ in h) > 0))
def test_medians_and_their_limits_are_lifelines(histogram: Histogram) -> None:
    # It begins every curve at 0 with nothing over; and where all are over, the two close their intervals differently.
    histogram = [*((time + 1, ended, still) for time, ended, still in histogram), (32, 0, 1)]
    assume(
        all(abs(surviving - 0.5) > 1e-6 for surviving in _curve(histogram).surviving)
    )  # its logarithms miss one half
    ended, still = _rows(histogram)
    peer = KaplanMeierFitter().fit(ended + still, [1] * len(ended) + [0] * len(still))
    limits = median_survival_times(peer.confidence_interval_).to_numpy()[0]
    expected = [None if np.isinf(x) else int(x) for x in (peer.median_survival_time_, *limits)]
    found = duration_quantile(_curve(histogram), 0.5)
    assert [found.value, found.low, found.high] == expected


@given(st.lists(st.integers(0, 60), min_size=1, max_size=80), st.floats(0.01, 0.99), st.integers(0, 60))
def test_when_all_is_over_the_curve_is_a_count(durations: list[int], q: float, at: int) -> None:
    curve = _curve([(t, times, 0) for t, times in Counter(durations).items()])
    rank = next(i for i in range(1, len(durations) + 1) if i / len(durations) >= q - 1e-9)
    assert duration_quantile(curve, q).value == sorted(durations)[rank - 1]
    assert share_within(curve, at).value == pytest.approx(sum(t <= at for t in durations) / len(durations))
    assert curve.open_share == 0


@given(st.lists(COUNTS, min_size=1, max_size=20), st.integers(0, 30), st.floats(0.05, 0.95))
def test_intervals_hold_their_value(histogram: Histogram, at: int, q: float) -> None:
    curve = _kaplan_meier(histogram)
    if curve is None:
        assert all(d + c == 0 for _, d, c in histogram)
        return
    found = share_within(curve, at)
    if found.value is not None:
        assert found.low is not None
        assert found.high is not None
        assert 0 <= found.low <= found.value <= found.high <= 1
    quantile = duration_quantile(curve, q)
    if quantile.value is not None:
        assert quantile.low is not None
        assert quantile.low <= quantile.value <= (quantile.high or quantile.value)


@given(st.lists(COUNTS, min_size=1, max_size=20))
def test_the_order_and_the_cut_of_a_histogram_do_not_matter(histogram: Histogram) -> None:
    split = [(t, d, 0) for t, d, _ in histogram] + [(t, 0, c) for t, _, c in reversed(histogram)]
    assert _told(split) == _told(histogram)


def _told(histogram: Histogram) -> tuple[object, ...] | None:
    curve = _kaplan_meier(histogram)
    if curve is None:
        return None
    return curve.times.tolist(), curve.surviving.tolist(), curve.greenwood.tolist(), curve.n, curve.events


def test_lengths_are_rounded_down_to_steps_of_any_size() -> None:
    curve, whole = kaplan_meier([0, 7, 13, 19], [1, 1, 1, 0], [0, 2, 0, 1], 10), _curve([(0, 2, 2), (1, 1, 1)])
    assert curve is not None
    assert curve.surviving.tolist() == whole.surviving.tolist()
    far = kaplan_meier([3, 10**30], [1, 1], [0, 0])
    assert far is not None
    assert duration_quantile(far, 0.9).value == 10**30


def test_beyond_what_was_watched_nothing_is_known() -> None:
    curve = _curve([(3, 2, 0), (5, 0, 4)])
    assert share_within(curve, 5).value == pytest.approx(2 / 6)
    assert share_within(curve, 6) == Estimate(None, None, None)
    assert duration_quantile(curve, 0.5).value is None
    assert curve.open_share == pytest.approx(4 / 6)


def test_where_none_or_all_are_over_the_interval_still_has_a_width() -> None:
    none = share_within(_curve([(1, 0, 5), (9, 0, 3)]), 4)
    assert none == Estimate(0.0, *clopper_pearson(0, 3))
    everything = share_within(_curve([(2, 4, 0)]), 7)
    assert (everything.value, everything.high) == (1.0, 1.0)
    assert everything.low == pytest.approx(clopper_pearson(4, 4)[0])


def test_a_half_that_is_a_hair_too_large_is_a_half() -> None:
    # 9/10 · 8/9 · 7/8 · 6/7 · 5/6 is not 0.5 in floating point.
    curve = _curve([(t, 1, 0) for t in range(1, 11)])
    assert duration_quantile(curve, 0.5).value == 5


@pytest.mark.parametrize(("days", "still_open", "too_fast"), [(7, 0.25, 0.4), (30, 0.086, 0.65)])
def test_leaving_out_what_is_open_makes_resolution_look_fast(days: int, still_open: float, too_fast: float) -> None:
    rng = np.random.default_rng(20)
    opened, hours = rng.uniform(0, 180 * 24, 120_000), rng.lognormal(np.log(20), 1.6, 120_000)
    recent = opened >= (180 - days) * 24  # the last days before the cut
    waited, truth = 180 * 24 - opened[recent], hours[recent]
    over = truth <= waited
    closed, seen = truth[over], np.minimum(truth, waited).astype(int)
    curve = _curve([(int(t), int(o), int(not o)) for t, o in zip(seen, over, strict=True)])
    assert closed.mean() < too_fast * truth.mean()
    assert np.median(closed) < 0.95 * np.median(truth)
    assert curve.open_share == pytest.approx(still_open, abs=0.02)
    assert duration_quantile(curve, 0.5).value == pytest.approx(np.median(truth), rel=0.08)
    p90 = duration_quantile(curve, 0.9).value
    # In a week nothing shows what takes longer than one.
    assert p90 is None or p90 == pytest.approx(np.quantile(truth, 0.9), rel=0.15)
    assert (p90 is None) <= (days == 7)


def test_yesterdays_tickets_have_not_come_back_yet() -> None:
    rng = np.random.default_rng(7)
    n = 90 * 3000
    closed = rng.uniform(0, 90, n)
    lag = -2.2 * np.log(1 - rng.uniform(0, 1, n) * (1 - np.exp(-7 / 2.2)))  # exponential, within seven days
    back = np.where(rng.uniform(0, 1, n) < 0.15, lag, np.inf)
    naive = {days: np.mean((back <= 90 - closed)[closed >= 90 - days]) for days in (1, 3, 7, 30, 90)}
    assert naive == pytest.approx({1: 0.030, 3: 0.066, 7: 0.103, 30: 0.138, 90: 0.146}, abs=0.006)
    assert np.mean((back <= 7)[closed <= 83]) == pytest.approx(0.15, abs=0.01)
    # The curve needs no waiting: what may still come back is open.
    week = closed >= 83
    seen = np.minimum(back, 90 - closed)[week]
    over = (back <= 90 - closed)[week]
    hours = np.minimum(seen * 24, 7 * 24).astype(int)
    curve = _curve([(int(t), int(o), int(not o)) for t, o in zip(hours, over, strict=True)])
    found = share_within(curve, int(hours.max()))
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.15 < found.high
