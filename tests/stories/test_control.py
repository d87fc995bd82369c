"""Nothing is stated of a history in which nothing happens: the tests of the stories can fail."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from math import sqrt

import pytest

from tests.stories import stories as told
from tests.stories import test_stated
from tests.stories.reading import Reviewed, tone

# These hold of every history: what they tell is that there is not too much in the review.
_ALWAYS = {
    "test_late_data_is_judged_once_it_is_there",
    "test_what_is_told_as_a_flow_has_no_lines_in_the_scorecard",
}
_STATED = {
    name: test
    for name, test in inspect.getmembers(test_stated, inspect.isfunction)
    if name.startswith("test_") and name not in _ALWAYS
}


@pytest.mark.parametrize("stated", _STATED.values(), ids=_STATED)
def test_no_story_is_stated(control: Reviewed, stated: Callable[[Reviewed], None]) -> None:
    with pytest.raises((AssertionError, KeyError, StopIteration)):
        stated(control)


def test_vendors_are_rated_as_good_or_nearly_so(control: Reviewed) -> None:
    words = {row["rating"]["text"] for row in control.rows("ratings")}
    assert words <= {"Good", "Approaching target"}
    assert len(control.rows("ratings")) == len(told.VENDORS) + 1, "and what is not told by vendor"


def test_numbers_move_by_chance_alone(control: Reviewed) -> None:
    found = re.search(r"(\d+) of (\d+) KPIs moved by more than noise; about (\d+) would", str(control.json))
    assert found
    moved, _, chance = map(int, found.groups())
    assert moved <= chance + 3 * sqrt(chance)
    stories = [(told.WORSENED, told.BOREALIS), (told.SIMPSON_KPI, told.ACME), (told.REDEFINED_KPI, told.ACME)]
    rows = {(row["what"]["value"], row["vendor"]["text"]) for row in control.rows("movements")}
    assert rows.isdisjoint((kpi, told.NAMES[vendor]) for kpi, vendor in stories)


def test_no_risk_rises(control: Reviewed) -> None:
    rows = control.rows("register-table")
    assert {row["risk"]["value"] for row in rows} >= {told.GAMING_RISK, told.BLIND_RISK}
    assert [row["way"]["text"] for row in rows if row["way"]["text"].startswith("up")] == []


@pytest.mark.parametrize(
    "table",
    [
        "calendar-findings-table",
        "changes",
        "dispute-table",
        "excuse-table",
        "no-data-table",
        "plan-table",
        "repeats-table",
        "tensions",
        "waiver-findings",
        "waiver-table",
    ],
)
def test_what_is_told_of_stories_has_no_rows(control: Reviewed, review: Reviewed, table: str) -> None:
    assert review.rows(table)
    assert control.rows(table) == []


def test_a_mix_turns_nothing_around(control: Reviewed) -> None:
    assert control.rows("mixes")
    assert [row for row in control.rows("mixes") if tone(row, "reversal") == "bad"] == []
    answer = control.stated("questions", "Are the improvements real?")["answer"]
    assert answer["tone"] != "bad"
    assert "no tension fired" in answer["text"]


def test_every_non_negotiable_is_kept(control: Reviewed) -> None:
    rows = control.rows("non-negotiables")
    assert len(rows) > 50
    assert [row for row in rows if row["broken"]["value"] or row["unknown"]["value"]] == []
