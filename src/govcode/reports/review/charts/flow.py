"""How often something went from one place to another, as a matrix with its numbers."""

from __future__ import annotations

from collections import Counter

from govcode.reports.review.blocks import Flow
from govcode.reports.review.charts.look import BLUE, SOFT, Spec, layer, plain, whole

READING = "Read a row from left to right: how many went from its place to the place above. Darker is more."
_CELL, _ROW, _DARKEST = 72, 28, 0.55


def spec(chart: Flow) -> Spec:
    """Return the chart as a Vega-Lite specification."""
    counted: Counter[tuple[str, str]] = Counter()
    for start, end, times in chart.counts:
        counted[start, end] += times
    starts, ends = sorted({start for start, _ in counted}), sorted({end for _, end in counted})
    wide, high = _CELL * max(len(ends), 1), _ROW * max(len(starts), 1)
    most = max(counted.values(), default=0) or 1
    cells = [
        {
            "x": column * _CELL + 1,
            "x2": (column + 1) * _CELL - 1,
            "y": row * _ROW + 1,
            "y2": (row + 1) * _ROW - 1,
            "cx": (column + 0.5) * _CELL,
            "cy": (row + 0.5) * _ROW,
            "shade": _DARKEST * counted[start, end] / most,
            "text": f"{counted[start, end]:,}" if (start, end) in counted else "–",
        }
        for row, start in enumerate(starts)
        for column, end in enumerate(ends)
    ]
    lines = [{"cy": (row + 0.5) * _ROW, "text": f"from {start}"} for row, start in enumerate(starts)]
    heads = [{"cx": (column + 0.2) * _CELL, "text": f"to {end}"} for column, end in enumerate(ends)]
    x, y, text = plain("x", wide), plain("y", high, down=True), {"field": "text"}
    at = {"x": {**x, "field": "cx"}, "y": {**y, "field": "cy"}}
    box = {"x": x, "x2": {"field": "x2"}, "y": y, "y2": {"field": "y2"}}
    shade = {"field": "shade", "type": "quantitative", "scale": None}
    up = {"x": at["x"], "y": {"value": -6}, "text": text}
    return whole(
        wide,
        high,
        [
            layer(cells, "rect", {**box, "fillOpacity": shade}, color=BLUE, stroke=SOFT, strokeWidth=0.5),
            layer(cells, "text", {**at, "text": text}, fontSize=12),
            layer(lines, "text", {"x": {"value": -8}, "y": at["y"], "text": text}, align="right", limit=200),
            layer(heads, "text", up, align="left", angle=-35, limit=160, color=SOFT, baseline="middle"),
        ],
    )
