"""Chance that repeats: one stream of random numbers per name, and weighted choices."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import log
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


def stream(seed: int, name: str) -> Random:
    """Return the random numbers of `name`; another name's numbers do not depend on how many are drawn here."""
    return Random(f"{seed}:{name}")


@dataclass(frozen=True, slots=True)
class Weighted(Generic[T]):
    """Items that are drawn as often as their weights say."""

    items: tuple[T, ...]
    bounds: tuple[float, ...]

    def draw(self, rng: Random) -> T:
        """Return one item."""
        return self.items[bisect(self.bounds, rng.random() * self.bounds[-1], hi=len(self.items) - 1)]


def weighted(weights: Mapping[T, float]) -> Weighted[T]:
    """Return the weighted choice among the keys."""
    return Weighted(tuple(weights), tuple(accumulate(weights.values())))


def heavy(rng: Random, median: float, spread: float) -> float:
    """Return a lognormal value: half of them below `median`, and now and then a very long one."""
    return rng.lognormvariate(log(median), spread)
