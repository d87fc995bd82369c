"""Rows that come in clusters are worth fewer rows, and the interval says so."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcode.stats.clusters import cluster_bootstrap, design_effect
from govcode.stats.intervals import ratio_of_sums, wilson

Clusters = list[tuple[int, int]]


def _agents(count: int, alike: bool, seed: int = 1) -> Clusters:
    """Make agents with 20 contacts each; alike agents share one true rate of 0.7, others differ by a beta."""
    rng = np.random.default_rng(seed)
    rates = np.full(count, 0.7) if alike else rng.beta(7, 3, count)
    return [(20, int(hits)) for hits in rng.binomial(20, rates)]


def _width(interval: tuple[float, float] | None) -> float:
    assert interval is not None
    return interval[1] - interval[0]


def test_clusters_that_differ_widen_the_interval() -> None:
    agents = _agents(200, alike=False)
    independent = wilson(sum(hits for _, hits in agents), sum(n for n, _ in agents))
    # 1 + (20 - 1) / (7 + 3 + 1) = 2.7 is the design effect of this beta; intervals widen by its root.
    assert design_effect(agents) == pytest.approx(2.7, abs=0.5)
    assert _width(cluster_bootstrap(agents, seed=1)) / _width(independent) == pytest.approx(2.7**0.5, rel=0.15)


def test_clusters_that_are_alike_cost_nothing() -> None:
    agents = _agents(400, alike=True)
    independent = wilson(sum(hits for _, hits in agents), sum(n for n, _ in agents))
    assert design_effect(agents) == pytest.approx(1, abs=0.2)
    assert _width(cluster_bootstrap(agents, seed=1)) / _width(independent) == pytest.approx(1, abs=0.1)


def test_the_bootstrap_goes_with_the_linearised_interval() -> None:
    rng = np.random.default_rng(5)
    pairs = [
        (int(n), float(n * mean)) for n, mean in zip(rng.integers(3, 40, 300), rng.normal(50, 9, 300), strict=True)
    ]
    sums = (sum(t for _, t in pairs), sum(n for n, _ in pairs))
    squares = (sum(t * t for _, t in pairs), sum(n * n for n, _ in pairs), sum(n * t for n, t in pairs))
    assert cluster_bootstrap(pairs, seed=2, resamples=4_000) == pytest.approx(
        ratio_of_sums(300, *sums, *squares), abs=0.15
    )


def test_of_single_rows_the_design_effect_is_one() -> None:
    rows = [(1, int(i % 4 == 0)) for i in range(400)]
    assert design_effect(rows) == pytest.approx(400 / 399)


def test_of_identical_rows_within_clusters_it_is_their_size() -> None:
    assert design_effect([(10, 10 * (i % 2)) for i in range(1000)]) == pytest.approx(10, rel=0.01)


def test_a_mean_takes_the_variance_of_its_values() -> None:
    # Two values in each cluster, the same in both: each is worth half.
    values = [1.0, 4.0, 2.0, 9.0, 5.0, 3.0]
    mean = sum(values) / 6
    variance = sum((v - mean) ** 2 for v in values) / 6
    assert design_effect([(2, 2 * v) for v in values], variance) == pytest.approx(2 * 6 / 5)


@pytest.mark.parametrize("clusters", [[], [(9, 3)], [(9, 3), (4, 4), (5, 2), (7, 1)], [(9, 3)] * 4 + [(0, 0)] * 9])
def test_fewer_than_five_clusters_with_rows_have_no_interval(clusters: Clusters) -> None:
    assert cluster_bootstrap(clusters, seed=1) is None


@pytest.mark.parametrize("clusters", [[], [(9, 3)], [(9, 9), (4, 4)], [(9, 0), (4, 0)]])
def test_without_variance_there_is_no_design_effect(clusters: Clusters) -> None:
    assert design_effect(clusters) is None


@given(st.permutations(_agents(12, alike=False)))
def test_the_order_of_clusters_does_not_matter(agents: Clusters) -> None:
    assert cluster_bootstrap(agents, seed=4, resamples=50) == cluster_bootstrap(sorted(agents), seed=4, resamples=50)


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 50)), min_size=5, max_size=40), st.integers(0, 9))
def test_ends_lie_between_the_lowest_and_the_highest_cluster(pairs: Clusters, seed: int) -> None:
    found = cluster_bootstrap(pairs, seed, resamples=60)
    assert found is not None
    ratios = [total / n for n, total in pairs]
    assert min(ratios) - 1e-9 <= found[0] <= found[1] <= max(ratios) + 1e-9
