"""Draws are the same for ever, every position comes up, and memory stays bounded."""

from __future__ import annotations

import numpy as np
import pytest

from govcode.stats.resampling import AT_ONCE, resampled


def test_a_seed_gives_the_same_draws_for_ever() -> None:
    [block] = resampled(10, seed=7, resamples=2)
    # Written down from the first run: another release of numpy must not change a report.
    assert block.tolist() == [[6, 8, 7, 2, 3, 8, 0, 8, 7, 4], [3, 2, 2, 4, 5, 5, 9, 7, 6, 9]]


@pytest.mark.parametrize("size", [1, 5, 333, 2**20 + 7])
def test_draws_are_positions_and_blocks_make_up_the_resamples(size: int) -> None:
    blocks = list(resampled(size, seed=1, resamples=5))
    assert sum(len(block) for block in blocks) == 5
    assert all(block.size <= max(AT_ONCE, size) and block.min() >= 0 and block.max() < size for block in blocks)


def test_every_position_is_as_likely_as_any_other() -> None:
    counts = np.bincount(np.concatenate([block.ravel() for block in resampled(6, seed=3, resamples=10_000)]))
    assert len(counts) == 6
    assert abs(counts - 10_000).max() < 400  # four standard deviations


def test_another_seed_gives_other_draws() -> None:
    one, other = (next(resampled(50, seed, 1)).tolist() for seed in (1, 2))
    assert one != other
