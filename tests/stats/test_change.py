"""Changes against statsmodels and scipy, and their direction beyond noise."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from govcode.stats.change import Change, mean_change, rate_change, share_change

SHARE = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
RATE = st.tuples(st.integers(0, 80), st.floats(0.5, 50))


def _sums(values: list[float]) -> tuple[float, float, int]:
    return sum(values), sum(v * v for v in values), len(values)


@given(SHARE, SHARE)
def test_a_change_of_shares_is_newcombes(before: tuple[int, int], after: tuple[int, int]) -> None:
    found = share_change(before, after)
    expected = confint_proportions_2indep(*after, *before, method="newcomb", compare="diff")
    assert found is not None
    assert (found.low, found.high) == pytest.approx(tuple(map(float, expected)), abs=1e-9)
    assert -1 <= found.low <= found.delta <= found.high <= 1


def test_a_change_of_shares_is_as_published() -> None:
    # Newcombe (1998), table II, method 10, examples (a) 56/70 - 48/80 and (h) 10/10 - 0/10.
    for (one, other), (low, high) in {
        ((56, 70), (48, 80)): (0.0524, 0.3339),
        ((10, 10), (0, 10)): (0.6075, 1.0),
    }.items():
        found = share_change(other, one)
        assert found is not None
        assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_a_change_of_means_is_welchs() -> None:
    before, after = [3.0, 5.0, 4.0, 8.0], [9.0, 12.0, 7.5, 9.0, 10.0]
    peer = stats.ttest_ind(after, before, equal_var=False).confidence_interval(0.95)
    found = mean_change(_sums(before), _sums(after))
    assert found is not None
    assert (found.low, found.high) == pytest.approx((float(peer.low), float(peer.high)))
    assert found.direction == 1


@given(RATE, RATE)
def test_a_change_of_rates_is_beyond_noise_when_the_exact_test_says_so(
    before: tuple[int, float], after: tuple[int, float]
) -> None:
    found = rate_change(before, after)
    events = before[0] + after[0]
    if not events:
        assert found is None
        return
    assert found is not None
    assert found.low <= found.delta + 1e-9
    assert found.delta <= found.high + 1e-9
    usual = stats.binom(events, after[1] / (before[1] + after[1]))
    fewer, more = float(usual.cdf(after[0])), float(usual.sf(after[0] - 1))
    assume(min(abs(fewer - 0.025), abs(more - 0.025)) > 1e-9)
    assert found.direction == int(more < 0.025) - int(fewer < 0.025)


def test_a_change_of_rates_by_hand() -> None:
    # Of 20 breaches in two equal halves 15 came after: between 50.9 % and 91.3 % of them.
    found = rate_change((5, 10.0), (15, 10.0))
    assert found is not None
    assert (found.delta, found.low, found.high) == pytest.approx(
        (1.0, 2 * (2 * 0.50895 - 1), 2 * (2 * 0.91343 - 1)), abs=1e-3
    )


@given(SHARE, SHARE)
def test_the_way_back_has_the_opposite_interval(before: tuple[int, int], after: tuple[int, int]) -> None:
    there, back = share_change(before, after), share_change(after, before)
    assert there is not None
    assert back is not None
    assert (there.low, there.high, there.direction) == pytest.approx((-back.high, -back.low, -back.direction))


@pytest.mark.parametrize(
    "change",
    [
        share_change((0, 0), (5, 9)),
        share_change((5, 9), (0, 0)),
        mean_change((4.0, 16.0, 1), (9.0, 41.0, 2)),
        mean_change((8.0, 32.0, 2), (10.0, 50.0, 2)),
        rate_change((0, 4.0), (0, 9.0)),
    ],
)
def test_what_shows_no_noise_has_no_change(change: Change | None) -> None:
    assert change is None


@pytest.mark.parametrize(("low", "high", "direction"), [(0.1, 0.4, 1), (-0.4, -0.1, -1), (-0.1, 0.2, 0), (0.0, 0.2, 0)])
def test_direction(low: float, high: float, direction: int) -> None:
    assert Change(0.1, low, high).direction == direction
