"""Whether what is broken is still allowed."""

from __future__ import annotations

from fractions import Fraction

from govcode.ir.check import AtMost, AtMostShare, Limit

EXACT = 10**9  # the finest share that can be told apart


def kept(limit: Limit, violations: int, population: int) -> bool:
    """Say whether so many violations keep a limit; one that is no tolerance allows none."""
    match limit:
        case AtMost(count):
            return violations <= count
        case AtMostShare(share):
            # As a fraction: in binary, 29 % of 100 rows would be a little less than 29.
            return violations <= Fraction(share).limit_denominator(EXACT) * population
        case _:
            return violations == 0
