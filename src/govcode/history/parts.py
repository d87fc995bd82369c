"""What a value is made from, so that weeks can be put together to a month as if their rows had been measured at once.

Kept of ratios, net promoter scores and survival figures: shares, means and rates add up from what is told of them, an
order statistic from nothing the engine answers, and an agreement only from the ratings themselves.

No row alone is told by them: sums only of ten rows or more, none of which is most of the sum; durations only in bins
that hold two rows or more, whose ends may be the shortest and longest of them; scores of two answers or more. How many
rows a KPI asks for before it is judged does not matter here: weeks too small to be judged are what a month is for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import groupby
from typing import Any, TypeAlias

from govcode.findings.figures.figure import MILLION, exact
from govcode.findings.finding import Finding, Outcome, Place
from govcode.findings.judging import Answers
from govcode.findings.kpis import place_of
from govcode.history.record import Parts
from govcode.ir.check import Check, Figure, Score
from govcode.ir.expression import Type
from govcode.ir.measure import Aggregate, Group, Grouped, Histogram
from govcode.plan.plan import Plan
from govcode.stats.bins import bin_of

At: TypeAlias = tuple[str, str | None, Place | None, tuple[datetime, datetime] | None]
Bin: TypeAlias = tuple[int, int, int, int]

# Output checkers ask for ten units behind a figure (ESSnet SDC, Guidelines for the checking of output, 2010). Five sums
# over two or three rows can be solved for the rows themselves.
_FEWEST = 10
_EVEN = 3  # (Σx)² / Σx² is how many rows of equal size a sum is worth: of one or two, the sum is their cell
_ALONE = 2  # rows a bin has to hold
_LARGEST = 2**53 - 1  # of whole numbers that JSON tells exactly
_JUDGED = frozenset({Outcome.PASS, Outcome.FAIL, Outcome.INCONCLUSIVE})  # what is still open is told again later


@dataclass(frozen=True, slots=True)
class _Measured:
    """A group of a KPI's rows; `free` says that each of its rows is a total, whose value may be told."""

    score: Score
    asked: Aggregate
    terms: tuple[Any, ...]
    free: bool

    def whole(self, at: int) -> int:
        return int(self.terms[at] or 0)


def parts_of(plan: Plan, answers: Answers) -> dict[At, Parts]:
    """Return what each value of a run may be told to be made from, by check, its vendor, segment and period."""
    found: dict[At, Parts] = {}
    seen = Counter[At]()
    for planned in plan.checks:
        score, measure, main = planned.check.limit, planned.check.measure, planned.main
        if not isinstance(score, Score) or not isinstance(measure, Aggregate) or main is None:
            continue
        answer = answers[main.scan][main.measure]
        if score.figure in _MAKERS and score.rolling == 1 and isinstance(answer, Grouped):
            for at, parts in _each(planned.check, score, measure, answer.groups):
                seen[at] += 1
                if parts is not None:
                    found[at] = parts
    # Values that nobody declared are shown by one word: which of them is meant is not known.
    return {at: parts for at, parts in found.items() if seen[at] == 1}


def parts_behind(finding: Finding, parts: Mapping[At, Parts]) -> Parts | None:
    """Return what a finding's value is made from, where that may be told."""
    if finding.number is None or finding.outcome not in _JUDGED:
        return None
    return parts.get((finding.id, finding.vendor, finding.segment, finding.period))


def _each(check: Check, score: Score, measure: Aggregate, groups: Iterable[Group]) -> Iterator[tuple[At, Parts | None]]:
    for group in groups:
        if score.period is not None and group.values[0] is None:
            continue
        measured = _Measured(score, measure, group.terms, check.subject.totals)
        yield (check.id, check.vendor, *place_of(check, score, group)), _MAKERS[score.figure](measured)


def _ratio(measured: _Measured) -> Parts | None:
    n = measured.whole(2)
    if n < (1 if measured.free else _FEWEST):
        return None
    if not measured.free and not all(_even(measured.whole(at), measured.whole(at + 3)) for at in (0, 1)):
        return None
    # Sums of durations are microseconds, those of numbers millionths.
    up, down = (1 if term.expr.type is Type.DURATION else MILLION for term in measured.asked.terms[:2])
    scale = Fraction(down, up) * exact(measured.score.scale)
    return Parts(str(Figure.RATIO), str(scale), tuple(str(measured.whole(at)) for at in range(6)))


def _even(total: int, squares: int) -> bool:
    return total * total >= _EVEN * squares


def _nps(measured: _Measured) -> Parts | None:
    if measured.whole(2) < _ALONE:
        return None
    return Parts(str(Figure.NPS), terms=tuple(str(measured.whole(at)) for at in range(3)))


def _survival(measured: _Measured) -> Parts | None:
    found, score = measured.terms[0], measured.score
    if not isinstance(found, Histogram):
        return None
    rows = sum(found.true) + sum(found.other)
    if rows < (1 if measured.free else _ALONE):
        return None
    lengths = tuple(binned(found, score.horizon, 1 if measured.free else _ALONE))
    if any(abs(edge) > _LARGEST for low, high, _, _ in lengths for edge in (low, high)):
        return None
    return Parts(str(Figure.SURVIVAL), str(exact(score.scale)), (), lengths, score.q, score.horizon)


def binned(found: Histogram, horizon: int | None, fewest: int) -> Iterator[Bin]:
    """Yield bins of durations, ascending: shortest and longest in steps, how many rows are over, how many are not.

    Neighbours are one bin until it holds enough rows; what is left over joins the bin before it. What lasts longer than
    the horizon is told apart, and how much longer is not told. A single row within it is told by the whole of it.
    """
    steps = [(v // MILLION, over, still) for v, over, still in zip(found.values, found.true, found.other, strict=True)]
    within = [one for one in steps if horizon is None or one[0] <= horizon]
    beyond = steps[len(within) :]
    joined = list(_joined(_narrow(within, horizon), fewest))
    if horizon is not None and len(joined) == 1 and _rows(joined[0]) < fewest:
        joined = [(0, horizon, *joined[0][2:])]
    yield from joined
    if horizon is not None and beyond:
        yield (horizon + 1, horizon + 1, sum(one[1] for one in beyond), sum(one[2] for one in beyond))


def _narrow(steps: Iterable[tuple[int, int, int]], horizon: int | None) -> Iterator[Bin]:
    for (low, high), same in groupby(steps, lambda one: bin_of(one[0])):
        rows = list(same)
        capped = high if horizon is None else min(high, horizon)
        yield low, capped, sum(one[1] for one in rows), sum(one[2] for one in rows)


def _joined(narrow: Iterable[Bin], fewest: int) -> Iterator[Bin]:
    """Yield neighbours put together until each, but for an only one, holds enough rows."""
    done: Bin | None = None
    growing: Bin | None = None
    for one in narrow:
        growing = one if growing is None else _merged(growing, one)
        if _rows(growing) >= fewest:
            if done is not None:
                yield done
            done, growing = growing, None
    if done is not None and growing is not None:
        done = _merged(done, growing)
    last = done or growing
    if last is not None:
        yield last


def _merged(one: Bin, other: Bin) -> Bin:
    return one[0], other[1], one[2] + other[2], one[3] + other[3]


def _rows(one: Bin) -> int:
    return one[2] + one[3]


_MAKERS: dict[Figure, Callable[[_Measured], Parts | None]] = {
    Figure.NPS: _nps,
    Figure.RATIO: _ratio,
    Figure.SURVIVAL: _survival,
}
