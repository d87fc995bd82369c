"""Kappa against statsmodels and published tables."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.inter_rater import fleiss_kappa as peer_fleiss

from govcode.stats.kappa import Weights, cohen_kappa, fleiss_kappa

PEER = {Weights.UNWEIGHTED: None, Weights.LINEAR: "linear", Weights.QUADRATIC: "quadratic"}
TABLES = st.integers(2, 5).flatmap(
    lambda k: st.lists(st.lists(st.integers(0, 20), min_size=k, max_size=k), min_size=k, max_size=k)
)


def _rows(path: Path) -> list[list[int]]:
    with path.open(newline="") as file:
        return [[int(cell) for name, cell in row.items() if name != "subject"] for row in csv.DictReader(file)]


@given(TABLES.filter(lambda t: sum(map(sum, t)) > 0), st.sampled_from(list(Weights)))
def test_cohens_kappa_is_statsmodels(table: list[list[int]], weights: Weights) -> None:
    found = cohen_kappa(table, weights)
    used = {i for i, row in enumerate(table) for j, n in enumerate(row) if n} | {
        j for row in table for j, n in enumerate(row) if n
    }
    if len(used) < 2:
        assert found is None
        return
    assert found == pytest.approx(float(cohens_kappa(np.array(table), wt=PEER[weights], return_results=False)))


@pytest.mark.parametrize(("table", "kappa"), [(((92, 3), (4, 1)), 0.19), (((46, 4), (4, 46)), 0.84)])
def test_the_same_agreement_has_a_low_kappa_where_nearly_all_is_one_rating(
    table: tuple[tuple[int, int], ...], kappa: float
) -> None:
    assert cohen_kappa(table) == pytest.approx(kappa, abs=0.005)


@given(st.lists(st.permutations([3, 1, 1, 0]), min_size=2, max_size=20))
def test_fleiss_kappa_is_statsmodels(counts: list[list[int]]) -> None:
    assert fleiss_kappa(counts) == pytest.approx(float(peer_fleiss(np.array(counts))))


@pytest.mark.parametrize("counts", [[], [[1, 0], [0, 1]], [[3, 0], [3, 0]]])
def test_without_pairs_or_variation_there_is_no_kappa(counts: list[list[int]]) -> None:
    assert fleiss_kappa(counts) is None


@pytest.mark.parametrize("table", [[], [[0, 0], [0, 0]], [[0, 0], [0, 7]]])
def test_one_category_has_no_kappa(table: list[list[int]]) -> None:
    assert cohen_kappa(table) is None


def test_tables_that_are_not_tables_are_refused() -> None:
    with pytest.raises(ValueError, match="not square"):
        cohen_kappa([[1, 2, 3], [4, 5, 6]])
    with pytest.raises(ValueError, match="same number"):
        fleiss_kappa([[2, 1], [1, 1]])


@pytest.mark.realdata
def test_published_tables(realdata: Path) -> None:
    folder = realdata / "rater-agreement"
    tables = json.loads((folder / "tables.json").read_text(encoding="utf-8"))
    assert fleiss_kappa(tables["fleiss_wikipedia_counts_10x5"]) == pytest.approx(0.210, abs=5e-4)
    assert cohen_kappa(tables["sas_contingency_3x3"]) == pytest.approx(0.4842, abs=5e-5)
    assert cohen_kappa(tables["sas_contingency_3x3"], Weights.LINEAR) == pytest.approx(0.4701, abs=5e-5)
    diagnoses = [Counter(row) for row in _rows(folder / "fleiss1971_diagnoses_6raters.csv")]
    assert fleiss_kappa([[unit[k] for k in range(1, 6)] for unit in diagnoses]) == pytest.approx(0.4302, abs=5e-5)


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("weights", "kappa"), [(Weights.UNWEIGHTED, -0.0063), (Weights.LINEAR, 0.1459), (Weights.QUADRATIC, 0.2520)]
)
def test_anxiety_ratings(realdata: Path, weights: Weights, kappa: float) -> None:
    pairs = Counter((row[1], row[2]) for row in _rows(realdata / "rater-agreement" / "anxiety_3raters.csv"))
    scale = sorted({rating for pair in pairs for rating in pair})  # nobody gave some of the ratings
    table = [[pairs[i, j] for j in scale] for i in scale]
    assert sum(map(sum, table)) == pairs.total()
    assert cohen_kappa(table, weights) == pytest.approx(kappa, abs=5e-5)
