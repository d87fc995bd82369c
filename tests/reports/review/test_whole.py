"""The review of a whole quarter in every format: not only the page made by hand."""

from __future__ import annotations

import json as reading
from functools import cache

import jsonschema
import pytest
from playwright.sync_api import sync_playwright

from govcode.reports.review import html, json, markdown
from govcode.reports.review.blocks import Figure, Page, Table
from govcode.reports.review.page import page_of
from govcode.review.review import review_of
from tests.reports.review.parsing import Parsed
from tests.reports.review.test_browser import AXE
from tests.review.full import full_scene


@cache
def whole() -> Page:
    return page_of(review_of(full_scene()))


def _tables() -> list[Table]:
    blocks = [block for section in whole().sections for group in section.groups for block in group.blocks]
    tables = [block.table if isinstance(block, Figure) else block for block in blocks]
    return [table for table in tables if isinstance(table, Table)]


def test_rows_fit_their_columns_and_no_column_hides_another() -> None:
    assert len(_tables()) > 40
    assert [t.id for t in _tables() if len({column.id for column in t.columns}) < len(t.columns)] == []
    assert [t.id for t in _tables() if any(len(row) != len(t.columns) for row in t.rows)] == []


def test_every_format_tells_the_whole_review() -> None:
    page = whole()
    read = Parsed(html.render(page))
    rows = sum(len(table.rows) for table in _tables())
    assert sum(tag == "tr" and "tbody" in inside for tag, _, inside in read.elements) == rows
    assert len(read.named("h2")) == len(page.sections) == 18
    told = reading.loads(json.render(page))
    jsonschema.validate(told, json.schema(), cls=jsonschema.Draft202012Validator)
    assert markdown.render(page).count("\n## ") == 19


@pytest.mark.browser
def test_axe_finds_nothing_in_it(chromium: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 800}).new_page()
        page.set_content(html.render(whole()))
        page.add_style_tag(content=".group{content-visibility:visible!important}")
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        page.add_script_tag(path=AXE)
        found = page.evaluate("axe.run(document)")
        assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
        browser.close()
