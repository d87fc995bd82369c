"""A state per row and column, such as whether a delivery was on time in a week."""

from __future__ import annotations

from govcode.reports.review.blocks import Calendar
from govcode.reports.review.charts.look import FILLS, SOFT, Spec, layer, plain, whole
from govcode.reports.review.tones import TONES

READING = "A row per line, a column per period: ✓ good, ! watch, ✗ bad, ? unknown; the table behind has the words."
_CELL, _ROW = 34, 22


def spec(chart: Calendar) -> Spec:
    """Return the chart as a Vega-Lite specification."""
    wide, high = _CELL * max(len(chart.columns), 1), _ROW * max(len(chart.rows), 1)
    cells = [
        {
            "x": column * _CELL + 1,
            "x2": (column + 1) * _CELL - 1,
            "y": row * _ROW + 1,
            "y2": (row + 1) * _ROW - 1,
            "cx": (column + 0.5) * _CELL,
            "cy": (row + 0.5) * _ROW,
            "fill": FILLS[tone],
            "sign": TONES[tone].sign or "·",
        }
        for row, (_, states) in enumerate(chart.rows)
        for column, (_, tone) in enumerate(states)
    ]
    lines = [{"cy": (row + 0.5) * _ROW, "text": label} for row, (label, _) in enumerate(chart.rows)]
    heads = [{"cx": (column + 0.5) * _CELL, "text": label} for column, label in enumerate(chart.columns)]
    x, y = plain("x", wide), plain("y", high, down=True)
    at = {"x": {**x, "field": "cx"}, "y": {**y, "field": "cy"}}
    box = {"x": x, "x2": {"field": "x2"}, "y": y, "y2": {"field": "y2"}}
    fill = {"field": "fill", "type": "nominal", "scale": None}
    text = {"field": "text"}
    return whole(
        wide,
        high,
        [
            layer(cells, "rect", {**box, "color": fill}),
            layer(cells, "text", {**at, "text": {"field": "sign"}}, fontWeight="bold", fontSize=12),
            layer(lines, "text", {"x": {"value": -6}, "y": at["y"], "text": text}, align="right", limit=240),
            layer(
                heads,
                "text",
                {"x": at["x"], "y": {"value": -4}, "text": text},
                align="left",
                angle=-50,
                color=SOFT,
                baseline="middle",
            ),
        ],
    )
