"""Values of several vendors over time, one below the other on one scale; drawn at once, which makes it cheap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govcode.reports.portal.sheet import Panels, Spot
from govcode.reports.review.charts.look import (
    BLUE,
    INK,
    PURPLE,
    SKY,
    SOFT,
    VERMILLION,
    Spec,
    measured,
    over_time,
    whole,
)

READING = (
    "The line is the value and the band its interval; a diamond is a period in which the promise was broken; a "
    "question mark is a period without a value. The dashed blue line is the target, the full orange line the contract "
    "limit, each as it was in force; a dotted upright line is the first period that is told by a changed "
    "definition. All panels have one scale."
)
_WIDTH, _HIGH, _LOW = 640, 170, 95
_FEW = 2  # subjects that have room to be tall


def spec(chart: Panels) -> Spec:
    """Return the chart as a Vega-Lite specification."""
    height = _HIGH if len(chart.panels) <= _FEW else _LOW
    days = sorted({spot.at for _, spots in chart.panels for spot in spots})
    frame = whole(_WIDTH, height, [])
    del frame["layer"]
    header = {"title": None, "labelAngle": 0, "labelOrient": "top", "labelAnchor": "start", "labelColor": INK}
    row = {"field": "of", "type": "nominal", "sort": None, "header": {**header, "labelFontWeight": "bold"}}
    return {
        **frame,
        "data": {"values": list(_values(chart))},
        "facet": {"row": row},
        "spec": {"width": _WIDTH, "height": height, "layer": _layers(chart, over_time(days), height)},
        "spacing": 12,
    }


def _values(chart: Panels) -> Iterator[Spec]:
    for of, spots in chart.panels:
        for i, spot in enumerate(spots):
            limits = {name: getattr(spot, name) for name in ("target", "minimum") if _bends(spots, i, name)}
            yield {"of": of, "at": str(spot.at), **_numbers(spot), **limits, "broken": spot.broken}


def _numbers(spot: Spot) -> Spec:
    told = {"value": spot.value, "low": spot.low, "high": spot.high}
    return {name: number for name, number in told.items() if number is not None}


def _bends(spots: Sequence[Spot], i: int, name: str) -> bool:
    """Say whether the line of a limit begins, ends or changes at a spot; between those it is straight."""
    limit = getattr(spots[i], name)
    if limit is None:
        return False
    beside = {getattr(spots[j], name) if 0 <= j < len(spots) else None for j in (i - 1, i + 1)}
    return beside != {limit}


def _layers(chart: Panels, x: Spec, height: int) -> list[Spec]:
    y = measured(chart.unit)
    every = [spot for _, spots in chart.panels for spot in spots]
    layers: list[Spec] = []
    if any(spot.low is not None for spot in every):
        ends = {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}}
        layers.append({**_only("low"), **_mark("area", ends, color=SKY, opacity=0.4)})
    for field, colour, dash in (("target", BLUE, [5, 4]), ("minimum", VERMILLION, [1, 0])):
        if any(getattr(spot, field) is not None for spot in every):
            look = {"color": colour, "strokeDash": dash, "strokeWidth": 1.25, "interpolate": "step-after"}
            layers.append({**_only(field), **_mark("line", {"x": x, "y": {**y, "field": field}}, **look)})
    up = {"x": x, "y": {**y, "field": "value"}}
    layers.append(_mark("line", up, color=INK, strokeWidth=1.5, invalid="break-paths-filter-domains"))
    layers.append({**_only("value", "datum.broken"), **_mark("point", up, **_DIAMOND)})
    gaps = {"x": x, "y": {"value": height - 7}, "text": {"value": "?"}}
    gap = {"transform": [{"filter": "!isValid(datum.value)"}]}
    layers.append({**gap, **_mark("text", gaps, color=PURPLE)})
    # A day per panel: data of its own would not be split by subject, and is then drawn in each of them.
    if chart.changed:
        days = {"values": [{"at": str(day)} for day in chart.changed]}
        layers.append({"data": days, **_mark("rule", {"x": x}, color=SOFT, strokeDash=[1, 3], strokeWidth=1.5)})
    return layers


_DIAMOND = {"filled": True, "color": VERMILLION, "shape": "diamond", "size": 60, "opacity": 1}


def _mark(kind: str, encoding: Spec, **look: object) -> Spec:
    return {"mark": {"type": kind, **look}, "encoding": encoding}


def _only(field: str, more: str = "true") -> Spec:
    """Return a transform that keeps what has a field."""
    return {"transform": [{"filter": f"isValid(datum.{field}) && {more}"}]}
