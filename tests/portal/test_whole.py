"""The portal of two planted years: what was planted is there to be seen, and everything holds together."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from govcode.app.portal import Wanted, built
from tests.portal.following import broken_links, twice
from tests.reports.review.parsing import Parsed
from tests.stories import stories
from tests.stories.planted import plant
from tests.stories.weeks import AS_OF


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("whole")
    made = built(Wanted(plant(folder / "project"), datetime.combine(AS_OF, time())), folder / "portal")
    place = folder / "portal"
    pages = {path.relative_to(place).as_posix(): path.read_text(encoding="utf-8") for path in place.rglob("*.html")}
    assert len(pages) == made.pages
    return pages


def text(page: str) -> str:
    return " ".join(" ".join(Parsed(page).text).split())


def test_every_link_of_hundreds_of_pages_leads_somewhere(portal: dict[str, str]) -> None:
    assert len(portal) > 200
    assert broken_links(portal) == []
    assert {path: ids for path, page in portal.items() if (ids := twice(page))} == {}


def test_every_page_is_below_half_a_megabyte(portal: dict[str, str]) -> None:
    assert {path: len(page) for path, page in portal.items() if len(page.encode()) >= 500_000} == {}


def test_logs_that_stopped_are_not_taken_for_peace(portal: dict[str, str]) -> None:
    told = text(portal[f"vendors/{stories.CIRRUS}.html"])
    assert "Verdict ? unknown: Not judged" in told
    assert "kept when last judged, in the week of 2026-07-27" in told
    assert "Other" in told
    assert portal["index.html"].count("exports.approved.html") == 1


def test_a_kpi_that_means_something_else_says_so(portal: dict[str, str]) -> None:
    page = portal[f"kpis/{stories.REDEFINED_KPI}.html"]
    assert "Changed 1 time: numbers before and after do not mean the same." in text(page)
    assert "<= 8h" in text(page)
    assert "<= 4h" in text(page)


def test_disputes_and_their_end_are_on_the_page_of_the_kpi(portal: dict[str, str]) -> None:
    told = text(portal[f"kpis/{stories.DISPUTED_KPI}.html"])
    assert "1 of 2 decided disputes overturned it" in told
    assert all(name in told for name in stories.DISPUTED)


def test_an_action_that_is_overdue_is_on_the_page_of_the_rule(portal: dict[str, str]) -> None:
    told = text(portal[f"rules/{stories.NON_NEGOTIABLE}.html"])
    assert stories.OVERDUE_ACTION in told
    assert "overdue" in told


def test_waivers_are_told_now_and_before(portal: dict[str, str]) -> None:
    told = text(portal[f"rules/{stories.RENEWED_RULE}.html"])
    assert "1 waiver in force, 3 not." in told
    assert stories.RENEWED_WAIVER in told


def test_a_claim_that_is_too_good_is_told_with_its_gap(portal: dict[str, str]) -> None:
    told = text(portal[f"kpis/{stories.CLAIMED_KPI}.html"])
    assert "+3.0" in told
    assert "claimed numbers, held against the rows" in told


def test_a_claim_without_a_gap_has_nothing_to_explain(portal: dict[str, str]) -> None:
    assert "not explained 0.00" not in text(portal[f"kpis/{stories.CLAIMED_KPI}.html"])


def test_the_flow_of_handoffs_is_told_by_way(portal: dict[str, str]) -> None:
    told = text(portal[f"kpis/{stories.FLOW_KPI}.html"])
    vendor, queue = stories.FLOW_RETURNS
    assert "27 ways on which work went in the last year." in told
    assert f"{vendor}-{queue}-t2 {vendor}-{queue}-t1" in told


def test_a_blank_week_is_accepted_by_no_waiver(portal: dict[str, str]) -> None:
    told = text(portal[f"rules/{stories.EXPIRED_RULE}.html"])
    vendor, week = stories.MISSED
    assert f"{week} {stories.NAMES[vendor]} ? unknown: no data – nothing was delivered" in told


def test_exports_of_one_vendor_are_on_no_page_of_another(portal: dict[str, str]) -> None:
    keys = [key for several in stories.EXPORTS.values() for key in several]
    for vendor in (stories.ACME, stories.CIRRUS):
        assert [key for key in keys if key in portal[f"vendors/{vendor}.html"]] == []
