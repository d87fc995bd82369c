"""Agreement against published tables and two other libraries, and the paradox that alpha and kappa are known for."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from math import isnan
from pathlib import Path

import krippendorff as peer
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcode.stats.agreement import gwet_ac1, pairwise_agreement, prevalence
from govcode.stats.alpha import Level, krippendorff, krippendorff_interval

Patterns = list[tuple[tuple[float, ...], int]]

N = float("nan")
# Krippendorff's example: four observers, twelve units, ratings missing.
PUBLISHED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]
SHEETS = st.integers(2, 4).flatmap(
    lambda raters: st.lists(
        st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=raters, max_size=raters), min_size=2, max_size=25
    )
)


def patterns_of(units: Iterable[Sequence[float | None]]) -> Patterns:
    """Return the patterns of units given as one rating, or none, per rater."""
    found = Counter(tuple(sorted(r for r in unit if r is not None and not isnan(r))) for unit in units)
    return list(found.items())


def _table(counts: tuple[int, int, int, int]) -> Patterns:
    """Return the patterns of a table of two raters: both yes, yes and no, no and yes, both no."""
    return list(zip([(1.0, 1.0), (0.0, 1.0), (0.0, 1.0), (0.0, 0.0)], counts, strict=True))


@pytest.mark.parametrize(
    ("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_is_as_published(level: str, alpha: float) -> None:
    assert krippendorff(patterns_of(zip(*PUBLISHED, strict=True)), Level(level)) == pytest.approx(alpha, abs=5e-4)


@given(SHEETS, st.sampled_from(list(Level)))
def test_alpha_is_that_of_the_krippendorff_package(units: list[list[int | None]], level: Level) -> None:
    found = krippendorff(patterns_of(units), level)
    rated = [unit for unit in units if sum(r is not None for r in unit) > 1]
    if len({r for unit in rated for r in unit if r is not None}) < 2:
        assert found is None
        return
    data = [[np.nan if r is None else float(r) for r in rater] for rater in zip(*units, strict=True)]
    expected = peer.alpha(reliability_data=data, level_of_measurement=level.value)
    assert found == pytest.approx(float(expected), abs=1e-9)


@given(SHEETS, st.sampled_from(list(Level)), st.integers(2, 5))
def test_patterns_are_counts_and_their_order_does_not_matter(
    units: list[list[int | None]], level: Level, times: int
) -> None:
    patterns = patterns_of(units)
    many = patterns_of(units * times)
    assert krippendorff(many, level) == krippendorff(
        [p for p in reversed(patterns) for p in [(p[0], p[1] * times)]], level
    )
    assert krippendorff_interval(patterns, level, 3, resamples=40) == krippendorff_interval(
        patterns[::-1], level, 3, resamples=40
    )


@pytest.mark.parametrize("patterns", [[], [((3.0,), 9)], [((3.0, 3.0), 9)], [((), 4), ((1.0, 2.0), 0)]])
def test_without_pairs_or_variation_there_is_no_alpha(patterns: Patterns) -> None:
    assert krippendorff(patterns, Level.ORDINAL) is None
    assert krippendorff_interval(patterns, Level.ORDINAL, seed=1) is None


def test_the_ratio_level_refuses_ratings_below_zero() -> None:
    with pytest.raises(ValueError, match="zero or more"):
        krippendorff([((-1.0, 2.0), 3)], Level.RATIO)
    assert krippendorff([((0.0, 0.0), 3), ((0.0, 2.0), 1), ((2.0, 2.0), 4)], Level.RATIO) is not None


def test_full_agreement_is_one() -> None:
    perfect: Patterns = [((1.0, 1.0, 1.0), 10), ((2.0, 2.0), 20)]
    assert [krippendorff(perfect, level) for level in Level] == [1.0] * 4
    assert krippendorff_interval(perfect, Level.INTERVAL, seed=1) == (1.0, 1.0)


@pytest.mark.parametrize(("counts", "agreement", "kappa"), [((92, 3, 4, 1), 0.93, 0.19), ((46, 4, 4, 46), 0.92, 0.84)])
def test_where_nearly_all_is_one_rating_alpha_is_low_and_ac1_is_not(
    counts: tuple[int, int, int, int], agreement: float, kappa: float
) -> None:
    patterns = _table(counts)
    assert pairwise_agreement(patterns) == pytest.approx((agreement, 100))
    assert krippendorff(patterns, Level.NOMINAL) == pytest.approx(kappa, abs=0.01)
    ac1 = gwet_ac1(patterns)
    yes = (counts[0] + (counts[1] + counts[2]) / 2) / 100
    chance = 2 * yes * (1 - yes)
    assert ac1 is not None
    assert ac1 == pytest.approx((agreement - chance) / (1 - chance))
    assert ac1 > 0.83
    assert dict(prevalence(patterns)) == pytest.approx({0.0: 1 - yes, 1.0: yes})


def test_ac1_is_as_published_for_four_raters() -> None:
    # K. L. Gwet, Handbook of inter-rater reliability, and irrCAC 0.4.4, on Krippendorff's example.
    assert gwet_ac1(patterns_of(zip(*PUBLISHED, strict=True))) == pytest.approx(0.77544, abs=5e-6)


def test_ac1_knows_of_ratings_that_nobody_gave() -> None:
    patterns: Patterns = [((1.0, 1.0), 30)]
    assert gwet_ac1(patterns) is None
    assert gwet_ac1(patterns, categories=5) == 1.0
    assert gwet_ac1([((1.0,), 3)], categories=5) is None


def test_within_a_tolerance_near_ratings_agree() -> None:
    patterns: Patterns = [((0.2, 0.3), 3), ((1.0, 5.0), 1), ((2.0,), 7), ((1.0, 2.0, 4.0), 2)]
    assert pairwise_agreement(patterns) == (0.0, 6)
    assert pairwise_agreement(patterns, 0.1) == pytest.approx((3 / 6, 6))
    assert pairwise_agreement(patterns, 1) == pytest.approx(((3 + 2 / 3) / 6, 6))
    assert pairwise_agreement(patterns, 4) == (1.0, 6)
    assert pairwise_agreement([((2.0,), 7)]) is None


def _session(units: int, seed: int) -> Patterns:
    """Make three raters who see a quality of 1 to 5 through noise, so that alpha is about 0.6."""
    rng = np.random.default_rng(seed)
    quality = rng.normal(3.4, 1.0, units)
    ratings = np.clip(np.round(quality[:, None] + rng.normal(0, 0.75, (units, 3))), 1, 5)
    return patterns_of(ratings.tolist())


def test_a_weekly_session_says_nothing_and_a_quarter_does() -> None:
    sampled = {
        n: [a for a in (krippendorff(_session(n, seed), Level.INTERVAL) for seed in range(60)) if a is not None]
        for n in (4, 10, 40, 120, 400)
    }
    widths = {n: float(np.diff(np.quantile(found, [0.025, 0.975]))[0]) for n, found in sampled.items()}
    assert np.median(sampled[400]) == pytest.approx(0.6, abs=0.05)
    assert widths[4] > widths[10] > widths[40] > widths[120] > widths[400]
    assert widths[4] > 0.7
    assert widths[120] < 0.4
    assert krippendorff_interval(_session(4, 1), Level.INTERVAL, seed=1) is None
    for n in (40, 120, 400):
        found = krippendorff_interval(_session(n, 1), Level.INTERVAL, seed=1)
        assert found is not None
        assert found[1] - found[0] == pytest.approx(widths[n], rel=0.5)


def test_a_bootstrap_that_mostly_sees_one_rating_is_none() -> None:
    assert krippendorff_interval([((1.0, 1.0), 40), ((1.0, 2.0), 1)], Level.NOMINAL, seed=1) is None


@pytest.mark.realdata
def test_anxiety_ratings_of_three_raters(realdata: Path) -> None:
    with (realdata / "rater-agreement" / "anxiety_3raters.csv").open(newline="") as file:
        units = [[float(row[f"rater{i}"]) for i in (1, 2, 3)] for row in csv.DictReader(file)]
    data = np.array(units).T
    for level in Level:
        expected = float(peer.alpha(reliability_data=data, level_of_measurement=level.value))
        assert krippendorff(patterns_of(units), level) == pytest.approx(expected)
