"""Markdown: what a reader of Markdown makes of it is what the page says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from govcode.reports.format.words import visible
from govcode.reports.review import markdown
from govcode.reports.review.markdown.escaping import code, opening, safe
from tests.reports.review.making import HOSTILE, PAGE
from tests.reports.review.parsing import Parsed

TEXT = markdown.render(PAGE)
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
READ = Parsed(READER.render(TEXT))


def told(text: str) -> str:
    return "".join(Parsed(READER.render(text)).text).strip("\n")


def test_links_lead_to_what_is_there() -> None:
    ids = {a["id"] for a in READ.named("a") if "id" in a}
    goals = {a["href"].removeprefix("#") for a in READ.named("a") if "href" in a}
    assert goals - ids == set()
    assert {"cover", "kpi-first_reply.acme", "definition-first_reply"} <= goals


def test_tables_are_tables_with_all_rows() -> None:
    assert len(READ.named("table")) == 10
    rows = [inside for tag, _, inside in READ.elements if tag == "tr" and "tbody" in inside]
    assert len(rows) == 3 + 12 + 1 + 1 + 13 + 13 + 7 + 4 + 4 + 3
    assert len(READ.named("h2")) == 1 + len(PAGE.sections)


def test_hostile_texts_are_shown_and_are_nothing_else() -> None:
    assert "".join(READ.text).count(visible(HOSTILE)) == 2
    assert READ.named("script") == []
    assert not [a for a in READ.named("a") if a.get("href", "#")[0] != "#"]


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_stands_for_itself(text: str) -> None:
    words = " ".join(visible(text).split())
    assert told(opening(words)) == words
    assert told(f"before {safe(words)} after") == f"before {words} after"
    assert told(f"| a |\n| --- |\n| x{safe(words)}x |").split() == ["a", *f"x{words}x".split()]


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_any_key_stands_for_itself_as_code(text: str) -> None:
    assert told(code(text)).strip() == visible(text).strip()


@pytest.mark.parametrize(
    "text", ["# x", "1. x", "12) x", "- x", "+ x", "= x", "> x", "    x", "_x_", "a_b_c", "$x$", "~~x~~"]
)
def test_marks_at_the_beginning_of_a_line_are_no_marks(text: str) -> None:
    read = Parsed(READER.render(opening(text)))
    assert [tag for tag, _, _ in read.elements] == ["p"]
    assert "".join(read.text).strip() == text.strip()


def test_numbers_are_aligned_to_the_right() -> None:
    assert re.search(
        r"^\| KPI \| Vendor \| Month \| Value \| n \|\n\| --- \| --- \| --- \| ---: \| ---: \|$", TEXT, re.MULTILINE
    )
