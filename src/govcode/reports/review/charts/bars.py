"""A length per label, such as the age of an action in days."""

from __future__ import annotations

from govcode.reports.format.numbers import exact, value
from govcode.reports.review.blocks import Bars
from govcode.reports.review.charts.look import FILLS, INK, VERMILLION, Spec, layer, whole
from govcode.reports.review.tones import TONES, signed

READING = "The longer the bar, the more; the sign beside a number says how it is meant."
_WIDTH, _ROW = 380, 24


def spec(chart: Bars) -> Spec:
    """Return the chart as a Vega-Lite specification."""
    rows = [
        {
            "row": i,
            "label": label,
            "length": length,
            "fill": FILLS[tone],
            "told": signed(_told(length, chart.unit), tone),
            "sign": TONES[tone].sign,
        }
        for i, (label, length, tone) in enumerate(chart.bars)
    ]
    most = max([length for _, length, _ in chart.bars] + [chart.limit or 0, 0.0]) or 1.0
    long: Spec = {"type": "quantitative", "scale": {"domain": [0, most * 1.25], "nice": False}, "axis": None}
    # By number, because two bars may bear the same label.
    y: Spec = {
        "field": "row",
        "type": "ordinal",
        "axis": None,
        "scale": {"paddingInner": 0.3, "paddingOuter": 0.2},
    }
    height = _ROW * max(len(rows), 1)
    length = {"x": {**long, "field": "length"}, "y": y}
    fill = {"field": "fill", "type": "nominal", "scale": None}
    layers = [
        layer(rows, "bar", {**length, "color": fill}, stroke=INK, strokeWidth=0.5),
        layer(rows, "text", {**length, "text": {"field": "told"}}, align="left", dx=5),
        layer(rows, "text", {"x": {"value": -8}, "y": y, "text": {"field": "label"}}, align="right", limit=220),
    ]
    return whole(_WIDTH, height, [*layers, *_limit(chart, long)])


def _told(length: float, unit: str) -> str:
    return exact(length, unit) if length.is_integer() else value(length, unit)


def _limit(chart: Bars, long: Spec) -> list[Spec]:
    if chart.limit is None:
        return []
    one: list[Spec] = [{"limit": chart.limit, "told": f"limit {exact(chart.limit, chart.unit)}"}]
    across = {"x": {**long, "field": "limit"}}
    return [
        layer(one, "rule", across, color=VERMILLION, strokeDash=[5, 4], strokeWidth=1.5),
        layer(one, "text", {**across, "y": {"value": -8}, "text": {"field": "told"}}, color=VERMILLION),
    ]
