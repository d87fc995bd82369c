"""Drawings as inline SVG, coloured by the page's style: a value against its limits, and values over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from markupsafe import Markup

from govcode.findings.finding import Finding, Outcome
from govcode.ir.check import Bounds
from govcode.reports.format.limits import minimum_of, target_of, unit_of
from govcode.reports.format.measured import ends_of, interval_of, sign_of, value_of, value_told
from govcode.reports.format.moments import period, short_day
from govcode.reports.format.words import where_and_when
from govcode.reports.html.scale import Scale, stretch, ticks

_WIDTH, _HEIGHT = 340, 160
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 330, 10, 136
_STRIP_WIDTH, _STRIP_HEIGHT, _STRIP_MIDDLE = 220, 26, 13


def strip(finding: Finding, between: tuple[float, float]) -> Markup:
    """Return one value as a dot, its interval as a bar, target shaded and minimum as a line, on a shared axis."""
    number = finding.number
    if number is None or number.value is None:
        return Markup()
    across = Scale(*between, 4, _STRIP_WIDTH - 4)
    parts = [Markup('<line class="axis" x1="4" x2="{}" y1="{y}" y2="{y}"/>').format(_STRIP_WIDTH - 4, y=_STRIP_MIDDLE)]
    parts += _upright_limits(finding, across)
    told = ends_of(finding)
    if told is not None:
        ends = tuple(across.at(end) for end in told)
        parts.append(
            Markup('<rect class="band {}" x="{:.1f}" width="{:.1f}" y="9" height="8" rx="4"/>').format(
                finding.outcome, ends[0], max(ends[1] - ends[0], 1)
            )
        )
    parts.append(_mark(finding.outcome, across.at(number.value), _STRIP_MIDDLE))
    return _svg("strip", (_STRIP_WIDTH, _STRIP_HEIGHT), value_told(finding), parts)


@dataclass(frozen=True, slots=True)
class Frame:
    """What all drawings of a KPI share: values from `low` to `high`, periods that start from `first` to `last`."""

    low: float
    high: float
    first: datetime
    last: datetime


def frame(findings: Sequence[Finding]) -> Frame:
    """Return the frame around findings, of which at least one has a period."""
    starts = [finding.period[0] for finding in findings if finding.period]
    return Frame(*stretch(findings), min(starts), max(starts))


def over_time(findings: Sequence[Finding], around: Frame) -> Markup:
    """Return the values of one segment as a line with its interval, oldest left."""
    dated = [(finding.period[0], finding) for finding in findings if finding.period]
    first, last, between = around.first, around.last, (around.low, around.high)
    across = Scale(0, max((last - first).total_seconds(), 1), _LEFT + 8, _RIGHT - 8)
    up = Scale(*between, _BOTTOM, _TOP)
    placed = [(across.at((start - first).total_seconds()), finding) for start, finding in dated]
    parts = [*_flat_limits(dated[-1][1], up), *_grid(between, unit_of(dated[-1][1]), up), *_days(first, last)]
    for run in _runs(placed):
        parts += _line(run, up)
    parts += [_point(x, finding, up) for x, finding in placed]
    return _svg("over-time", (_WIDTH, _HEIGHT), _summary([finding for _, finding in dated]), parts)


def _svg(kind: str, size: tuple[int, int], label: str, parts: Sequence[Markup]) -> Markup:
    drawn = Markup().join(parts)
    head = Markup('<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(kind, *size, label)
    return head + drawn + Markup("</svg>")


def _upright_limits(finding: Finding, across: Scale) -> Iterator[Markup]:
    shaded = _inside(target_of(finding), across)
    if shaded:
        yield Markup('<rect class="target" x="{:.1f}" width="{:.1f}" y="2" height="22"/>').format(
            shaded[0], shaded[1] - shaded[0]
        )
    for end in _ends(minimum_of(finding)):
        yield Markup('<line class="minimum" x1="{x:.1f}" x2="{x:.1f}" y1="2" y2="24"/>').format(x=across.at(end))


def _flat_limits(finding: Finding, up: Scale) -> Iterator[Markup]:
    shaded = _inside(target_of(finding), up)
    if shaded:
        yield Markup('<rect class="target" x="{}" width="{}" y="{:.1f}" height="{:.1f}"/>').format(
            _LEFT, _RIGHT - _LEFT, shaded[1], shaded[0] - shaded[1]
        )
    for kind, bounds in (("aim", target_of(finding)), ("minimum", minimum_of(finding))):
        for end in _ends(bounds):
            yield Markup('<line class="{}" x1="{}" x2="{}" y1="{y:.1f}" y2="{y:.1f}"/>').format(
                kind, _LEFT, _RIGHT, y=up.at(end)
            )


def _inside(bounds: Bounds | None, scale: Scale) -> tuple[float, float] | None:
    """Return where the values inside bounds are drawn, from the low end to the high end."""
    if bounds is None or bounds == Bounds():
        return None
    low = scale.low if bounds.low is None else bounds.low
    high = scale.high if bounds.high is None else bounds.high
    return (scale.at(low), scale.at(high))


def _ends(bounds: Bounds | None) -> list[float]:
    return [end for end in (bounds.low, bounds.high) if end is not None] if bounds else []


def _grid(between: tuple[float, float], unit: str, up: Scale) -> Iterator[Markup]:
    for value, label in ticks(*between, unit):
        y = up.at(value)
        yield Markup('<line class="grid" x1="{}" x2="{}" y1="{y:.1f}" y2="{y:.1f}"/>').format(_LEFT, _RIGHT, y=y)
        yield Markup('<text class="tick" x="{}" y="{:.1f}">{}</text>').format(_LEFT - 6, y + 4, label)


def _days(first: datetime, last: datetime) -> Iterator[Markup]:
    yield Markup('<text class="day" x="{}" y="{}">{}</text>').format(_LEFT, _HEIGHT - 6, short_day(first))
    yield Markup('<text class="day end" x="{}" y="{}">{}</text>').format(
        _RIGHT, _HEIGHT - 6, short_day(last, year=True)
    )


def _runs(placed: Sequence[tuple[float, Finding]]) -> list[list[tuple[float, Finding]]]:
    """Return the stretches without a gap: a period without value interrupts the line."""
    runs: list[list[tuple[float, Finding]]] = [[]]
    for x, finding in placed:
        if finding.number is None or finding.number.value is None:
            runs.append([])
        else:
            follows = not runs[-1] or _adjacent(runs[-1][-1][1], finding)
            runs[-1].append((x, finding)) if follows else runs.append([(x, finding)])
    return [run for run in runs if run]


def _adjacent(earlier: Finding, later: Finding) -> bool:
    return earlier.period is not None and later.period is not None and earlier.period[1] >= later.period[0]


def _line(run: Sequence[tuple[float, Finding]], up: Scale) -> Iterator[Markup]:
    for known, part in groupby(run, lambda at: ends_of(at[1]) is not None):
        if known:
            yield _band([(x, told) for x, finding in part if (told := ends_of(finding))], up)
    points = [f"{x:.1f},{up.at(f.number.value):.1f}" for x, f in run if f.number and f.number.value is not None]
    if len(points) > 1:
        yield Markup('<polyline class="value" points="{}"/>').format(" ".join(points))


def _band(ends: Sequence[tuple[float, tuple[float, float]]], up: Scale) -> Markup:
    """Return the intervals of values that follow each other; a value without one interrupts the band."""
    if len(ends) == 1:
        x, (low, high) = ends[0]
        return Markup('<line class="whisker" x1="{x:.1f}" x2="{x:.1f}" y1="{:.1f}" y2="{:.1f}"/>').format(
            up.at(low), up.at(high), x=x
        )
    there = [f"{x:.1f},{up.at(high):.1f}" for x, (_, high) in ends]
    back = [f"{x:.1f},{up.at(low):.1f}" for x, (low, _) in reversed(ends)]
    return Markup('<polygon class="interval" points="{}"/>').format(" ".join(there + back))


def _point(x: float, finding: Finding, up: Scale) -> Markup:
    when = period(finding.period, finding.limit) if finding.period else ""
    word = sign_of(finding).word
    number = finding.number
    if number is None or number.value is None:
        return _mark(finding.outcome, x, _BOTTOM - 4, f"{when}: {word}")
    told = f"{when}: {value_of(finding)}, interval {interval_of(finding)}, {word}"
    return _mark(finding.outcome, x, up.at(number.value), told)


def _mark(outcome: Outcome, x: float, y: float, title: str = "") -> Markup:
    """Return the mark of an outcome, told by its form as well as by its colour: full, diamond, hollow, square."""
    inner = Markup("<title>{}</title>").format(title) if title else Markup()
    match outcome:
        case Outcome.PASS:
            shape = Markup('<circle class="mark pass" cx="{x:.1f}" cy="{y:.1f}" r="3.2">{}</circle>')
        case Outcome.FAIL:
            shape = Markup('<path class="mark fail" d="M{x:.1f} {y:.1f}m0-6l6 6-6 6-6-6z">{}</path>')
        case Outcome.INCONCLUSIVE:
            shape = Markup('<circle class="mark inconclusive" cx="{x:.1f}" cy="{y:.1f}" r="4">{}</circle>')
        case Outcome.IMMATURE | Outcome.NO_DATA | Outcome.ERROR:
            shape = Markup('<path class="mark none" d="M{x:.1f} {y:.1f}m-3.5-3.5h7v7h-7z">{}</path>')
    return shape.format(inner, x=x, y=y)


def _summary(findings: Sequence[Finding]) -> str:
    """Return what the drawing shows, for those who do not see it."""
    shown = [finding for finding in findings if finding.number and finding.number.value is not None]
    if not shown:
        return f"no values in {len(findings)} periods"
    broken = sum(finding.outcome is Outcome.FAIL for finding in shown)
    ends = [f"{value_of(f)} in {where_and_when(f)}" for f in ([shown[0], shown[-1]] if len(shown) > 1 else shown)]
    return f"{' to '.join(ends)}; {broken} of {len(shown)} values broken"
