"""The worst segments within a number: an average can keep its limit while some of those it is made of do not.

Segments are looked at, not judged: what they show never changes the outcome of the number they are part of.
Each is judged like the whole; but whoever looks at many finds some that look bad by chance. So a segment only fails if
its chance, adjusted for all segments and periods of the KPI, is small enough too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import inf

from govcode.findings.finding import Cell, Finding, Number, Outcome, Place
from govcode.findings.kpis import kpi_findings
from govcode.ir.check import Bounds, Check, Direction, Figure, Score
from govcode.ir.measure import Aggregate, Grouped
from govcode.stats.intervals import CONFIDENCE
from govcode.stats.multiplicity import Side, benjamini_hochberg, p_value_of_interval, p_value_of_share

SHOWN = 5
_JUDGED = (Outcome.PASS, Outcome.FAIL, Outcome.INCONCLUSIVE)


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment of one finding, by the finding's position, and how surprising it is at the limit."""

    whole: int
    cell: Cell
    chance: float | None


def with_worst(
    check: Check, score: Score, findings: Sequence[Finding], measure: Aggregate, found: Grouped, as_of: datetime
) -> tuple[Finding, ...]:
    """Return the findings with their worst segments, of those that have enough rows; open periods have none."""
    known = {segment.name for segment in score.by}
    within = tuple(segment for segment in score.drill if segment.name not in known)
    if not within:
        return tuple(findings)
    finer = replace(score, by=(*score.by, *within), drill=())
    inner = kpi_findings(replace(check, measure=measure, limit=finer, asides=()), finer, found, as_of)
    parts = _adjusted(_parts(score, len(within), findings, inner))
    result = list(findings)
    for i, finding in enumerate(findings):
        own = sorted((part.cell for part in parts if part.whole == i), key=lambda cell: _badness(score, cell))
        alone = len(own) == 1 and finding.number and own[0].n == finding.number.n
        if own and finding.number and not alone:
            result[i] = replace(finding, number=replace(finding.number, worst=tuple(own[:SHOWN])))
    return tuple(result)


def _parts(score: Score, within: int, findings: Sequence[Finding], inner: Iterable[Finding]) -> list[_Part]:
    """Return the segments of each finding; their last columns, so many, tell them apart within it."""
    at = {(f.segment, f.period): i for i, f in enumerate(findings) if f.number and f.outcome in _JUDGED}
    parts = []
    for part in inner:
        split = len(part.segment.values) - within if part.segment else 0
        whole = at.get((Place(part.segment.values[:split]) if part.segment and split else None, part.period))
        number = part.number
        if whole is None or number is None or number.n < score.min_n or part.segment is None:
            continue
        if part.outcome in _JUDGED and number.value is not None:
            place = Place(part.segment.values[split:])
            cell = Cell(place, number.value, number.n, number.interval, part.outcome)
            parts.append(_Part(whole, cell, chance_of(score, number)))
    return parts


def _adjusted(parts: Sequence[_Part]) -> list[_Part]:
    """Return the parts with their chances adjusted; a failure that may be chance is none."""
    known = [part.chance for part in parts if part.chance is not None]
    adjusted = iter(benjamini_hochberg(known))
    result = []
    for part in parts:
        chance = None if part.chance is None else next(adjusted)
        doubtful = part.cell.outcome is Outcome.FAIL and chance is not None and chance > 1 - CONFIDENCE
        outcome = Outcome.INCONCLUSIVE if doubtful else part.cell.outcome
        result.append(replace(part, cell=replace(part.cell, chance=chance, outcome=outcome)))
    return result


def chance_of(score: Score, number: Number) -> float | None:
    """Return how probable so bad a value would be if the true one lay just at its limit (the minimum, else the target).

    Of a share it is exact; of a mean by Student's t; of other figures by the width of their interval.
    """
    limit = score.minimum or score.target
    if limit is None or number.value is None:
        return None
    sides = [(end, side) for end, side in ((limit.low, Side.BELOW), (limit.high, Side.ABOVE)) if end is not None]
    chances = [_chance(score, number, number.value, end, side) for end, side in sides]
    known = [chance for chance in chances if chance is not None]
    return min(1.0, min(known) * len(known)) if known else None


def _chance(score: Score, number: Number, value: float, end: float, side: Side) -> float | None:
    if score.figure is Figure.SHARE and not score.clustered:
        return p_value_of_share(round(value * number.n), number.n, end, side)
    if number.interval is None:
        return None
    freedom = number.n - 1 if score.figure is Figure.MEAN else None
    return p_value_of_interval(value, number.interval, end, side, freedom)


def _badness(score: Score, cell: Cell) -> tuple[float, str]:
    """Return what cells are sorted by: how far they lie on the bad side, the worst first."""
    value = cell.value if cell.value is not None else inf
    limit = score.minimum or score.target or Bounds()
    match score.direction:
        case Direction.HIGHER:
            bad = -value
        case Direction.LOWER:
            bad = value
        case _:
            low = limit.low - value if limit.low is not None else -inf
            bad = max(low, value - limit.high if limit.high is not None else -inf)
    return -bad, str(cell.place)
