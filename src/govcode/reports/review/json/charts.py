"""Charts in their published shape: the numbers they are drawn from."""

from __future__ import annotations

import math
from typing import Any

from govcode.reports.review.blocks import Bars, Calendar, Chart, ControlChart, Flow, HeatMap, HeatSpot, Point, Trend


def chart_shown(chart: Chart) -> dict[str, Any]:
    """Return a chart as `AnyChart` of the published shape says."""
    match chart:
        case Trend():
            return {
                "kind": "trend",
                "unit": chart.unit,
                "points": [*map(_point, chart.points)],
                "target": real(chart.target),
                "minimum": real(chart.minimum),
                "ceiling": chart.ceiling,
            }
        case ControlChart():
            points = [*map(_point, chart.points)]
            return {"kind": "control_chart", "unit": chart.unit, "points": points, "centre": real(chart.centre)}
        case HeatMap():
            levels = [list(row) for row in chart.levels]
            return {"kind": "heat_map", "spots": [*map(_spot, chart.spots)], "levels": levels}
        case Flow():
            ways = [{"start": start, "end": end, "count": count} for start, end, count in chart.counts]
            return {"kind": "flow", "things": chart.things, "ways": ways}
        case Bars():
            bars = [{"label": label, "value": real(value), "tone": tone} for label, value, tone in chart.bars]
            return {"kind": "bars", "unit": chart.unit, "bars": bars, "limit": real(chart.limit)}
        case Calendar():
            lines = [
                {"label": label, "states": [{"text": text, "tone": tone} for text, tone in states]}
                for label, states in chart.rows
            ]
            return {"kind": "calendar", "columns": list(chart.columns), "lines": lines}


def real(number: float | None) -> float | None:
    """Return a number with 12 significant digits, or nothing for one that JSON has no word for."""
    return float(f"{number:.12g}") if number is not None and math.isfinite(number) else None


def _point(point: Point) -> dict[str, Any]:
    ends = {"low": real(point.low), "high": real(point.high)}
    return {"at": point.at.isoformat(), "value": real(point.value), **ends, "marked": point.marked}


def _spot(spot: HeatSpot) -> dict[str, Any]:
    return {
        "label": spot.label,
        "likelihood": spot.likelihood,
        "impact": spot.impact,
        "before": spot.before,
        "href": spot.href,
    }
