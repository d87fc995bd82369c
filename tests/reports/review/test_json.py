"""The JSON review keeps the shape that others were promised."""

from __future__ import annotations

import json
import math
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from govcode.reports.review.blocks import Cell, Facts, Group, Page, Section, Tone
from govcode.reports.review.json import render, schema
from tests.reports.review.making import HOSTILE, PAGE

PUBLISHED = Path(__file__).resolve().parents[3] / "schema" / "review-v1.json"


def loaded(page: Page = PAGE) -> Any:  # noqa: ANN401 - JSON is what it is
    return json.loads(render(page))


def test_the_published_schema_is_the_one_of_the_code() -> None:
    if os.environ.get("GOVCODE_UPDATE_GOLDENS"):
        PUBLISHED.write_text(json.dumps(schema(), indent=2) + "\n", encoding="utf-8")
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == schema()


def test_the_schema_is_a_valid_one_and_every_object_is_closed() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    objects = [part for part in schema()["$defs"].values() if part["type"] == "object"]
    assert len(objects) > 20
    assert all(part["additionalProperties"] is False for part in objects)


def test_a_review_is_valid_and_ascii() -> None:
    jsonschema.validate(loaded(), schema(), cls=jsonschema.Draft202012Validator)
    assert render(PAGE).isascii()
    assert render(PAGE).endswith("}\n")


@pytest.mark.parametrize(
    "break_it",
    [
        lambda r: r.pop("subtitle"),
        lambda r: r.update(extra=1),
        lambda r: r["sections"][0].update(tone="fine"),
        lambda r: r["sections"][0]["groups"][0]["blocks"][0].update(kind="fact"),
        lambda r: r["sections"][1]["groups"][0]["blocks"][0]["rows"][0]["vendor"].pop("text"),
        lambda r: r["sections"][3]["groups"][2]["blocks"][0]["chart"]["spots"][0].update(impact=5),
    ],
)
def test_the_schema_refuses_what_is_not_a_review(break_it: Any) -> None:  # noqa: ANN401 - a change in place
    review = loaded()
    break_it(review)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(review, schema(), cls=jsonschema.Draft202012Validator)


def test_rows_are_objects_by_column() -> None:
    table = loaded()["sections"][1]["groups"][0]["blocks"][0]
    assert table["kind"] == "table"
    assert table["rows"][0]["rating"] == {
        "text": "Requires improvement",
        "value": 2.0,
        "tone": "bad",
        "href": "kpi-first_reply.acme",
        "note": "minimum missed in August",
    }
    assert table["rows"][1]["broken"] == {"text": "no data", "value": None, "tone": "unknown"}
    assert table["anchors"] == {"0": "rating-acme", "2": "rating-cedar"}


def test_texts_are_exact_and_numbers_are_what_json_can_hold() -> None:
    assert loaded()["sections"][0]["groups"][0]["blocks"][0]["facts"][2]["cell"]["text"] == HOSTILE
    facts = Facts(tuple((str(v), Cell("x", v)) for v in (math.nan, math.inf, 1 / 3, 1e300)))
    page = replace(PAGE, sections=(Section(1, "x", "X", "s", Tone.GOOD, (Group("g", "G", (facts,)),)),))
    told = loaded(page)["sections"][0]["groups"][0]["blocks"][0]["facts"]
    assert [fact["cell"]["value"] for fact in told] == [None, None, 0.333333333333, 1e300]


def test_charts_have_the_numbers_they_are_drawn_from() -> None:
    charts = [g["blocks"][0]["chart"] for g in loaded()["sections"][3]["groups"]]
    assert [c["kind"] for c in charts] == ["trend", "control_chart", "heat_map", "flow", "bars", "calendar"]
    assert charts[0]["points"][4] == {"at": "2026-07-27", "value": None, "low": None, "high": None, "marked": False}
    assert charts[0]["points"][0]["low"] == 0.72
    assert charts[2]["spots"][2]["before"] is None
    assert charts[3]["ways"][0] == {"start": "Tier 1", "end": "Tier 2", "count": 1204}
