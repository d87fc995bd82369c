"""Charts: one file per kind, listed once; each becomes a Vega-Lite specification and from it an inline SVG."""

from __future__ import annotations

from typing import Any, Protocol

from govcode.reports.review.blocks import Bars, Calendar, Chart, ControlChart, Figure, Flow, HeatMap, Trend
from govcode.reports.review.charts import bars, calendar, control_chart, flow, heat_map, trend
from govcode.reports.review.charts.drawing import drawing
from govcode.reports.review.charts.look import Spec


class Kind(Protocol):
    """A chart's kind: how to read it, in words, and its specification."""

    READING: str

    def spec(self, chart: Any) -> Spec:  # noqa: ANN401 - each kind draws its own chart
        """Return the chart as a Vega-Lite specification."""
        ...


CHARTS: dict[type[Chart], Kind] = {
    Bars: bars,
    Calendar: calendar,
    ControlChart: control_chart,
    Flow: flow,
    HeatMap: heat_map,
    Trend: trend,
}


def drawn(figure: Figure, name: str) -> str:
    """Return the SVG of a figure; `name` is unique on its page. Raises MissingExtra without the drawing library."""
    return drawing(CHARTS[type(figure.chart)].spec(figure.chart), name, figure.title, figure.description)


def reading(chart: Chart) -> str:
    """Return how to read a chart, in words."""
    return CHARTS[type(chart)].READING
