"""Whole numbers in bins of fixed edges, so narrow that the middle of a bin is within 1 % of all numbers in it.

The edges depend on nothing, so bins of different samples can be added. Source: C. Masson, J. E. Rim and H. K. Lee,
DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees (2019). Their edges are powers, ours
grow by a fiftieth in whole numbers: small numbers are told exactly, and no processor rounds a logarithm otherwise.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

_PER_WIDTH = 50  # a bin is no wider than this part of its lower edge


def bin_of(number: int) -> tuple[int, int]:
    """Return the least and the greatest number in the bin of a whole number; zero has its own, signs are mirrored."""
    if number < 0:
        low, high = bin_of(-number)
        return -high, -low
    if number == 0:
        return 0, 0
    edges = _edges(number.bit_length())
    at = bisect_right(edges, number)
    return edges[at - 1], edges[at] - 1


@cache
def _edges(bits: int) -> tuple[int, ...]:
    """Return the lower edges of the bins of numbers with so many bits, and one beyond."""
    edges, beyond = [1], 1 << bits
    while edges[-1] < beyond:
        edges.append(edges[-1] + max(1, edges[-1] // _PER_WIDTH))
    return tuple(edges)
