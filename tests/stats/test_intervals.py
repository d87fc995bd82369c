"""Intervals against scipy, and where their ends have to lie."""

from __future__ import annotations

from statistics import fmean, stdev
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from govcode.stats.intervals import student, wilson

EXACT = 1e-9


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
