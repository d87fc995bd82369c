"""What moved most since the quarter before: KPIs by more than noise, risks by at least a level."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from govcode.review.judging import inside
from govcode.review.pooling import Amount, Basis
from govcode.review.risks import RegisterEntry
from govcode.review.scorecard import Line, Segment
from govcode.stats.change import Change, interval_change

MOST = 5
_MOST_RISKS = 3  # of the five, where KPIs moved as well
_THIN = 4  # a quarter with so many times fewer judged periods than the next is none to compare it with
_ALONE = 0.05  # of values that did not move, so many seem to by chance


class Way(StrEnum):
    """Which way something moved."""

    BETTER = "better"
    WORSE = "worse"
    OTHER = "changed"  # nobody has said which way is better


@dataclass(frozen=True, slots=True)
class KpiMove:
    """A KPI that differs from the quarter before by more than noise; `strength` counts half-widths of the interval."""

    check: str
    vendor: str | None
    segment: Segment
    title: str
    unit: str
    before: Amount
    after: Amount
    change: Change
    way: Way
    strength: float


@dataclass(frozen=True, slots=True)
class RiskMove:
    """A risk whose level differs from the quarter before; `checks` are why."""

    risk: str
    vendor: str | None
    title: str
    before: str
    after: str
    levels: int
    way: Way
    checks: tuple[str, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class Movements:
    """The five that moved most; how many KPIs could be compared, and how many of them moved."""

    risks: tuple[RiskMove, ...]
    kpis: tuple[KpiMove, ...]
    compared: int
    moved: int

    @property
    def by_chance(self) -> int:
        """Return how many of the compared would seem to have moved if none had."""
        return round(_ALONE * self.compared)


def movements_of(lines: Sequence[Line], register: Iterable[RegisterEntry]) -> Movements:
    """Return the five that moved most, what got worse first."""
    changes = [(line, change) for line in lines if (change := change_of(line)) is not None]
    kpis = sorted((_kpi(line, change) for line, change in changes if change.direction), key=_first)
    risks = sorted((move for entry in register if (move := _risk(entry)) is not None), key=_first_risk)
    shown = risks[: _MOST_RISKS if kpis else MOST]
    return Movements(tuple(shown), tuple(kpis[: MOST - len(shown)]), len(changes), len(kpis))


def change_of(line: Line) -> Change | None:
    """Return the change of a KPI since the quarter before.

    None where values do not add up or have no interval, or hardly anything of the quarter before is known.
    """
    if line.before.tally.judged * _THIN <= line.quarter.tally.judged:
        return None
    before, after = line.before.amount, line.quarter.amount
    both = (before, after)
    if any(one.value is None or one.interval is None or one.basis is Basis.MEDIAN for one in both):
        return None
    if before.value is None or after.value is None or before.interval is None or after.interval is None:
        return None
    return interval_change((before.value, before.interval), (after.value, after.interval))


def _kpi(line: Line, change: Change) -> KpiMove:
    half = (change.high - change.low) / 2
    strength = abs(change.delta) / half if half else float("inf")
    definition = line.definition
    return KpiMove(
        line.check,
        line.vendor,
        line.segment,
        definition.title,
        definition.unit or "",
        line.before.amount,
        line.quarter.amount,
        change,
        _way(line, change),
        strength,
    )


def _way(line: Line, change: Change) -> Way:
    rising = change.delta > 0
    match line.definition.direction:
        case "higher":
            return Way.BETTER if rising else Way.WORSE
        case "lower":
            return Way.WORSE if rising else Way.BETTER
        case "band" if line.definition.minimum or line.definition.target:
            limit = line.definition.target or line.definition.minimum
            before, after = line.before.amount.value, line.quarter.amount.value
            if limit is None or before is None or after is None or inside(limit, before) == inside(limit, after):
                return Way.OTHER
            return Way.BETTER if inside(limit, after) else Way.WORSE
        case _:
            return Way.OTHER


def _first(move: KpiMove) -> tuple[bool, float, str, str]:
    return move.way is not Way.WORSE, -move.strength, move.check, move.vendor or ""


def _risk(entry: RegisterEntry) -> RiskMove | None:
    if entry.before is None:
        return None
    before, after = entry.before.level, entry.residual.level
    levels = after.rank - before.rank
    if not levels:
        return None
    way, checks = Way.WORSE if levels > 0 else Way.BETTER, tuple(cause.check for cause in entry.causes)
    risk = entry.risk
    return RiskMove(risk.id, entry.vendor, risk.title, str(before), str(after), levels, way, checks, entry.anchor)


def _first_risk(move: RiskMove) -> tuple[bool, int, str, str]:
    return move.way is not Way.WORSE, -abs(move.levels), move.risk, move.vendor or ""
