"""The pages: every link leads somewhere, texts cannot break out, and no vendor reads another's rows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from govcode.history.record import Record, Result
from govcode.reports.portal.addresses import check_page, file_name, run_page, way
from govcode.reports.portal.site import site
from tests.portal.conftest import pages
from tests.portal.following import broken_links, twice
from tests.portal.making import HANDED, INDEX, KEYS, MONTHLY, MUST, REPLY, SHARE, made, records
from tests.reports.review.parsing import Parsed
from tests.review.making import Q3, result, rule, run

PAGES = sorted(pages())
CHECKS = (MUST, REPLY, INDEX, SHARE, HANDED, MONTHLY)


def text(path: str) -> str:
    return " ".join(" ".join(Parsed(pages()[path]).text).split())


def test_there_is_a_page_for_everything() -> None:
    portal = made()
    wanted = {"index.html", "search.html", "kpis/index.html", "rules/index.html", "runs/index.html"}
    wanted |= {"vendors/acme.html", "vendors/borealis.html"} | {
        check_page(of) for of in portal.scene.definitions.values()
    }
    wanted |= {run_page(run.entry) for run in portal.scene.runs}
    assert set(PAGES) == wanted
    assert len(wanted) == 5 + 2 + 7 + 13


def test_every_link_leads_to_a_page_and_a_place_on_it() -> None:
    assert broken_links(pages()) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound_and_needs_nothing_but_itself(path: str) -> None:
    page = pages()[path]
    read = Parsed(page)
    assert twice(page) == []
    assert [name for _, a, _ in read.elements for name in a if name.startswith("on") or name == "style"] == []
    assert [a for a in read.named("script") + read.named("img") + read.named("iframe") if "src" in a] == []
    assert [a["href"] for a in read.named("link")] == ["data:,"]
    assert len(read.named("h1")) == 1
    assert len(read.named("script")) == 2
    (policy,) = [a["content"] for a in read.named("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert len(page.encode()) < 500_000


@pytest.mark.parametrize("path", PAGES)
def test_what_authors_and_vendors_write_stays_text(path: str) -> None:
    page = pages()[path]
    assert "<script>alert" not in page
    assert "<i>of</i>" not in page
    assert 'href="javascript:' not in page
    assert re.search("[\u202e\u0000]", page) is None


def test_rows_of_a_vendor_are_on_no_other_vendors_page() -> None:
    for vendor, keys in KEYS.items():
        for other in KEYS:
            told = [key for key in keys if key in pages()[f"vendors/{other}.html"]]
            assert told == (list(keys) if other == vendor else [])
    assert KEYS["borealis"][0] in pages()[check_page(MUST)]


def test_rows_that_may_be_anothers_are_on_no_vendors_page() -> None:
    both = (((("vendor", "acme"),), 1, 50), ((("vendor", "borealis"),), 1, 50))
    named = result("fail", violations=2, population=100, keys=("K-1", "K-2"), keys_total=2, spots=both)
    site_of_both = dict(site(made([*records(), _again(run_of(named))])))
    assert "K-1" in site_of_both["rules/tickets.reply.html"]
    assert "K-1" not in site_of_both["vendors/acme.html"] + site_of_both["vendors/borealis.html"]
    assert "they may be another vendor" in site_of_both["vendors/acme.html"]


def test_rows_without_a_vendor_make_a_vendors_own_rows_unsure() -> None:
    told = (((("vendor", "acme"),), 1, 50),)
    named = result("fail", violations=2, population=100, keys=("K-1", "K-2"), keys_total=2, spots=told)
    made_of = dict(site(made([*records(), _again(run_of(named))])))
    assert "K-2" not in made_of["vendors/acme.html"]


def run_of(one: Result) -> Record:
    return run(date(2026, 10, 6), [(REPLY, one)])


def _again(record: Record) -> Record:
    return replace(record, run="once more")


def test_the_overview_says_who_failed_and_what_is_broken_worst_first() -> None:
    told = text("index.html")
    assert "Of 2 vendors, 2 failed, 0 could not be judged and 0 passed" in told
    broken = Parsed(pages()["index.html"])
    rows = [a for tag, a, inside in broken.elements if tag == "a" and "tbody" in inside and "tr" in inside]
    promises = [a["href"] for a in rows if a["href"].startswith(("rules/", "kpis/"))]
    assert promises[:3] == ["rules/cards.none.html", "kpis/answered-in-time.html", "rules/tickets.reply.html"]


def test_what_has_no_data_is_told_and_is_not_kept() -> None:
    told = text("vendors/borealis.html")
    assert "1 promise without data." in told
    assert "kept when last judged, in the week of 2026-09-21" in told


def test_a_kpi_tells_limits_claims_changes_and_every_value() -> None:
    told = text("kpis/answered-in-time.html")
    assert "≥ 92 %" in told
    assert "without spam +3.00 points; not explained +2.00 points" in told
    assert "target: at least 0.9 → at least 0.92" in told
    rows = [
        a
        for tag, a, inside in Parsed(pages()["kpis/answered-in-time.html"]).elements
        if tag == "tr" and "details" in inside
    ]
    assert len(rows) == 1 + 13


def test_a_rule_tells_its_weeks_waivers_and_rows() -> None:
    told = text("rules/tickets.reply.html")
    assert "old-form" in told
    assert "Acme <script>alert(2)</script>, run run" in told
    assert "T-ACME-1" in told
    assert "2026-07-20" in told  # the week that was broken
    assert "2 of 13 broken" in told


def test_a_run_tells_its_hashes_and_how_to_prove_them() -> None:
    last = made().scene.runs[-1]
    told = text(run_page(last.entry))
    for wanted in (last.entry.hash, last.entry.record, last.entry.previous, "12" * 32, "acme: 2"):
        assert wanted in told
    assert f"govcode history verify --expect {last.entry.hash}" in told


def test_everything_is_in_the_list_from_a_to_z() -> None:
    page = Parsed(pages()["search.html"])
    items = [a["href"] for tag, a, inside in page.elements if tag == "a" and "li" in inside and "section" in inside]
    reached = {href.partition("#")[0] for href in items}
    lists = {"index.html", "search.html", "kpis/index.html", "rules/index.html", "runs/index.html"}
    assert set(PAGES) - reached == lists


def test_the_same_facts_give_the_same_bytes() -> None:
    assert dict(site(made())) == pages()


def test_a_strange_id_becomes_a_file_name_of_its_own() -> None:
    names = ["a.b", "A.b", "a/b", "../x", "index", "con", "ä", "", "x" * 300, "a.b.", "a..b"]
    made_of = [file_name(name) for name in names]
    assert made_of[0] == "a.b"
    assert len({name.lower() for name in made_of}) == len(names)
    assert all(re.fullmatch(r"[a-z0-9_.-]{1,100}", name) and ".." not in name for name in made_of)


def test_ways_between_pages_are_relative() -> None:
    assert way("index.html", "kpis/a.html") == "kpis/a.html"
    assert way("kpis/a.html", "index.html") == "../index.html"
    assert way("kpis/a.html", "rules/b.html") == "../rules/b.html"


def test_no_run_and_no_vendor_do_not_break_it() -> None:
    alone = rule("lonely", title="Lonely")
    told = dict(site(made([run(records()[0].as_of.date(), [(alone, result("no_data", reason="nothing arrived"))])])))
    assert broken_links(told) == []
    assert "2 could not be judged" in told["index.html"]


def test_many_parts_of_a_kpi_are_drawn_up_to_a_limit_and_the_others_are_named() -> None:
    parts = [(("vendor", "acme"), ("queue", f"queue {number:02}")) for number in range(15)]
    told = [
        run(week.end, [(HANDED, result("pass", None, week, segment=part, value=0.9, n=80)) for part in parts])
        for week in Q3.weeks
    ]
    page = dict(site(made(told)))["kpis/handed-over.html"]
    assert "3 parts more are not drawn" in page
    assert "queue 14" in page
    heads = [a for tag, a, inside in Parsed(page).elements if tag == "th" and "figure" in inside and "thead" in inside]
    assert len(heads) == 1 + 12


def test_what_a_waiver_accepts_is_not_told_as_good() -> None:
    accepted, kept = result("fail", "acme", violations=1, waived_by="w-1"), result("pass", "borealis")
    told = run(date(2026, 10, 6), [(REPLY, accepted), (REPLY, kept)])
    page = dict(site(made([told])))["rules/tickets.reply.html"]
    assert "1 accepted by a waiver." in page
    assert '<p class="summary watch">' in page


def test_rows_of_one_vendor_are_told_as_its_own_though_the_run_counts_all() -> None:
    spots = ((("vendor", "borealis"),), 1, 50)
    one = result("fail", violations=1, population=100, keys=("K-1",), keys_total=1, spots=(spots,))
    told = dict(site(made([run(date(2026, 10, 6), [(REPLY, one)])])))
    assert "Borealis GmbH, run run-2026-10-06: 1" in told["rules/tickets.reply.html"]
    assert "K-1" in told["vendors/borealis.html"]
    assert "K-1" not in told["vendors/acme.html"]
