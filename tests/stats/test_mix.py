"""Vendors at the same mix, and differences that are only mix."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from govcode.stats.intervals import student, wilson
from govcode.stats.mix import decomposed, standardised_mean, standardised_share

Strata = dict[str, tuple[int, int]]

# A has the easy queue and looks better; B is better at both.
A: Strata = {"easy": (738, 900), "hard": (55, 100)}
B: Strata = {"easy": (170, 200), "hard": (480, 800)}
POOLED = {"easy": 1100.0, "hard": 900.0}
STRATA = st.dictionaries(
    st.sampled_from("abcde"),
    st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    max_size=5,
)


def test_the_vendor_that_looks_better_is_worse_at_the_same_mix() -> None:
    a, b = standardised_share(A, POOLED), standardised_share(B, POOLED)
    assert (a.crude, b.crude) == pytest.approx((0.793, 0.650))
    assert (a.value, b.value) == pytest.approx((0.699, 0.738), abs=0.0006)
    assert all(A[queue][0] / A[queue][1] < B[queue][0] / B[queue][1] for queue in A)


def test_the_gap_between_the_two_is_mix_and_the_rates_point_the_other_way() -> None:
    found = decomposed(A, B)
    assert found is not None
    assert found.difference == pytest.approx(0.650 - 0.793)
    assert found.rate_effect > 0 > found.mix_effect
    assert [key for key, *_ in found.strata] == ["easy", "hard"]
    # By hand: mean weights 0.55 and 0.45, mean rates 0.835 and 0.575.
    assert found.rate_effect == pytest.approx(0.55 * 0.03 + 0.45 * 0.05)
    assert found.mix_effect == pytest.approx(-0.7 * 0.835 + 0.7 * 0.575)


@given(STRATA, STRATA)
def test_effects_sum_to_the_difference(before: Strata, after: Strata) -> None:
    found = decomposed(before, after)
    totals = [(sum(h for h, _ in side.values()), sum(n for _, n in side.values())) for side in (before, after)]
    if not totals[0][1] or not totals[1][1]:
        assert found is None
        return
    assert found is not None
    exact = Fraction(*totals[1]) - Fraction(*totals[0])
    assert found.difference == float(exact)
    assert found.rate_effect + found.mix_effect == pytest.approx(float(exact), abs=1e-12)
    assert sum(rate + mix for _, rate, mix in found.strata) == pytest.approx(float(exact), abs=1e-12)


@given(STRATA, STRATA)
def test_the_way_back_is_the_same_way(before: Strata, after: Strata) -> None:
    there, back = decomposed(before, after), decomposed(after, before)
    if there is not None and back is not None:
        assert (there.rate_effect, there.mix_effect) == (-back.rate_effect, -back.mix_effect)


def test_a_stratum_that_only_one_side_has_is_mix() -> None:
    found = decomposed({"phone": (50, 100)}, {"phone": (50, 100), "bot": (90, 100), "fax": (0, 0)})
    assert found is not None
    assert found.one_sided == ("bot",)
    assert found.rate_effect == 0
    assert found.mix_effect == pytest.approx(0.2)


def test_a_weight_without_rows_gives_no_value_and_says_which() -> None:
    found = standardised_share({"easy": (5, 10), "fax": (0, 0), "bot": (9, 9)}, {"easy": 1, "hard": 1, "fax": 2})
    assert (found.value, found.interval) == (None, None)
    assert found.missing == ("hard", "fax")
    assert found.outside == ("bot",)
    assert found.crude == pytest.approx(14 / 19)


def test_a_weight_of_zero_needs_no_rows() -> None:
    found = standardised_share({"easy": (5, 10)}, {"easy": 3, "hard": 0})
    assert (found.value, found.missing) == (0.5, ())


@pytest.mark.parametrize("weights", [{}, {"easy": 0.0}, {"easy": 2.0, "hard": -1.0}])
def test_weights_that_are_none_are_refused(weights: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="weights"):
        standardised_share(A, weights)


def test_one_stratum_has_the_ordinary_intervals() -> None:
    assert standardised_share({"all": (7, 9)}, {"all": 5}).interval == pytest.approx(wilson(7, 9))
    values = [1.0, 4.0, 4.0, 9.0]
    found = standardised_mean({"all": (sum(values), sum(v * v for v in values), 4)}, {"all": 1})
    assert found.interval == pytest.approx(student(sum(values), sum(v * v for v in values), 4))


def test_many_rows_have_the_textbook_interval() -> None:
    found = standardised_share({key: (hits * 50, n * 50) for key, (hits, n) in A.items()}, POOLED)
    variance = 0.55**2 * 0.82 * 0.18 / 45_000 + 0.45**2 * 0.55 * 0.45 / 5_000
    half = 1.96 * sqrt(variance)
    assert found.value is not None
    assert found.interval == pytest.approx((found.value - half, found.value + half), abs=2e-4)


def test_where_all_are_hits_the_interval_has_a_width() -> None:
    found = standardised_share({"easy": (20, 20), "hard": (5, 5)}, {"easy": 1, "hard": 1})
    assert found.interval is not None
    assert (found.interval[0] < 0.85, found.interval[1]) == (True, 1.0)


def test_a_mean_at_the_reference_mix_has_welchs_interval() -> None:
    one, two = [3.0, 5.0, 4.0, 8.0], [20.0, 26.0, 19.0, 22.0, 30.0]
    strata = {name: (sum(v), sum(x * x for x in v), len(v)) for name, v in (("one", one), ("two", two))}
    found = standardised_mean(strata, {"one": 1, "two": 1})
    # Half the sum of two means: the interval of their difference, halved, has the same width.
    peer = stats.ttest_ind(one, two, equal_var=False).confidence_interval(0.95)
    assert found.value == pytest.approx((5 + 23.4) / 2)
    assert found.interval is not None
    assert found.interval[1] - found.interval[0] == pytest.approx((peer.high - peer.low) / 2)
    assert found.crude == pytest.approx(sum(one + two) / 9)


def test_a_mean_of_single_values_has_no_interval() -> None:
    found = standardised_mean({"one": (4.0, 16.0, 1), "two": (9.0, 41.0, 2)}, {"one": 1, "two": 1})
    assert (found.value, found.interval) == (4.25, None)
    assert standardised_mean({"one": (4.0, 16.0, 1)}, {"two": 1}).missing == ("two",)


@given(STRATA.filter(lambda s: any(n for _, n in s.values())))
def test_at_its_own_mix_a_share_is_the_crude_one(strata: Strata) -> None:
    found = standardised_share(strata, {key: float(n) for key, (_, n) in strata.items()})
    assert found.value is not None
    assert found.value == pytest.approx(found.crude)
    assert found.interval is not None
    assert found.interval[0] <= found.value <= found.interval[1]
