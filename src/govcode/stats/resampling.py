"""Draws with replacement that are the same for the same seed, on every machine and with every release."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RESAMPLES = 1_000
FEWEST = 5  # of four things there are only 35 different resamples, far too few to see what happens once in forty times
AT_ONCE = 100_000  # draws made at a time: as many as a processor has at hand


def resampled(size: int, seed: int, resamples: int = RESAMPLES) -> Iterator[NDArray[np.int64]]:
    """Give blocks of resamples, a row each: `size` positions drawn with replacement from 0..size-1.

    numpy keeps the raw bits of PCG64 for ever, but not what its samplers make of them; so positions are made here, by
    D. Lemire, Fast random integer generation in an interval (2019), without its correction: a part in 2³² is no bias.
    """
    import numpy as np

    bits, rows = np.random.PCG64(seed), max(1, AT_ONCE // size)
    for first in range(0, resamples, rows):
        shape = (min(rows, resamples - first), size)
        drawn = np.asarray(bits.random_raw(shape[0] * shape[1]), dtype=np.uint64).reshape(shape)
        drawn >>= np.uint64(32)
        drawn *= np.uint64(size)
        drawn >>= np.uint64(32)
        yield drawn.view(np.int64)
