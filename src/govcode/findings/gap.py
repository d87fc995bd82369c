"""The gap between a claim and the recomputed number is split into what each change of the definition adds to it.

Tried are all combinations of changes, those with the fewest first. Taken is the first that gives the claimed numerator
and denominator exactly; else one that gives the claim to four decimals; else one within the tolerance. Failing that,
the one that comes nearest, if it explains half of the gap: with many combinations to choose from, some come near.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from govcode.ir.claim import Cause

DIGITS = 0.000_05  # half of the last of four decimals, of a claim below 1
MOST = 12  # changes to choose from


@dataclass(frozen=True, slots=True)
class Said:
    """A claim: its value and, if it says so, what was divided by what."""

    value: float
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that may have been done otherwise; of those that share a slot, only one can have been."""

    cause: Cause
    name: str
    slot: str

    def __str__(self) -> str:
        """Return the cause and what it is."""
        return f"{self.cause}: {self.name}"


@dataclass(frozen=True, slots=True)
class Attempt:
    """The number under some changes, and what is divided by what where it is a share."""

    value: float
    numerator: int | None = None
    denominator: int | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A claim, the changes that may explain it, and the number under any of their combinations."""

    said: Said
    changes: tuple[Change, ...]
    attempt: Callable[[tuple[Change, ...]], Attempt | None]


@dataclass(frozen=True, slots=True)
class Explained:
    """What each change adds, one after the other, and what no change explains."""

    steps: tuple[tuple[str, float], ...]
    unexplained: float


def explained(gap: Gap, value: float, tolerance: float) -> Explained:
    """Return the parts of the gap between a recomputed value and the claim."""
    chosen = _chosen(gap, value, tolerance)
    steps, at = [], value
    for i, change in enumerate(chosen, start=1):
        found = gap.attempt(chosen[:i])
        after = found.value if found else at
        steps.append((str(change), after - at))
        at = after
    return Explained(tuple(steps), gap.said.value - at)


def _chosen(gap: Gap, value: float, tolerance: float) -> tuple[Change, ...]:
    tried = [(changes, found) for changes in _combinations(gap.changes) if (found := gap.attempt(changes))]
    off = {changes: abs(found.value - gap.said.value) for changes, found in tried}
    exact = [changes for changes, found in tried if _same(gap.said, found)]
    digits = DIGITS * max(1.0, abs(gap.said.value)) * (1 + 1e-6)
    for fitting in (exact, _within(off, digits), _within(off, tolerance)):
        if fitting:
            return min(fitting, key=lambda changes: (len(changes), off[changes]))
    near = _within(off, abs(gap.said.value - value) / 2)
    return min(near, key=lambda changes: (off[changes], len(changes))) if near else ()


def _same(said: Said, found: Attempt) -> bool:
    if said.numerator is None or said.denominator is None or found.denominator is None:
        return False
    return (said.numerator, said.denominator) == (found.numerator, found.denominator)


def _within(off: dict[tuple[Change, ...], float], most: float) -> list[tuple[Change, ...]]:
    return [changes for changes, distance in off.items() if distance <= most]


def _combinations(changes: Sequence[Change]) -> Iterator[tuple[Change, ...]]:
    """Yield the combinations in which no two changes share a slot, the smallest first, causes in their order."""
    ordered = sorted(changes[:MOST], key=lambda change: change.cause.rank)
    for size in range(1, len(ordered) + 1):
        for some in combinations(ordered, size):
            if len({change.slot for change in some}) == size:
                yield some
