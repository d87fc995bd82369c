"""Values drawn by chance, always the same ones: as many rows as there are, with the interval that they can carry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import sqrt
from random import Random

from govcode.findings.figures.figure import Scored
from govcode.findings.finding import Cell, Mixed, Outcome, Place
from govcode.findings.scoring import judged
from govcode.ir.check import Figure, Score
from govcode.stats.intervals import Interval, deviate, poisson, wilson
from govcode.stats.mix import decomposed, standardised_value
from tests.stories import world

_SHARES = {Figure.SHARE, Figure.SHARE_OF_COUNTS}
_STRATA = "strata"


def drawn(score: Score, kpi: str, vendor: str, start: date, *, part: float = 1.0, redefined: bool = True) -> Scored:
    """Return the value of a period; of one that is not over, on a part of its rows."""
    n = max(1, round(world.rows(kpi, vendor, start) * part))
    level = world.level(kpi, vendor, start, redefined=redefined)
    if score.mix:
        parts = strata_of(kpi, vendor, start, n)
        n = sum(of for _, of in parts.values())
        return _share(sum(hits for hits, _ in parts.values()), n)
    # Not by the definition: the same customers are counted, so both definitions see the same luck.
    random = Random(f"{kpi}/{vendor}/{start}/{n}")
    if score.figure in _SHARES:
        return _share(_hits(random, level, n), n)
    if score.figure is Figure.RATE:
        return _rate(random, level, n)
    noise = world.USUAL[kpi].noise
    error = noise / sqrt(n) if score.figure is Figure.MEAN else noise * abs(level)
    value = random.gauss(level, error)
    half = deviate(0.95) * error
    return Scored(value, n, (value - half, value + half), 0.95)


def strata_of(kpi: str, vendor: str, start: date, n: int) -> dict[str, tuple[int, int]]:
    """Return hits and rows of each queue."""
    random = Random(f"{_STRATA}/{kpi}/{vendor}/{start}/{n}")
    found = {}
    for queue, (share, level) in world.strata(kpi, vendor, start).items():
        own = max(1, round(share * n))
        found[queue] = (_hits(random, level, own), own)
    return found


def mixed(score: Score, now: Mapping[str, tuple[int, int]], before: Mapping[str, tuple[int, int]]) -> Mixed | None:
    """Return a value at the reference mix, and the effects of its change."""
    if score.mix is None:
        return None
    known: dict[tuple[str, ...], tuple[float, int, Interval | None]] = {
        (queue,): (hits / n, n, wilson(hits, n)) for queue, (hits, n) in now.items()
    }
    at_mix = standardised_value(known, dict(score.mix.weights))
    totals = [{queue: (float(hits), n) for queue, (hits, n) in each.items()} for each in (before, now)]
    change = decomposed(*totals)
    effects = (change.rate_effect, change.mix_effect) if change else (None, None)
    return Mixed(at_mix.value, at_mix.interval, *effects)


def cells(score: Score, strata: Mapping[str, tuple[int, int]]) -> tuple[Cell, ...]:
    """Return the queues, worst first."""
    found = []
    for queue, (hits, n) in strata.items():
        number = _share(hits, n)
        outcome = judged(score, number)[0] if n >= score.min_n else Outcome.INCONCLUSIVE
        found.append(Cell(Place((("queue", queue),)), number.value, n, number.interval, outcome))
    return tuple(sorted(found, key=lambda cell: cell.value or 0))


def _share(hits: int, n: int) -> Scored:
    return Scored(hits / n, n, wilson(hits, n), 0.95)


def _rate(random: Random, level: float, n: int) -> Scored:
    exposure = n / 12  # people, in years, in a month
    events = max(0, round(random.gauss(level * exposure, sqrt(level * exposure))))
    return Scored(events / exposure, n, poisson(events, exposure), 0.95)


def _hits(random: Random, level: float, n: int) -> int:
    return min(n, max(0, round(random.gauss(n * level, sqrt(n * level * (1 - level))))))
