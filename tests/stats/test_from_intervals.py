"""What can be said of values whose intervals are all that is known of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcode.stats.change import interval_change, mean_change, share_change
from govcode.stats.intervals import student, wilson
from govcode.stats.mix import standardised_share, standardised_value
from govcode.stats.multiplicity import Side, p_value_of_interval, p_value_of_mean

shares = st.integers(2, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(shares, shares)
def test_of_shares_it_is_newcombes_method(before: tuple[int, int], after: tuple[int, int]) -> None:
    found = interval_change(*((hits / n, wilson(hits, n)) for hits, n in (before, after)))
    known = share_change(before, after)
    assert known
    assert (found.delta, found.low, found.high) == pytest.approx((known.delta, known.low, known.high))
    assert found.low <= found.delta <= found.high


def test_of_means_it_is_close_to_welchs() -> None:
    before, after = (2000.0, 42_000.0, 100), (1500.0, 23_400.0, 100)
    ends = [student(*side) for side in (before, after)]
    assert all(ends)
    found = interval_change(*((side[0] / side[2], end) for side, end in zip((before, after), ends, strict=True) if end))
    known = mean_change(before, after)
    assert known
    assert (found.low, found.high) == pytest.approx((known.low, known.high), rel=0.01)


@given(shares, shares, st.floats(0.1, 0.9))
def test_the_value_at_a_mix_of_shares_is_that_of_their_counts(
    first: tuple[int, int], second: tuple[int, int], weight: float
) -> None:
    weights = {"a": weight, "b": 1 - weight}
    found = standardised_value(
        {key: (hits / n, n, wilson(hits, n)) for key, (hits, n) in (("a", first), ("b", second))}, weights
    )
    known = standardised_share({"a": first, "b": second}, weights)
    assert found.value == pytest.approx(known.value)
    assert found.interval == pytest.approx(known.interval)


def test_a_stratum_without_interval_leaves_the_whole_without() -> None:
    found = standardised_value({"a": (1.0, 5, (0.0, 2.0)), "b": (3.0, 5, None)}, {"a": 1, "b": 1})
    assert (found.value, found.interval) == (2.0, None)


def test_the_chance_of_a_mean_is_that_of_its_own_test() -> None:
    total, squares, n = 380.0, 1_600.0, 100
    interval = student(total, squares, n)
    assert interval
    for side in Side:
        found = p_value_of_interval(total / n, interval, 4.0, side, n - 1)
        assert found == pytest.approx(p_value_of_mean(total, squares, n, 4.0, side))


@pytest.mark.parametrize(
    ("value", "side", "chance"), [(0.5, Side.BELOW, 0.025), (1.5, Side.ABOVE, 0.025), (1.0, Side.BELOW, 0.5)]
)
def test_an_interval_that_just_touches_the_limit(value: float, side: Side, chance: float) -> None:
    assert p_value_of_interval(value, (value - 0.5, value + 0.5), 1.0, side) == pytest.approx(chance)


@pytest.mark.parametrize(("value", "chance"), [(0.9, 0.0), (1.0, 1.0), (1.1, 1.0)])
def test_a_value_without_noise_is_on_one_side(value: float, chance: float) -> None:
    assert p_value_of_interval(value, (value, value), 1.0, Side.BELOW) == chance
