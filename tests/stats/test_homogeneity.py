"""How far two mixes lie apart, and whether that may be chance."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from govcode.stats.homogeneity import homogeneity, stability_index

COUNTS = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=8)


def test_the_index_is_the_sum_over_values() -> None:
    # By hand, with halves: 100.5/201 and 100.5/201 against 50.5/201 and 150.5/201.
    expected = sum((a - b) * log(a / b) for b, a in ((0.5, 50.5 / 201), (0.5, 150.5 / 201)))
    assert stability_index([100, 100], [50, 150]) == pytest.approx(expected)


def test_a_value_that_is_new_is_not_infinite() -> None:
    assert 1 < stability_index([100, 0], [50, 50]) < 10


@given(COUNTS)
def test_it_is_never_negative_and_zero_only_for_equal_mixes(counts: list[tuple[int, int]]) -> None:
    before, after = [b for b, _ in counts], [a for _, a in counts]
    assert stability_index(before, after) >= 0
    assert stability_index(before, before) == 0
    assert stability_index(before, after) == pytest.approx(stability_index(after, before))


@pytest.mark.parametrize(
    ("before", "after"),
    [([100, 100], [50, 150]), ([400, 300, 300], [35, 40, 25]), ([10, 20, 30, 40], [40, 30, 20, 10])],
)
def test_the_p_value_is_scipys(before: list[int], after: list[int]) -> None:
    assert homogeneity(before, after) == pytest.approx(chi2_contingency([before, after], correction=False).pvalue)


def test_rare_values_are_pooled() -> None:
    pooled = chi2_contingency([[1000, 500, 23], [60, 30, 6]], correction=False).pvalue
    assert homogeneity([1000, 500, 20, 2, 1], [60, 30, 2, 2, 2]) != pytest.approx(pooled)
    # Of 29 rows 1.7 are expected in the smaller sample: they join the next value, and two are left.
    two = chi2_contingency([[1000, 523], [60, 36]], correction=False).pvalue
    assert homogeneity([1000, 500, 20, 2, 1], [60, 30, 2, 2, 2]) == pytest.approx(two)


@pytest.mark.parametrize(("before", "after"), [([], []), ([0], [5]), ([5], [5]), ([3, 2], [0, 0]), ([1, 1], [1, 1])])
def test_what_cannot_be_told_apart_is_chance(before: list[int], after: list[int]) -> None:
    assert homogeneity(before, after) == 1


@given(COUNTS)
def test_it_is_a_probability(counts: list[tuple[int, int]]) -> None:
    assert 0 <= homogeneity([b for b, _ in counts], [a for _, a in counts]) <= 1
