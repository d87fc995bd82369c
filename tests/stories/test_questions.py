"""Ten questions of a committee: answered on the first screen, told in full one click away, as documented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.stories import stories as told
from tests.stories.reading import Reviewed

WIDTH, HEIGHT = 1280, 900
_HEADING = re.compile(r"^\| (\d+) \| (.+?) \|.*\|$", re.MULTILINE)
# Question, what its short answer says, where the click leads, and what is told there.
QUESTIONS = [
    ("Who needs a decision today?", "Borealis Support: Inadequate", "requests-group", "which corrective plan"),
    ("What got worse?", "and 4 more", "movements-group", "Customers who came back"),
    ("Are the non-negotiables kept?", "promises broken when last judged", "promises", "An export of more than 1000"),
    ("Can we trust the numbers?", "1 changed definition", "limits", "promises without data in some period"),
    ("Which risks are too high?", "accepted by nobody", "register", "Customer data leaves the agreed flow"),
    ("What was disputed?", "1 of 2 decided ones overturned", "disputes", "borealis-recontacts-july"),
    ("Are the improvements real?", "Fewer tickets opened again", "tensions-group", told.GAMING_TENSION),
    ("What is overdue?", "1 failure with an overdue action", "plan", "nobody has written down what is done"),
    ("What ends soon?", "1 waiver", "waivers-group", told.RENEWED_WAIVER),
    ("How is it made again?", "govcode review .", "appendix-e", "govcode history verify"),
]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def opened(browser: Browser, page: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
    shown = context.new_page()
    shown.goto(page.as_uri())
    yield shown
    context.close()


def test_the_documentation_has_the_questions_of_the_page(review: Reviewed, root: Path) -> None:
    text = (root / "docs" / "committee.md").read_text(encoding="utf-8")
    asked = [row["question"]["text"] for row in review.rows("questions")]
    assert [question for _, question in _HEADING.findall(text)] == asked
    assert asked == [question for question, *_ in QUESTIONS]
    for row, (_, _, anchor, _) in zip(review.rows("questions"), QUESTIONS, strict=True):
        assert row["answer"]["href"] == anchor
        assert f"`#{anchor}`" in text


def test_each_question_has_a_short_answer_on_the_screen(review: Reviewed) -> None:
    for question, answer, _, _ in QUESTIONS:
        assert review.stated("questions", question, answer)
        assert question in review.text


def test_what_is_bad_or_unknown_is_not_answered_as_good(review: Reviewed) -> None:
    tones = {row["question"]["text"]: row["answer"]["tone"] for row in review.rows("questions")}
    assert "good" not in tones.values()
    assert tones["Can we trust the numbers?"] == "unknown"
    assert tones["Who needs a decision today?"] == "bad"


@pytest.mark.browser
def test_all_ten_are_on_the_first_screen(opened: Page) -> None:
    for question, answer, _, _ in QUESTIONS:
        row = opened.locator("#questions tbody tr").filter(has_text=question)
        expect(row).to_have_count(1)
        expect(row).to_contain_text(answer)
        assert _bottom(row.bounding_box()) <= HEIGHT, question


@pytest.mark.browser
@pytest.mark.parametrize(("question", "answer", "anchor", "there"), QUESTIONS)
def test_one_click_leads_to_the_full_answer(opened: Page, question: str, answer: str, anchor: str, there: str) -> None:
    opened.locator("#questions tbody tr").filter(has_text=question).get_by_role("link", name=answer).click()
    assert opened.url.endswith(f"#{anchor}")
    place = opened.locator(f"[id='{anchor}']")
    expect(place).to_be_in_viewport()
    expect(place.locator("p, dd, tbody tr").filter(has_text=there).first).to_be_in_viewport()


def _bottom(box: Any) -> float:  # noqa: ANN401 - playwright's
    assert box is not None
    return float(box["y"] + box["height"])
