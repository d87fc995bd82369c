"""The parts of several periods are added, and become one number by the same figure that each of them was made by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from govcode.findings.figures import FIGURES
from govcode.findings.figures.figure import MILLION, Scored, Terms
from govcode.history.record import Parts
from govcode.ir.check import Figure, JudgePolicy, Score
from govcode.ir.expression import Literal, Type
from govcode.ir.measure import Histogram, Term, TermKind

_NUMBER = Term(TermKind.SUM, Literal(None, Type.NUMBER))  # sums were brought to millionths of one unit


def alike(parts: Sequence[Parts], figure: str) -> bool:
    """Say whether parts are of this figure, which must be one of `TERMS`, and ask the same of their rows."""
    first = parts[0]
    asked = {(one.figure, one.scale, len(one.terms), one.q, one.horizon) for one in parts}
    return asked == {(figure, first.scale, TERMS[figure], first.q, first.horizon)}


def joined(parts: Sequence[Parts], at: Callable[[int, int], int] | None = None) -> Scored:
    """Return the number of all rows, in the KPI's unit; `at` says where the durations of a bin lie, its middle if None.

    The parts must be alike. The formulas are those of `findings/figures`.
    """
    first = parts[0]
    figure = Figure(first.figure)
    answers = _ADDING[figure](parts, at or _middle)
    score = Score(
        figure,
        unit="",
        scale=float(Fraction(first.scale)),
        by=(),
        period=None,
        maturity=0,
        target=None,
        minimum=None,
        policy=JudgePolicy.POINT,
        min_n=0,
        q=first.q,
        horizon=first.horizon,
    )
    return FIGURES[figure](Terms(score, (_NUMBER,) * len(answers), answers, ()))


def at_edges(parts: Sequence[Parts]) -> tuple[Scored, Scored] | None:
    """Return the number if all durations lay at the lower edge of their bins, and at the upper; None without bins."""
    if not any(one.lengths for one in parts):
        return None
    return joined(parts, min), joined(parts, max)


def _middle(low: int, high: int) -> int:
    return (low + high) // 2


def _sums(parts: Sequence[Parts], _: Callable[[int, int], int]) -> tuple[Any, ...]:
    return tuple(sum(map(int, same)) for same in zip(*(one.terms for one in parts), strict=True))


def _bins(parts: Sequence[Parts], at: Callable[[int, int], int]) -> tuple[Any, ...]:
    rows: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for low, high, over, still in (one for part in parts for one in part.lengths):
        known = rows[at(low, high) * MILLION]
        known[0] += over
        known[1] += still
    values = tuple(sorted(rows))
    return (Histogram(values, tuple(rows[v][0] for v in values), tuple(rows[v][1] for v in values)),)


_ADDING: dict[Figure, Callable[[Sequence[Parts], Callable[[int, int], int]], tuple[Any, ...]]] = {
    Figure.NPS: _sums,
    Figure.RATIO: _sums,
    Figure.SURVIVAL: _bins,
}
TERMS: dict[str, int] = {Figure.NPS: 3, Figure.RATIO: 6, Figure.SURVIVAL: 0}  # how many whole numbers are added
