"""A number that is told again and again is watched against its own declared and frozen baseline.

Each judged value after the baseline has its place on a chart. The newest one decides about `KPI.drift`, an advisory
finding per segment: a drift is worth a look long before a limit is broken, and is no breach of anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import takewhile
from typing import TypeAlias

from govcode.findings.figures.figure import MILLION
from govcode.findings.finding import Drifted, Finding, Number, Outcome, Place
from govcode.findings.places import segment_of
from govcode.findings.signing import signed
from govcode.ir.check import Chart, Check, Drift, Enforcement, Figure, Limit, Score
from govcode.ir.limit import Period
from govcode.ir.measure import Grouped
from govcode.stats.drift import Chart as Charted
from govcode.stats.drift import ControlPoint, Seasons, ewma_chart, laney_rate, laney_share

_CLOSED = (Outcome.PASS, Outcome.FAIL, Outcome.INCONCLUSIVE)
_Counts: TypeAlias = dict[tuple[Place | None, datetime], tuple[int, float]]
ID = "drift"


def charted(check: Check, score: Score, findings: Sequence[Finding], found: Grouped) -> tuple[Finding, ...]:
    """Return the findings of a KPI, each judged value after its baseline with its place on its segment's chart."""
    if score.drift is None:
        return tuple(findings)
    told, counts = list(findings), _counts(check, score, found)
    by_segment: dict[Place | None, list[int]] = {}
    for i, finding in enumerate(findings):
        if finding.period and finding.outcome in _CLOSED and finding.number and finding.number.value is not None:
            by_segment.setdefault(finding.segment, []).append(i)
    for positions in by_segment.values():
        for i, drifted in _on_chart(score, score.drift, findings, positions, counts):
            number = told[i].number
            told[i] = replace(told[i], number=replace(number, drift=drifted) if number else None)
    return tuple(told)


def _on_chart(
    score: Score, drift: Drift, findings: Sequence[Finding], positions: Iterable[int], counts: _Counts
) -> Iterator[tuple[int, Drifted]]:
    """Yield the place of each value after the baseline of one segment."""
    in_time = sorted(((_start(findings[i]), i) for i in positions), key=lambda pair: pair[0])
    base = [findings[i] for start, i in in_time if drift.start <= start < drift.end]
    later = [i for start, i in in_time if start >= drift.end]
    chart = _chart(score, drift, base, [findings[i] for i in later], counts)
    for at, i in enumerate(later):
        if not chart.points:
            yield i, Drifted(drift.chart, len(base), reason=chart.reason)
            continue
        point = chart.points[at]
        yield (
            i,
            Drifted(drift.chart, len(base), point.centre, point.low, point.high, point.statistic, signal=point.signal),
        )


def _start(finding: Finding) -> datetime:
    return finding.period[0] if finding.period else datetime.min  # noqa: DTZ901 - moments inside are naive


def _chart(score: Score, drift: Drift, base: Sequence[Finding], later: Sequence[Finding], counts: _Counts) -> Charted:
    if drift.chart is Chart.LANEY:
        before, after = ([counts[f.segment, _start(f)] for f in side] for side in (base, later))
        if score.figure is Figure.SHARE:
            whole = [[(hits, round(n)) for hits, n in side] for side in (before, after)]
            return laney_share(whole[0], whole[1], drift.width)
        chart = laney_rate(before, after, drift.width)
        return replace(chart, points=tuple(_times(score.per, point) for point in chart.points))
    seasons = None
    if score.period is Period.DAY:
        seasons = Seasons(*([_start(f).weekday() for f in side] for side in (base, later)))
    return ewma_chart(_values(base), _values(later), seasons, drift.smoothing, drift.width)


def _times(per: float, point: ControlPoint) -> ControlPoint:
    """Return a point that is per unit of exposure in the unit of the KPI."""
    return replace(
        point,
        statistic=point.statistic * per,
        centre=point.centre * per,
        low=point.low * per,
        high=point.high * per,
    )


def _values(findings: Iterable[Finding]) -> list[float]:
    return [f.number.value for f in findings if f.number and f.number.value is not None]


def _counts(check: Check, score: Score, found: Grouped) -> _Counts:
    """Return hits and rows of each share, events and exposure of each rate."""
    if score.figure not in {Figure.SHARE, Figure.RATE} or not score.period:
        return {}
    worth = 1 if score.figure is Figure.SHARE else MILLION
    counts: _Counts = {}
    for group in found.groups:
        start, *values = group.values
        if isinstance(start, datetime):
            hits, size = (int(str(term or 0)) for term in group.terms[:2])
            counts[segment_of(check, score.by, values), start] = (hits, size // worth if worth == 1 else size / worth)
    return counts


def drift_findings(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield what the charts of each watched KPI say: one finding per segment."""
    series: dict[tuple[str, Limit | None, Place | None], list[Finding]] = {}
    for finding in findings:
        if finding.kind == "kpi" and isinstance(finding.limit, Score) and finding.limit.drift and finding.period:
            series.setdefault((finding.id, finding.limit, finding.segment), []).append(finding)
    for (_, limit, _), found in series.items():
        if isinstance(limit, Score) and limit.drift:
            yield _verdict(limit, limit.drift, sorted(found, key=_start))


def _verdict(score: Score, drift: Drift, findings: Sequence[Finding]) -> Finding:
    """Return what the chart of one segment says, by its newest point."""
    on = [f for f in findings if f.number and f.number.drift and f.outcome in _CLOSED]
    newest = on[-1] if on else findings[-1]
    point = newest.number.drift if on and newest.number else None
    about = newest.about
    span = f"{drift.start.date()} to {drift.end.date()}"
    sentence = f"Per {score.period}, {newest.id} stays as it was from {span} ({drift.chart} chart)."
    outcome, reason = _said(score, on, point)
    told = Finding(
        f"{newest.id}.{ID}",
        ID,
        outcome,
        replace(about, title=f"{about.title}: no drift", sentence=sentence, enforcement=Enforcement.ADVISORY),
        newest.dataset,
        score,
        newest.segment,
        newest.period if point else None,
        number=_plain(newest.number) if point else None,
        population=newest.population if point else None,
        reason=reason,
        vendor=newest.vendor,
    )
    return signed(told, f"{about.definition}{drift!r}", _vendor(newest))


def _plain(number: Number | None) -> Number | None:
    """Return a number without what its KPI tells of it already."""
    if number is None:
        return None
    plain = replace(number, target=None, minimum=None, target_met=None, literal=None, band=None)
    return replace(plain, worst=(), mix=None, claim=None, with_excused=None)


def _vendor(finding: Finding) -> str | None:
    return dict(finding.segment.values).get("vendor") if finding.segment else None


def _said(score: Score, on: Sequence[Finding], point: Drifted | None) -> tuple[Outcome, str]:
    if point is None:
        return Outcome.INCONCLUSIVE, "no period after the baseline can be judged yet"
    if point.reason or point.plotted is None or point.centre is None:
        return Outcome.INCONCLUSIVE, f"no signal is given: {point.reason}"
    if not point.signal:
        return Outcome.PASS, "the newest value is as usual"
    row = list(takewhile(lambda f: f.number and f.number.drift and f.number.drift.signal, reversed(on)))
    side = "above" if point.plotted > point.centre else "below"
    since = row[-1].period[0].date().isoformat() if row[-1].period else ""
    many = f"{len(row)} {score.period}s in a row" if len(row) > 1 else f"one {score.period}"
    return Outcome.FAIL, f"{side} what was usual in the baseline since {since}: {many}"
