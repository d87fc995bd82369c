"""Kappa: agreement beyond chance of two raters (Cohen) or of the same number of raters for each unit (Fleiss)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum


class Weights(StrEnum):
    """How bad it is to be some categories apart."""

    UNWEIGHTED = "unweighted"  # all disagreements are the same
    LINEAR = "linear"  # by the number of categories between
    QUADRATIC = "quadratic"  # by its square


PENALTY: Mapping[Weights, Callable[[int], int]] = {
    Weights.UNWEIGHTED: lambda apart: int(apart > 0),
    Weights.LINEAR: lambda apart: apart,
    Weights.QUADRATIC: lambda apart: apart * apart,
}


def cohen_kappa(table: Sequence[Sequence[int]], weights: Weights = Weights.UNWEIGHTED) -> float | None:
    """Return the kappa of a square table: one rater's categories down, the other's across, in their order.

    None without units, or where both raters only ever used one and the same category.
    Source: J. Cohen, Weighted kappa: nominal scale agreement with provision for scaled disagreement (1968).
    """
    down, across = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    if len(down) != len(across):
        raise ValueError("the table is not square")
    n, penalty = sum(down), PENALTY[weights]
    cells = [(i, j, penalty(abs(i - j))) for i in range(len(down)) for j in range(len(down))]
    observed = sum(cost * table[i][j] for i, j, cost in cells)
    expected = sum(cost * down[i] * across[j] for i, j, cost in cells)
    return 1 - observed * n / expected if expected else None


def fleiss_kappa(counts: Sequence[Sequence[int]]) -> float | None:
    """Return the kappa of units given as how many raters chose each category, with the same number of raters for each.

    None for fewer than two raters, no units, or where all ratings are the same; unequal numbers of raters raise a
    ValueError (Krippendorff's alpha takes them). Source: J. L. Fleiss, Measuring nominal scale agreement (1971).
    """
    raters = {sum(unit) for unit in counts}
    if len(raters) > 1:
        raise ValueError("every unit needs the same number of ratings")
    m, units = max(raters, default=0), len(counts)
    if m < 2:
        return None
    observed = sum(times * (times - 1) for unit in counts for times in unit) / (units * m * (m - 1))
    chance = sum(sum(column) ** 2 for column in zip(*counts, strict=True)) / (units * m) ** 2
    return (observed - chance) / (1 - chance) if chance < 1 else None
