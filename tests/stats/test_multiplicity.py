"""p-values against scipy's tests, and what looking at 1,300 numbers does."""

from __future__ import annotations

from statistics import fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from govcode.stats.drift import average_run_length
from govcode.stats.multiplicity import Side, benjamini_hochberg, p_value_of_mean, p_value_of_rate, p_value_of_share

ALTERNATIVE = {Side.BELOW: "less", Side.ABOVE: "greater"}
LOOKS = 20 * 5 * 13


@given(
    st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.floats(0, 1),
    st.sampled_from(list(Side)),
)
def test_shares_have_scipys_binomial_p_value(pair: tuple[int, int], limit: float, side: Side) -> None:
    expected = stats.binomtest(*pair, limit, alternative=ALTERNATIVE[side]).pvalue
    assert p_value_of_share(*pair, limit, side) == pytest.approx(expected, abs=1e-9)


@given(st.integers(0, 200), st.floats(0.1, 100), st.floats(0.01, 5), st.sampled_from(list(Side)))
def test_rates_have_the_poisson_p_value(events: int, exposure: float, limit: float, side: Side) -> None:
    usual = stats.poisson(limit * exposure)
    expected = usual.cdf(events) if side is Side.BELOW else usual.sf(events - 1)
    assert p_value_of_rate(events, exposure, limit, side) == pytest.approx(float(expected), abs=1e-9)


@pytest.mark.parametrize("side", list(Side))
def test_means_have_students_p_value(side: Side) -> None:
    values = [4.1, 3.9, 4.4, 3.2, 4.0, 4.9, 3.7]
    expected = stats.ttest_1samp(values, 4.3, alternative=ALTERNATIVE[side]).pvalue
    assert p_value_of_mean(sum(values), sum(v * v for v in values), 7, 4.3, side) == pytest.approx(float(expected))


@pytest.mark.parametrize("values", [[], [4.0], [4.0, 4.0, 4.0]])
def test_values_that_show_no_noise_have_no_p_value(values: list[float]) -> None:
    squares = sum(v * v for v in values)
    assert p_value_of_mean(sum(values), squares, len(values), 4.5, Side.BELOW) is None


def test_nothing_seen_surprises_nobody() -> None:
    assert p_value_of_share(0, 0, 0.7, Side.BELOW) == 1
    assert p_value_of_rate(0, 5.0, 0.7, Side.ABOVE) == 1
    assert benjamini_hochberg([]) == ()


def test_adjusted_values_are_as_published() -> None:
    # The fifteen p-values of Benjamini and Hochberg (1995), section 3.2: four are rejected at 0.05.
    published = [
        *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
        *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
    ]
    assert sum(p <= 0.05 for p in benjamini_hochberg(published)) == 4
    assert sum(p <= 0.05 for p in published) == 9


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_adjusting_keeps_the_order_and_lowers_nothing(p_values: list[float]) -> None:
    adjusted = benjamini_hochberg(p_values)
    by_p = [after for _, after in sorted(zip(p_values, adjusted, strict=True))]
    assert by_p == pytest.approx(sorted(by_p))
    assert all(p - 1e-12 <= after <= 1 for p, after in zip(p_values, adjusted, strict=True))
    assert max(adjusted) == pytest.approx(max(p_values))


def test_thirteen_hundred_looks_at_nothing_find_sixty_five_breaches() -> None:
    rng = np.random.default_rng(10)
    found, adjusted = [], []
    for _ in range(40):
        # Means far from any limit's edge effects: 50 values each, all exactly on target.
        values = rng.normal(0, 1, (LOOKS, 50))
        sums = zip(values.sum(axis=1), (values**2).sum(axis=1), strict=True)
        p_values = [p for t, s in sums if (p := p_value_of_mean(t, s, 50, 0.0, Side.BELOW)) is not None]
        found.append(sum(p <= 0.05 for p in p_values))
        adjusted.append(sum(p <= 0.05 for p in benjamini_hochberg(p_values)))
    assert fmean(found) == pytest.approx(65, abs=5)
    assert fmean(adjusted) < 0.5


def test_at_three_sigma_it_is_three_and_a_half() -> None:
    assert LOOKS / average_run_length(1, 3) == pytest.approx(3.5, abs=0.05)
