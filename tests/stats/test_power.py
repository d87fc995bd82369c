"""How much data proves something, against the intervals that prove it, and Erlang's table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from govcode.stats.intervals import poisson, wilson
from govcode.stats.power import (
    answers_for_mean,
    answers_for_nps,
    erlang_c,
    events_to_prove,
    rows_to_disprove,
    rows_to_prove,
)


@pytest.mark.parametrize(
    ("limit", "n"), [(0.7, 9), (0.8, 16), (0.85, 22), (0.9, 35), (0.95, 73), (0.97, 125), (0.99, 381)]
)
def test_a_perfect_sample_proves_a_share_from_here_on(limit: float, n: int) -> None:
    assert rows_to_prove(limit) == n
    assert wilson(n, n)[0] >= limit > wilson(n - 1, n - 1)[0]


@given(st.floats(0, 0.999))
def test_one_row_fewer_proves_nothing(limit: float) -> None:
    n = rows_to_prove(limit)
    assert wilson(n, n)[0] >= limit - 1e-9
    assert n == 1 or wilson(n - 1, n - 1)[0] < limit


@pytest.mark.parametrize(("truth", "about"), [(0.69, 8050), (0.68, 1980), (0.67, 890), (0.65, 310), (0.60, 90)])
def test_rows_that_prove_a_breach_of_seventy_percent(truth: float, about: int) -> None:
    n = rows_to_disprove(0.70, truth)
    # The published numbers were found in steps of ten rows, with whole hits.
    assert n == pytest.approx(about, rel=0.05, abs=10)
    whole = 100 * (n // 100 + 1)
    assert wilson(round(truth * whole), whole)[1] < 0.70
    fewer = 100 * (n // 100)
    assert not fewer or wilson(round(truth * fewer), fewer)[1] >= 0.70


@pytest.mark.parametrize(
    ("promoters", "detractors", "ten", "five", "fifty"),
    [(0.65, 0.15, 212, 846, 20.6), (0.60, 0.10, 173, 692, 18.6), (0.55, 0.25, 273, 1091, 23.4)],
)
def test_answers_for_a_promoter_score(promoters: float, detractors: float, ten: int, five: int, fifty: float) -> None:
    assert [answers_for_nps(promoters, detractors, half) for half in (10, 5)] == [ten, five]
    assert (
        answers_for_nps(promoters, detractors, fifty + 0.05) <= 50 < answers_for_nps(promoters, detractors, fifty - 0.2)
    )


def test_answers_for_a_mean() -> None:
    assert [answers_for_mean(1.1, half) for half in (0.1, 0.2)] == [465, 117]


@pytest.mark.parametrize(
    ("headcount", "quarter", "year"), [(40, 8, 20), (60, 10, 28), (100, 14, 42), (250, 29, 93), (600, 60, 208)]
)
def test_leavers_that_prove_more_than_thirty_percent_a_year(headcount: int, quarter: int, year: int) -> None:
    assert (events_to_prove(0.30, headcount / 4), events_to_prove(0.30, headcount)) == (quarter, year)
    assert poisson(quarter, headcount / 4)[0] > 0.30 >= poisson(quarter - 1, headcount / 4)[0]


def test_erlang_c_is_the_textbook_example() -> None:
    queue = erlang_c(calls=100, period=1800, handle=180, agents=14, target=20)
    assert queue is not None
    found = (queue.intensity, queue.waiting, queue.service_level, queue.occupancy, queue.mean_wait)
    assert found[:4] == pytest.approx((10.0, 0.174, 0.888, 0.714), abs=5e-4)
    assert queue.mean_wait == pytest.approx(7.8, abs=0.05)


@given(st.integers(1, 300), st.floats(0.01, 0.99))
def test_erlang_c_is_its_formula(agents: int, occupancy: float) -> None:
    queue = erlang_c(calls=agents * occupancy, period=1, handle=1, agents=agents, target=0)
    assert queue is not None
    load = agents * occupancy
    # aᴺ/N! · N/(N - a) over itself plus Σ aᵏ/k!, both divided by eᵃ.
    waits = stats.poisson.pmf(agents, load) / (1 - occupancy)
    assert queue.waiting == pytest.approx(waits / (waits + stats.poisson.cdf(agents - 1, load)))
    assert queue.service_level == pytest.approx(1 - queue.waiting)


@pytest.mark.parametrize(("calls", "agents"), [(100, 10), (100, 9), (0, 3), (10, 0)])
def test_a_queue_without_work_or_without_enough_agents_has_no_answer(calls: int, agents: int) -> None:
    assert erlang_c(calls, period=1800, handle=180, agents=agents, target=20) is None
