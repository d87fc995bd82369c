"""Values over time with their intervals, against a target and a minimum."""

from __future__ import annotations

from govcode.reports.format.numbers import exact
from govcode.reports.review.blocks import Point, Trend
from govcode.reports.review.charts.look import (
    BLUE,
    INK,
    PURPLE,
    SKY,
    VERMILLION,
    Spec,
    layer,
    measured,
    over_time,
    whole,
)

READING = (
    "A dot is a value and the bar through it is its interval; a diamond stands out; a question mark is a period "
    "without a value. The dashed line is the target, the full line the contract limit."
)
_WIDTH, _HEIGHT = 600, 190


def spec(chart: Trend) -> Spec:
    """Return the chart as a Vega-Lite specification."""
    x, y = over_time([p.at for p in chart.points]), measured(chart.unit)
    return whole(_WIDTH, _HEIGHT, [*_limits(chart, y), *_intervals(chart, x, y), *values(chart.points, x, y)])


def values(points: tuple[Point, ...], x: Spec, y: Spec) -> list[Spec]:
    """Return a line with gaps, dots, diamonds for marked points, and question marks where there is no value."""
    line = [{"at": str(p.at), "value": p.value} for p in points]
    dots = [{"at": str(p.at), "value": p.value} for p in points if p.value is not None and not p.marked]
    marked = [{"at": str(p.at), "value": p.value} for p in points if p.value is not None and p.marked]
    gaps = [{"at": str(p.at)} for p in points if p.value is None]
    up = {"x": x, "y": {**y, "field": "value"}}
    return [
        layer(line, "line", up, color=INK, strokeWidth=1.5, invalid="break-paths-filter-domains"),
        layer(dots, "point", up, filled=True, color=BLUE, size=28, opacity=1),
        layer(marked, "point", up, filled=True, color=VERMILLION, shape="diamond", size=90, opacity=1),
        layer(gaps, "text", {"x": x, "y": {"value": _HEIGHT - 7}, "text": {"value": "?"}}, color=PURPLE),
    ]


def _intervals(chart: Trend, x: Spec, y: Spec) -> list[Spec]:
    known = [
        {"at": str(p.at), "low": p.low, "high": p.high}
        for p in chart.points
        if p.value is not None and p.low is not None and p.high is not None
    ]
    if not known:
        return []
    ends = {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}}
    return [layer(known, "rule", ends, color=SKY, strokeWidth=4, opacity=0.6)]


def _limits(chart: Trend, y: Spec) -> list[Spec]:
    """Return a line and its words per limit; that of the lower one lies below it."""
    way = "at most" if chart.ceiling else "at least"
    found = [
        ("target", chart.target, BLUE, [5, 4]),
        ("contract limit", chart.minimum, VERMILLION, [1, 0]),
    ]
    known = [(word, at, colour, dash) for word, at, colour, dash in found if at is not None]
    lowest = min((at for _, at, _, _ in known), default=None)
    layers = []
    for word, at, colour, dash in known:
        one: list[Spec] = [{"value": at, "text": f"{word} {way} {exact(at, chart.unit)}"}]
        up: Spec = {"y": {**y, "field": "value"}}
        below = at == lowest and len(known) > 1
        layers.append(layer(one, "rule", up, color=colour, strokeDash=dash, strokeWidth=1.25))
        told = {**up, "x": {"value": _WIDTH}, "text": {"field": "text"}}
        layers.append(layer(one, "text", told, align="left", dx=6, dy=6 if below else -6, color=colour))
    return layers
