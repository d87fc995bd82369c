"""What all charts share: lines, axes, and the palette of Okabe and Ito, which everybody can tell apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any, TypeAlias

from govcode.reports.format.numbers import PERCENT
from govcode.reports.review.blocks import Tone

Spec: TypeAlias = dict[str, Any]

INK, SOFT, LINE = "#1b1e22", "#565d65", "#dddbd5"
BLUE, VERMILLION, PURPLE, SKY = "#0072B2", "#D55E00", "#8b4f74", "#56B4E9"
FILLS: dict[Tone, str] = {
    Tone.GOOD: "#009E73",
    Tone.WATCH: "#E69F00",
    Tone.BAD: "#D55E00",
    Tone.UNKNOWN: "#CC79A7",
    Tone.PLAIN: "#c9ccd0",
}
HEAT = ("#fff7ec", "#fee8c8", "#fdd49e", "#fdbb84", "#fc8d59")
# Metrics of this face come with the library that draws, so that a chart is laid out alike on every machine.
_FACE = "Liberation Sans"
_NAMED_DAYS = 8
_CONFIG: Spec = {
    "aria": False,
    "background": None,
    "font": _FACE,
    "view": {"stroke": None},
    "axis": {
        "labelColor": SOFT,
        "titleColor": SOFT,
        "titleFontWeight": "normal",
        "labelFontSize": 11,
        "titleFontSize": 11,
        "gridColor": LINE,
        "domainColor": SOFT,
        "tickColor": SOFT,
    },
    "text": {"fontSize": 11, "color": INK},
}


def whole(width: int, height: int, layers: list[Spec]) -> Spec:
    """Return a chart of layers; width and height are those of its inside, in pixels."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height,
        "padding": 4,
        "config": _CONFIG,
        "layer": layers,
    }


def layer(values: list[Spec], mark: str, encoding: Spec, **look: object) -> Spec:
    """Return marks of one form, each made of one of the values."""
    return {"data": {"values": values}, "mark": {"type": mark, **look}, "encoding": encoding}


def plain(field: str, most: float, *, down: bool = False) -> Spec:
    """Return a position in pixels, without an axis; `down` counts from the top."""
    scale: Spec = {"domain": [most, 0] if down else [0, most], "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None}


def over_time(days: Sequence[date]) -> Spec:
    """Return the axis of days, some of which are named; days are days everywhere, so no zone moves them."""
    every = max(math.ceil(len(days) / _NAMED_DAYS), 1)
    named = [str(day) for day in sorted(days)[::every]]
    axis = {"format": "%-d %b %y", "grid": False, "title": None, "labelOverlap": True, "values": named}
    return {"field": "at", "type": "temporal", "scale": {"type": "utc"}, "axis": axis}


def measured(unit: str) -> Spec:
    """Return the axis of values; a unit of `%` means shares (0..1)."""
    axis: Spec = {"title": None if unit == PERCENT else unit or None, "tickCount": 5}
    if unit == PERCENT:
        axis["format"] = "~%"
    return {"type": "quantitative", "axis": axis, "scale": {"zero": False, "nice": True}}
