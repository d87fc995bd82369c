"""Plotted values over time between the limits of a control chart; marked ones signal."""

from __future__ import annotations

from govcode.reports.review.blocks import ControlChart
from govcode.reports.review.charts.look import INK, SOFT, Spec, layer, measured, over_time, whole
from govcode.reports.review.charts.trend import values

READING = (
    "A dot is a value; a diamond is a signal: more than chance explains. The stepped lines are the limits within "
    "which chance keeps a steady process, the dashed line is its centre, a question mark is a period without a value."
)
_WIDTH, _HEIGHT = 600, 190


def spec(chart: ControlChart) -> Spec:
    """Return the chart as a Vega-Lite specification."""
    x, y = over_time([p.at for p in chart.points]), measured(chart.unit)
    layers = []
    for end in ("low", "high"):
        limit = [{"at": str(p.at), "value": getattr(p, end)} for p in chart.points]
        if any(at["value"] is not None for at in limit):
            up = {"x": x, "y": {**y, "field": "value"}}
            layers.append(layer(limit, "line", up, color=SOFT, interpolate="step", strokeWidth=1.25))
    if chart.centre is not None:
        centre: list[Spec] = [{"value": chart.centre}]
        layers.append(layer(centre, "rule", {"y": {**y, "field": "value"}}, color=INK, strokeDash=[5, 4]))
    return whole(_WIDTH, _HEIGHT, [*layers, *values(chart.points, x, y)])
