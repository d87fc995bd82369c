"""The mix of a column in the newest full period, held against the periods before it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any, TypeAlias

from govcode.findings.finding import Outcome, Place
from govcode.findings.periods import end_of
from govcode.findings.places import shown
from govcode.findings.series import TOO_FEW, Seen, by_series
from govcode.ir.check import Steady
from govcode.ir.measure import Grouped
from govcode.stats.homogeneity import homogeneity, stability_index

NAMED = 3  # the values that moved most
Mix: TypeAlias = Counter[str]


def steadiness(limit: Steady, found: Grouped, as_of: datetime, min_n: int) -> tuple[Seen, ...]:
    """Return of each series how many rows of the newest full period are more than the mix before it leads to expect."""
    mixes = {where: _mixes(limit, groups) for where, groups in by_series(limit.by, found.groups).items()}
    full = [start for periods in mixes.values() for start in periods if end_of(limit.period, start) <= as_of]
    if not full:
        return ()
    return tuple(_seen(where, periods, max(full), limit, min_n) for where, periods in mixes.items())


def _mixes(limit: Steady, groups: list[tuple[Any, ...]]) -> dict[datetime, Mix]:
    found: dict[datetime, Mix] = {}
    for start, value, count in groups:
        if isinstance(start, datetime):
            found.setdefault(start, Counter())[shown(limit.of, value)] += count
    return found


def _seen(where: Place | None, periods: dict[datetime, Mix], newest: datetime, limit: Steady, min_n: int) -> Seen:
    now = periods.get(newest, Counter())
    earlier = sorted(start for start in periods if start < newest)[-limit.baseline :]
    before: Mix = sum((periods[start] for start in earlier), Counter())
    n, of = now.total(), before.total()
    if min(n, of) < max(min_n, 1):
        return Seen(where, 0, n, outcome=Outcome.INCONCLUSIVE, says=TOO_FEW)
    values = sorted({*now, *before})
    counts = [before[value] for value in values], [now[value] for value in values]
    index, chance = stability_index(*counts), homogeneity(*counts)
    says = f"the population stability index is {index:.2f}, p {_told(chance)}"
    if index <= limit.most:
        return Seen(where, 0, n, outcome=Outcome.PASS, says=says)
    if chance >= limit.below:
        return Seen(where, 0, n, outcome=Outcome.INCONCLUSIVE, says=f"{says}: it may be chance")
    moved = sorted(values, key=lambda value: (-abs(now[value] / n - before[value] / of), value))[:NAMED]
    names = tuple(f"{v}: {before[v] / of:.1%} before, {now[v] / n:.1%} now" for v in moved)
    more = sum(max(0.0, now[value] - n * before[value] / of) for value in values)
    return Seen(where, max(1, round(more)), n, names, Outcome.FAIL, says)


def _told(chance: float) -> str:
    return "< 0.001" if chance < 0.001 else f"= {chance:.3f}"
