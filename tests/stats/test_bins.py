"""Bins of whole numbers whose edges never move."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govcode.stats.bins import bin_of

NUMBERS = st.integers(-(10**12), 10**12)


@given(NUMBERS)
def test_the_middle_of_a_bin_is_within_one_percent_of_every_number_in_it(number: int) -> None:
    low, high = bin_of(number)
    assert low <= number <= high
    middle = (low + high) // 2
    assert abs(middle - low) <= abs(low) / 100
    assert abs(middle - high) <= abs(high) / 100 + 1 / 2


@given(NUMBERS)
def test_bins_lie_side_by_side(number: int) -> None:
    low, high = bin_of(number)
    assert bin_of(low) == bin_of(high) == (low, high)
    assert bin_of(high + 1)[0] == high + 1
    assert bin_of(low - 1)[1] == low - 1


def test_small_numbers_and_zero_are_told_as_they_are() -> None:
    assert [bin_of(number) for number in (0, 1, 99, -99)] == [(0, 0), (1, 1), (99, 99), (-99, -99)]
    assert bin_of(100) == (100, 101)
