"""What a gate on the number itself does to vendors that keep their promise, and what one on its interval does."""

from __future__ import annotations

import pytest
from scipy import stats

from govcode.stats.intervals import wilson

TARGET = 0.70


@pytest.mark.parametrize(
    ("n", "truth", "naive", "fails", "passes"),
    [
        (30, 0.70, 0.406, 0.041, 0.030),
        (30, 0.72, 0.324, 0.025, 0.051),
        (100, 0.70, 0.447, 0.035, 0.029),
        (100, 0.72, 0.282, 0.012, 0.069),
        (400, 0.70, 0.474, 0.028, 0.027),
        (400, 0.72, 0.166, 0.003, 0.151),
        (2000, 0.70, 0.485, 0.026, 0.023),
        (2000, 0.72, 0.023, 0.000, 0.488),
    ],
)
def test_a_vendor_on_target_is_failed_by_its_number_and_not_by_its_interval(
    n: int, truth: float, naive: float, fails: float, passes: float
) -> None:
    chances = stats.binom(n, truth).pmf(range(n + 1))
    ends = [wilson(hits, n) for hits in range(n + 1)]
    # Exact chances, where the published ones were simulated.
    assert sum(c for hits, c in enumerate(chances) if hits / n < TARGET) == pytest.approx(naive, abs=0.02)
    assert sum(c for (_, high), c in zip(ends, chances, strict=True) if high < TARGET) == pytest.approx(fails, abs=0.01)
    assert sum(c for (low, _), c in zip(ends, chances, strict=True) if low > TARGET) == pytest.approx(passes, abs=0.02)
