"""The page in a browser: quiet, offline, accessible, sortable, filtered, printable, and right at any width."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from govcode.reports.review import html
from tests.reports.review.making import PAGE, long_page

pytestmark = pytest.mark.browser

WIDTHS = (320, 768, 1280, 1920)
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("review") / "page.html"
    path.write_text(html.render(PAGE), encoding="utf-8")
    return path


class Opened:
    """A page with everything that it said and asked for."""

    def __init__(self, browser: Browser, path: Path, width: int = 1280, **context: Any) -> None:  # noqa: ANN401 - playwright's
        self.context = browser.new_context(viewport={"width": width, "height": 800}, **context)
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def column(self, table: str, number: int) -> list[str]:
        """Return the texts of a column's visible cells."""
        cells = self.page.locator(f"#{table} tbody tr:visible > :nth-child({number})")
        return [text.strip() for text in cells.all_inner_texts()]


@pytest.mark.parametrize("width", WIDTHS)
def test_it_is_quiet_offline_and_never_wider_than_the_screen(browser: Browser, file: Path, width: int) -> None:
    with Opened(browser, file, width) as opened:
        page = opened.page
        for number in range(page.locator(".group").count()):
            page.locator(".group").nth(number).scroll_into_view_if_needed()
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert opened.said == []
        assert [url for url in opened.asked if not url.startswith(("file:", "data:"))] == []
        assert len(opened.asked) <= 2


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(browser: Browser, file: Path, width: int) -> None:
    with Opened(browser, file, width, bypass_csp=True) as opened:
        opened.page.add_style_tag(content=".group{content-visibility:visible!important}")
        opened.page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        opened.page.add_script_tag(path=AXE)
        found = opened.page.evaluate("axe.run(document)")
        told = [(v["id"], [node["html"] for node in v["nodes"]][:3]) for v in found["violations"]]
        assert told == []
        assert len(found["passes"]) > 25


def test_the_first_screen_is_the_decision(browser: Browser, file: Path) -> None:
    with Opened(browser, file) as opened:
        seen = "(e) => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= 800; }"
        assert opened.page.locator("#decision h2").evaluate(seen)
        assert opened.page.locator("#rating-cedar").evaluate(seen)


def test_the_keyboard_reaches_everything_in_order(browser: Browser, file: Path) -> None:
    with Opened(browser, file) as opened:
        page = opened.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        visited = []
        for _ in range(140):
            page.keyboard.press("Tab")
            visited.append(
                page.evaluate("(() => { const e = document.activeElement; return [e.tagName, e.className]; })()")
            )
            if visited[-1][0] == "BODY":
                break
        tags = [tag for tag, _ in visited]
        assert {"SUMMARY", "BUTTON", "A", "INPUT", "SELECT", "DIV"} <= set(tags)
        assert tags.count("INPUT") == 1
        assert [name for tag, name in visited if tag == "DIV" and name not in {"scroll", "chart"}] == []
        outline = page.evaluate(
            "(() => { const b = document.querySelector('th button'); b.focus({focusVisible: true}); "
            "return getComputedStyle(b).outlineStyle; })()"
        )
        assert outline == "solid"


def test_a_heading_sorts_by_value_and_what_has_none_comes_last(browser: Browser, file: Path) -> None:
    with Opened(browser, file) as opened:
        head = opened.page.locator("#ratings thead th").nth(3)
        head.locator("button").focus()
        opened.page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == "ascending"
        assert opened.column("ratings", 1) == ["Cedar & Söhne", "Acme", "Birch"]
        opened.page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == "descending"
        assert opened.column("ratings", 1) == ["Acme", "Cedar & Söhne", "Birch"]
        opened.page.locator("#ratings thead th button").nth(1).click()
        assert head.get_attribute("aria-sort") is None
        assert opened.column("ratings", 1) == ["Birch", "Acme", "Cedar & Söhne"]


def test_a_table_is_filtered_by_choice_and_by_words(browser: Browser, file: Path) -> None:
    with Opened(browser, file) as opened:
        bar = opened.page.locator(".filters").first
        bar.scroll_into_view_if_needed()
        bar.get_by_label("Vendor").select_option("=Birch")
        assert opened.column("scorecard-table", 2) == ["Birch"] * 4
        assert bar.locator(".count").inner_text() == "4 of 12 rows"
        bar.get_by_label("Search").fill("NO DATA")
        expect(bar.locator(".count")).to_have_text("1 of 12 rows")
        assert opened.column("scorecard-table", 3) == ["2026-09"]
        bar.get_by_label("Vendor").select_option("")
        bar.get_by_label("Search").fill("")
        expect(bar.locator(".count")).to_have_text("")
        assert len(opened.column("scorecard-table", 1)) == 12


def test_a_rating_leads_to_its_row_even_if_a_filter_hides_it(browser: Browser, file: Path) -> None:
    with Opened(browser, file) as opened:
        opened.page.locator(".filters").first.get_by_label("Vendor").select_option("=Cedar")
        row = opened.page.locator('[id="kpi-first_reply.acme"]')
        assert not row.is_visible()
        opened.page.locator("#ratings a").first.click()
        expect(row).to_be_in_viewport()
        row.locator("a").first.click()
        expect(opened.page).to_have_url(re.compile("#definition-first_reply$"))
        expect(opened.page.locator("#definition-first_reply h3")).to_be_in_viewport()


def test_a_link_into_what_is_folded_opens_it(browser: Browser, file: Path) -> None:
    with Opened(browser, file) as opened:
        assert not opened.page.locator("#cover-scope").is_visible()
        opened.page.evaluate("location.hash = 'signing'")
        opened.page.locator("#signing").wait_for(state="visible")


def test_contents_are_folded_where_they_would_hide_the_review(browser: Browser, file: Path) -> None:
    for width, shown in ((320, False), (1280, True)):
        with Opened(browser, file, width) as opened:
            assert opened.page.locator("nav ol").is_visible() is shown
            assert opened.page.locator("nav li a").count() == len(PAGE.sections)


def test_all_is_there_without_scripts(browser: Browser, file: Path) -> None:
    with Opened(browser, file, java_script_enabled=False) as opened:
        page = opened.page
        assert opened.said == []
        assert page.locator("button, input, select").count() == 0  # nothing that would do nothing
        page.locator("nav a").nth(2).click()
        assert page.url.endswith("#scorecard")
        assert page.locator("#scorecard-table tbody tr").count() == 12
        page.locator("#trend-first_reply summary").click()
        assert page.locator("#trend-first_reply-data").is_visible()


def test_print_shows_what_the_screen_folds_and_hides_what_paper_cannot_do(browser: Browser, file: Path) -> None:
    with Opened(browser, file) as opened:
        page = opened.page
        page.emulate_media(media="print")
        assert page.locator("#signing").evaluate("e => e.getBoundingClientRect().height") > 0
        assert page.locator("#trend-first_reply-data").evaluate("e => e.getBoundingClientRect().height") > 0
        assert not page.locator(".filters").first.is_visible()
        assert page.locator("#ratings thead").evaluate("e => getComputedStyle(e).display") == "table-header-group"
        # Chromium repeats headings on each page only if they must not be broken, and hold no button.
        assert page.locator("#ratings thead").evaluate("e => getComputedStyle(e).breakInside") == "avoid"
        assert page.locator("#ratings th button").first.evaluate("e => getComputedStyle(e).display") == "contents"
        assert page.locator("figure .chart").first.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
        assert page.locator(".group").last.evaluate("e => getComputedStyle(e).contentVisibility") == "visible"
        printed = page.pdf(format="A4", prefer_css_page_size=True)
        assert printed.count(b"/Type /Page\n") >= 5


def test_thousands_of_rows_stay_quick(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "long.html"
    path.write_text(html.render(long_page()), encoding="utf-8")
    with Opened(browser, path) as opened:
        assert opened.said == []
        took = opened.page.evaluate(
            """() => {
              const start = performance.now();
              document.querySelectorAll('#full th button')[3].click();
              const bar = document.getElementById('full').parentElement.previousElementSibling;
              const select = bar.querySelector('select');
              select.value = '=KPI 7';
              select.dispatchEvent(new Event('change'));
              return performance.now() - start;
            }"""
        )
        assert opened.page.locator("#full tbody tr:not([hidden])").count() == 130
        # Twenty times what it takes on a quiet machine: only what grows with the square of the rows is as slow.
        assert took < 4_000
        began = time.perf_counter()
        opened.page.locator("#full").scroll_into_view_if_needed()
        assert time.perf_counter() - began < 20
