"""Charts: every kind is drawn, named, free of what browsers would load or run, and right about days and gaps."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import get_args
from xml.etree import ElementTree as ET

import pytest

from govcode.reports.review.blocks import (
    Bars,
    Calendar,
    Chart,
    ControlChart,
    Figure,
    Flow,
    HeatMap,
    HeatSpot,
    Point,
    Tone,
    Trend,
)
from govcode.reports.review.charts import CHARTS, drawn, reading
from tests.reports.review.making import HOSTILE, LEVELS, PAGE, table

FIGURES = [b for s in PAGE.sections for g in s.groups for b in g.blocks if isinstance(b, Figure)]
BARE = table("t", "T", ("A",), ())


def svg(chart: Chart, **words: str) -> ET.Element:
    told = {"title": "T", "description": "D"} | words
    return ET.fromstring(drawn(Figure("f", told["title"], told["description"], chart, BARE), "f"))  # noqa: S314


def texts(drawing: ET.Element) -> list[str]:
    return [element.text or "" for element in drawing.iter("text")]


def test_every_chart_has_a_kind_that_draws_it() -> None:
    assert set(CHARTS) == set(get_args(Chart)) == {type(figure.chart) for figure in FIGURES}
    assert all(reading(figure.chart).endswith(".") for figure in FIGURES)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_a_drawing_is_named_and_has_nothing_that_runs(figure: Figure) -> None:
    drawing = ET.fromstring(drawn(figure, "one"))  # noqa: S314
    assert drawing.get("role") == "img"
    assert drawing.get("aria-labelledby") == "one-title one-desc"
    assert [(child.tag, child.text) for child in list(drawing)[:2]] == [
        ("title", figure.title),
        ("desc", figure.description),
    ]
    names = {name for element in drawing.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith(("on", "xlink")) or name in {"style", "href"}}
    assert [e for e in list(drawing.iter())[1:] if e.get("role") or e.get("class") or e.get("aria-hidden")] == []
    assert all(e.get("id", "one-").startswith("one-") for e in drawing.iter())
    assert "white" not in drawn(figure, "one").split(">")[1]


@pytest.mark.parametrize(
    "chart",
    [
        Trend("", (), None, None),
        Trend("%", (Point(date(2026, 7, 6), None),), 0.9, 0.8, ceiling=True),
        ControlChart("h", (), None),
        HeatMap((), ()),
        Flow((), "tickets"),
        Bars("days", ()),
        Bars("days", (("x", 0.0, Tone.PLAIN),), 0.0),
        Calendar((), ()),
    ],
    ids=lambda chart: type(chart).__name__,
)
def test_nothing_is_drawn_without_trouble(chart: Chart) -> None:
    assert svg(chart).get("role") == "img"


def test_words_of_people_are_only_words() -> None:
    drawing = svg(Bars("days", ((HOSTILE.replace("\x00", ""), 1.0, Tone.BAD),)), title=HOSTILE.replace("\x00", ""))
    assert any("<script>" in text for text in texts(drawing))
    assert not list(drawing.iter("script"))
    assert not list(drawing.iter("a"))


def test_a_day_is_named_as_it_is_in_every_zone() -> None:
    days = [date(2026, 7, 6), date(2026, 7, 13)]
    named = texts(svg(Trend("", tuple(Point(day, 1.0) for day in days))))
    assert {"6 Jul 26", "13 Jul 26"} <= set(named)


def test_a_trend_tells_its_limits_in_words_and_marks_what_is_missing() -> None:
    points = tuple(Point(date(2026, 7, 6 + i), v, marked=v == 0.5) for i, v in enumerate((0.9, None, 0.5, 0.7)))
    drawing = svg(Trend("%", points, target=0.8, minimum=0.6))
    assert {"target at least 80 %", "contract limit at least 60 %", "?"} <= set(texts(drawing))
    assert "target at most 80 %" in texts(svg(Trend("%", points, target=0.8, ceiling=True)))
    diamonds = [p for p in drawing.iter("path") if p.get("fill") == "#D55E00"]
    assert len(diamonds) == 1
    line = next(p.get("d", "") for p in drawing.iter("path") if p.get("stroke") == "#1b1e22")
    assert line.count("M") == 2  # the gap interrupts the line


def test_a_heat_map_names_risks_moves_and_how_many_more() -> None:
    spots = tuple(HeatSpot(f"Risk {i}", 2, 2, (2, 2) if i else (0, 0)) for i in range(6))
    named = texts(svg(HeatMap((*spots, HeatSpot("New", 4, 4, None), HeatSpot("Less", 0, 0, (4, 4))), LEVELS)))
    assert {"▲ Risk 0", "Risk 1", "Risk 2", "+ 3 more", "• New", "▼ Less", "impact →"} <= set(named)
    two = texts(svg(HeatMap(tuple(HeatSpot("A", 2, 2, (0, 0)) for _ in range(2)), LEVELS)))
    assert "2" in two  # one arrow for both


def test_a_flow_adds_up_what_goes_the_same_way() -> None:
    named = texts(svg(Flow((("A", "B", 1000), ("A", "B", 204), ("B", "A", 1)), "tickets")))
    assert {"1,204", "1", "–", "from A", "to B"} <= set(named)


def test_bars_tell_their_numbers_signs_and_limit() -> None:
    named = texts(svg(Bars("days", (("One", 61.0, Tone.BAD), ("One", 2.5, Tone.GOOD)), 45.0)))
    assert {"✗ 61 days", "✓ 2.50 days", "limit 45 days"} <= set(named)
    assert named.count("One") == 2


def test_states_of_a_calendar_differ_by_sign() -> None:
    states = tuple((tone.value, tone) for tone in Tone)
    named = texts(svg(Calendar(tuple("abcde"), (("Row", states),))))
    assert {"✓", "!", "✗", "?", "·", "Row", "a"} <= set(named)


def test_charts_leave_room_for_wider_typefaces() -> None:
    figure = replace(FIGURES[0])
    start = re.search(r'viewBox="(-?\d+) ', drawn(figure, "x"))
    assert start
    assert int(start[1]) < 0
