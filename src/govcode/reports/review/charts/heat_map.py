"""Risks by likelihood and impact, with arrows from where they were the quarter before."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator

from govcode.reports.review.blocks import HeatMap, HeatSpot
from govcode.reports.review.charts.look import BLUE, HEAT, SOFT, Spec, layer, plain, whole

READING = (
    "Likelihood grows upward, impact to the right. An arrow leads from the field of last quarter to that of this one, "
    "with their number where several risks took it; ▲ rose, ▼ fell, • is new; the table behind names every risk."
)
_RANKS = ("very low", "low", "moderate", "high", "very high")
_WIDE, _HIGH, _LINE = 150, 84, 13
_SHOWN, _LONGEST = 4, 19
_LANE = (0.9, 0.28)  # where arrows begin and end in a field: right of its risks, above its word
_BACK = 8  # how far they stay away from there


def spec(chart: HeatMap) -> Spec:
    """Return the chart as a Vega-Lite specification."""
    wide, high = _WIDE * len(_RANKS), _HIGH * len(_RANKS)
    x, y, text = plain("x", wide), plain("y", high), {"field": "text"}
    box = {"x": x, "x2": {"field": "x2"}, "y": y, "y2": {"field": "y2"}}
    fill = {"field": "fill", "type": "nominal", "scale": None}
    at = {"x": x, "y": y}
    arrows = list(_arrows(chart))
    fields = list(_fields(chart))
    turn = {"field": "angle", "type": "quantitative", "scale": None}
    columns = [{"x": (i + 0.5) * _WIDE, "text": rank} for i, rank in enumerate(_RANKS)]
    lines = [{"y": (i + 0.5) * _HIGH, "text": rank} for i, rank in enumerate(_RANKS)]
    below, left = {"y": {"value": high + 12}}, {"x": {"value": -8}}
    return whole(
        wide,
        high,
        [
            layer(fields, "rect", {**box, "color": fill}, stroke="#ffffff", strokeWidth=2),
            layer(arrows, "rule", box, color=BLUE, strokeWidth=2, opacity=0.75),
            layer(
                arrows,
                "point",
                {"x": {**x, "field": "x2"}, "y": {**y, "field": "y2"}, "angle": turn},
                shape="triangle",
                filled=True,
                color=BLUE,
                size=110,
                opacity=1,
            ),
            layer(
                fields,
                "text",
                {"x": {**x, "field": "x"}, "y": {**y, "field": "y"}, "text": text},
                align="left",
                dx=6,
                dy=-8,
                fontSize=10,
                color=SOFT,
            ),
            layer(list(_labels(chart)), "text", {**at, "text": text}, align="left", dx=6, fontWeight="bold"),
            layer(arrows, "text", {"x": {**x, "field": "mx"}, "y": {**y, "field": "my"}, "text": text}, color=BLUE),
            layer(columns, "text", {"x": x, **below, "text": text}, color=SOFT),
            layer(lines, "text", {**left, "y": y, "text": text}, align="right", color=SOFT),
            layer([{}], "text", {"x": {"value": wide / 2}, "y": {"value": high + 30}}, text="impact →"),
            layer([{}], "text", {"x": {"value": -70}, "y": {"value": high / 2}}, text="likelihood →", angle=-90),
        ],
    )


def _fields(chart: HeatMap) -> Iterator[Spec]:
    """Yield the fields with the word of each; a word that is no rank is as dark as the middle one."""
    for likelihood, row in enumerate(chart.levels):
        for impact, word in enumerate(row):
            rank = _RANKS.index(word) if word in _RANKS else 2
            yield {**_corners(likelihood, impact), "fill": HEAT[rank], "text": word}


def _corners(likelihood: int, impact: int) -> Spec:
    left, low = impact * _WIDE, likelihood * _HIGH
    return {"x": left, "x2": left + _WIDE, "y": low, "y2": low + _HIGH}


def _labels(chart: HeatMap) -> Iterator[Spec]:
    """Yield the first risks of each field, and how many more there are."""
    within: dict[tuple[int, int], list[str]] = defaultdict(list)
    for spot in chart.spots:
        within[spot.likelihood, spot.impact].append(_label(spot))
    for (likelihood, impact), labels in within.items():
        shown = labels if len(labels) <= _SHOWN else [*labels[: _SHOWN - 1], f"+ {len(labels) - _SHOWN + 1} more"]
        for line, label in enumerate(shown):
            top = (likelihood + 1) * _HIGH - 14
            yield {"x": impact * _WIDE, "y": top - line * _LINE, "text": label}


def _label(spot: HeatSpot) -> str:
    way = "•" if spot.before is None else _way(sum(spot.before), spot.likelihood + spot.impact)
    label = spot.label if len(spot.label) <= _LONGEST else spot.label[: _LONGEST - 1] + "…"
    return f"{way} {label}".strip()


def _way(before: int, now: int) -> str:
    return "▲" if now > before else "▼" if now < before else ""


def _arrows(chart: HeatMap) -> Iterator[Spec]:
    """Yield an arrow per way that risks took."""
    now = [(spot.before, (spot.likelihood, spot.impact)) for spot in chart.spots]
    ways = Counter((before, after) for before, after in now if before is not None and before != after)
    for (before, after), times in ways.items():
        x, y = (before[1] + _LANE[0]) * _WIDE, (before[0] + _LANE[1]) * _HIGH
        x2, y2 = (after[1] + _LANE[0]) * _WIDE, (after[0] + _LANE[1]) * _HIGH
        far = math.hypot(x2 - x, y2 - y)
        dx, dy = (x2 - x) / far, (y2 - y) / far
        yield {
            "x": x + _BACK * dx,
            "y": y + _BACK * dy,
            "x2": x2 - _BACK * dx,
            "y2": y2 - _BACK * dy,
            "mx": (x + x2) / 2 + 9 * abs(dy) + 3,
            "my": (y + y2) / 2 + 9 * abs(dx),
            "angle": math.degrees(math.atan2(dx, dy)),
            "text": f"{times}" if times > 1 else "",
        }
