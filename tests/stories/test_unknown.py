"""Unknown is never good; one vendor is told nothing of another; and the same history gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from govcode.history.store import open_history
from tests.stories import stories as told
from tests.stories.conftest import reviewed
from tests.stories.planted import HISTORY
from tests.stories.reading import Reviewed, tone
from tests.stories.weeks import RUNS, WEEKS

CIRRUS = told.NAMES[told.CIRRUS]
_DARK = ("access.ticketless", told.NON_NEGOTIABLE)


def test_the_history_is_two_years_of_weekly_runs(planted: Path) -> None:
    runs = open_history(HISTORY, planted, create=False).runs("customer-support")
    assert len(WEEKS) == 104
    assert [run.record.as_of.date() for run in runs] == list(RUNS)
    assert {run.record.recorded_at.weekday() for run in runs} == {1}, "on Tuesdays"
    assert sum(len(run.record.results) for run in runs) > 35_000


@pytest.mark.parametrize("check", _DARK)
def test_what_was_kept_before_the_data_stopped_is_not_good_now(review: Reviewed, check: str) -> None:
    row = review.stated("non-negotiables", check, CIRRUS)
    assert (row["kept"]["value"], row["unknown"]["value"]) == (4, 9)
    assert tone(row, "newest") == "unknown"
    assert "no data since" in row["newest"]["note"]
    blank = review.stated("no-data-table", check, CIRRUS)
    assert (blank["periods"]["text"], blank["reason"]["text"]) == ("9 of 13", "nothing was delivered")


def test_a_safeguard_that_nobody_sees_does_not_work(review: Reviewed) -> None:
    row = review.stated("safeguard-table", told.BLIND_RISK, CIRRUS)
    assert row["works"]["text"] == "not shown"
    assert tone(row, "works") != "good"


def test_blank_is_never_told_as_good(review: Reviewed) -> None:
    words = ("no data", "blank", "not judged", "unknown", "no run")
    cells = list(_cells(review.json))
    assert len(cells) > 5_000
    assert [cell for cell in cells if cell["text"] in words and cell["tone"] == "good"] == []
    assert any(cell["text"] in words and cell["tone"] == "unknown" for cell in cells)


def test_a_vendor_with_a_missed_week_is_told_with_less_data(review: Reviewed) -> None:
    rows = {row["vendor"]["text"]: row for row in review.rows("ratings")}
    assert rows[CIRRUS]["blank"]["value"] > 0
    assert tone(rows[CIRRUS], "blank") == "unknown"


@pytest.mark.parametrize("word", ["acme", "cirrus", "Acme", "Cirrus", "EXIT-2026", "Builders"])
def test_a_review_of_one_vendor_has_nothing_of_another(of_borealis: Reviewed, word: str) -> None:
    for name, content in of_borealis.files.items():
        assert word.encode() not in content, name


def test_a_review_of_one_vendor_states_its_stories(of_borealis: Reviewed) -> None:
    assert of_borealis.stated("ratings", "Inadequate")
    assert of_borealis.stated("tensions", told.GAMING_TENSION)
    assert of_borealis.stated("plan-table", "Borealis approves exports before they are made")
    assert of_borealis.stated("overturn-table", told.DISPUTED_KPI)
    of_borealis.says("promises", *told.EXPORTS[max(told.EXPORTS)])


def test_the_same_history_gives_the_same_bytes(planted: Path, review: Reviewed, tmp_path: Path) -> None:
    again = reviewed(planted, tmp_path)
    assert again.files == review.files


def _cells(told_: object) -> Iterator[dict[str, Any]]:
    if isinstance(told_, dict):
        if "tone" in told_ and "text" in told_:
            yield told_
        for value in told_.values():
            yield from _cells(value)
    elif isinstance(told_, list):
        for value in told_:
            yield from _cells(value)
