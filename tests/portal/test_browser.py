"""The portal in a browser, from a folder: quiet, offline, accessible, found, filtered, printed, at any width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from govcode.reports.portal.addresses import run_page
from tests.portal.making import made
from tests.reports.review.test_browser import AXE, Opened

pytestmark = pytest.mark.browser

WIDTHS = (320, 768, 1280, 1920)
KINDS = {
    "overview": "index.html",
    "vendor": "vendors/borealis.html",
    "kpi": "kpis/answered-in-time.html",
    "kpis": "kpis/index.html",
    "rule": "rules/tickets.reply.html",
    "rules": "rules/index.html",
    "run": run_page(made().scene.runs[-1].entry),
    "runs": "runs/index.html",
    "search": "search.html",
}


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_quiet_offline_and_never_wider_than_the_screen(browser: Browser, folder: Path, kind: str) -> None:
    for width in WIDTHS:
        with Opened(browser, folder / KINDS[kind], width) as opened:
            assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
            assert opened.said == []
            assert [url for url in opened.asked if not url.startswith(("file:", "data:"))] == []
            assert len(opened.asked) <= 2


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(browser: Browser, folder: Path, kind: str, width: int) -> None:
    with Opened(browser, folder / KINDS[kind], width, bypass_csp=True) as opened:
        opened.page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        opened.page.add_script_tag(path=AXE)
        found = opened.page.evaluate("axe.run(document)")
        told = [(v["id"], [node["html"] for node in v["nodes"]][:3]) for v in found["violations"]]
        assert told == []
        assert len(found["passes"]) > 20


def test_the_keyboard_reaches_everything(browser: Browser, folder: Path) -> None:
    with Opened(browser, folder / "index.html") as opened:
        page = opened.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.keyboard.press("Tab")
        visited: list[str] = []
        while page.evaluate("document.activeElement.tagName") != "BODY" and len(visited) < 200:
            visited.append(page.evaluate("document.activeElement.textContent.trim()"))
            page.keyboard.press("Tab")
        for wanted in ("Borealis GmbH", "Vendor", "No card numbers"):
            assert wanted in visited
        page.keyboard.press("Shift+Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"


def test_a_link_leads_to_another_page_and_back(browser: Browser, folder: Path) -> None:
    with Opened(browser, folder / "index.html") as opened:
        page = opened.page
        page.get_by_role("link", name="No card numbers").first.click()
        expect(page).to_have_url(re.compile(r"rules/cards\.none\.html$"))
        page.get_by_role("navigation", name="Portal").get_by_role("link", name="Overview").click()
        expect(page).to_have_url(re.compile(r"index\.html$"))
        expect(page.locator("[aria-current=page]")).to_have_text("Overview")
        page.locator("#vendors-table tbody a").first.click()
        expect(page.locator("h1")).to_have_text("Acme <script>alert(2)</script>")
        assert opened.said == []


def test_the_search_leads_to_what_has_all_words(browser: Browser, folder: Path) -> None:
    with Opened(browser, folder / "kpis" / "index.html") as opened:
        page = opened.page
        page.get_by_role("searchbox", name="Search", exact=True).first.fill("CARD numbers")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"search\.html\?q=CARD\+numbers$"))
        expect(page.locator("#seek-count")).to_have_text(re.compile(r"^1 of \d+ found$"))
        visible = page.locator(".kind li:visible a")
        assert visible.all_inner_texts() == ["No card numbers"]
        assert page.locator(".kind:visible h3").all_inner_texts() == ["Rules"]
        page.locator("#seek").fill("no such thing")
        expect(page.locator("#seek-count")).to_have_text(re.compile(r"^0 of"))
        page.locator("#seek").fill("")
        expect(page.locator("#seek-count")).to_have_text(re.compile(r"^\d+ entries$"))
        visible.first.click()
        expect(page).to_have_url(re.compile(r"vendors/acme\.html$"))
        assert opened.said == []


def test_tables_are_sorted_and_filtered(browser: Browser, folder: Path) -> None:
    with Opened(browser, folder / "rules" / "tickets.reply.html") as opened:
        head = opened.page.locator("#now-table thead th").nth(1)
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == "ascending"
    with Opened(browser, folder / "vendors" / "acme.html") as opened:
        bar = opened.page.get_by_role("group", name="Filter: Every promise")
        bar.get_by_label("Now").select_option("=kept")
        rows = opened.page.locator("#checks-table tbody tr:visible")
        assert rows.count() == 5
        bar.get_by_label("Search").fill("NAMED like")
        expect(bar.locator(".count")).to_have_text("1 of 6 rows")


def test_signs_of_weeks_are_told_in_words(browser: Browser, folder: Path) -> None:
    with Opened(browser, folder / "rules" / "cards.none.html") as opened:
        cell = opened.page.locator("#now-table tbody tr").nth(1).locator("td").last
        assert cell.locator(".strip").get_attribute("aria-hidden") == "true"
        assert cell.locator(".unseen").inner_text().strip() == "11 weeks kept, 1 week broken, 1 week no run."


def test_all_is_there_without_scripts(browser: Browser, folder: Path) -> None:
    with Opened(browser, folder / "index.html", java_script_enabled=False) as opened:
        page = opened.page
        page.locator("#seek").fill("card")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"search\.html\?q=card$"))
        page.get_by_role("link", name="No card numbers").click()
        expect(page).to_have_url(re.compile(r"rules/cards\.none\.html$"))
        assert page.locator("table button, table select").count() == 0
        assert opened.said == []


def test_paper_has_the_page_and_not_the_controls(browser: Browser, folder: Path) -> None:
    with Opened(browser, folder / "kpis" / "answered-in-time.html") as opened:
        page = opened.page
        page.emulate_media(media="print")
        assert not page.locator(".bar").is_visible()
        assert not page.locator(".filters").first.is_visible()
        assert page.locator("h1").is_visible()
        assert page.locator("#trend-table").evaluate("e => e.getBoundingClientRect().height") > 0
        assert page.locator("#trend-chart svg").is_visible()
        assert page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n") >= 2


def test_the_chart_has_a_panel_per_vendor_and_is_described(browser: Browser, folder: Path) -> None:
    with Opened(browser, folder / "kpis" / "answered-in-time.html") as opened:
        chart = opened.page.locator("#trend-chart svg")
        assert chart.get_attribute("role") == "img"
        told = chart.locator("text").all_text_contents()
        assert "Borealis GmbH" in told
        assert any(text.startswith("Acme <script>") for text in told)
        assert "Borealis GmbH" in (chart.locator("desc").first.text_content() or "")
