"""A vendor's share of broken rows is remembered as a check of it alone tells it, in review and portal too."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from govcode.app.choosing import Choice
from govcode.history.canonical import read, written
from govcode.history.record import Record
from govcode.reports.portal.site import site
from govcode.reports.review.blocks import Cell, Table
from govcode.reports.review.sections.promises import section
from govcode.review.portal import portal_of
from govcode.review.quarter import Quarter
from govcode.review.review import review_of
from govcode.review.scene import Observation, Scene, observed
from tests.end_to_end.workspace import Workspace
from tests.recording.making import HEAD, policy, record, row, run, told
from tests.review.making import scene

VENDORS = ("acme", "borealis")
NEGATIVE = """\
id: a, kind: require, that: amount > 0, severity: high, enforcement: non-negotiable, why: Because we say so,
       examples: {keeps: [{amount: 5}], breaks: [{amount: -5}]}"""
SILENCE = """\
id: s, kind: no_silence, for: 24h, per: [vendor, topic], min_rows: 1, severity: low, why: Because we say so,
       examples: {keeps: [[{created_at: '2026-06-01T10:00:00Z'}, {created_at: '2026-06-01T12:00:00Z'}]],
                  breaks: [[{created_at: '2026-06-01T10:00:00Z'}, {created_at: '2026-06-04T12:00:00Z'}]]}"""


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path)
    data = workspace.root / "policies" / "data.yaml"
    data.write_text(data.read_text().replace("segments: [vendor]", "segments: [vendor, topic]"))
    workspace.policies(policy(NEGATIVE, SILENCE.replace("min_rows", "min_n")))
    kept = [row(f"k{n}", topic=("refund", "account")[n % 2]) for n in range(10)]
    later = row("l1", at="2026-06-05T10:00:00Z")
    others = row("b1", "borealis") + row("b2", "borealis", "-1", topic="account") + row("x1", "somebody", "-1")
    workspace.write("drop/tickets.csv", HEAD + "".join(kept) + later + row("n1", amount="-1") + others)
    return workspace


def seen_of(of: Record, id_: str) -> dict[str | None, Observation]:
    return {seen.vendor: seen for seen in observed(of, VENDORS) if seen.check == id_}


def without_totals(of: Record) -> Record:
    return replace(of, results=tuple(replace(one, vendors=()) for one in of.results))


def scene_of(of: Record) -> Scene:
    return scene([of], vendors=VENDORS, quarter=Quarter(2026, 2), as_of=datetime(2026, 7, 1))


def told_of_acme(of: Record) -> Cell:
    """Return the broken rows of the non-negotiable in the review."""
    (table,) = (b for group in section(review_of(scene_of(of))).groups for b in group.blocks if isinstance(b, Table))
    (cell,) = (line[6] for line in table.rows if line[1].text == "acme")
    return cell


@pytest.mark.parametrize("id_", ["p.a", "p.s"])
def test_a_recorded_share_by_vendor_is_what_a_check_of_that_vendor_tells(place: Workspace, id_: str) -> None:
    of = read(written(record(place)))
    for vendor in VENDORS:
        (alone,) = (one for one in run(place, choice=Choice(vendor=vendor)).report.findings if one.id == id_)
        ((_, result),) = told(of, id_)
        assert (vendor, alone.violations, alone.population) in result.vendors
        seen = seen_of(of, id_)[vendor]
        assert (seen.violations, seen.population) == (alone.violations, alone.population)


def test_parts_without_a_broken_row_count_and_undeclared_vendors_are_nobodys(place: Workspace) -> None:
    ((_, result),) = told(record(place), "p.a")
    assert sum(population for segment, _, population in result.spots if ("vendor", "acme") in segment) == 7
    assert result.vendors == (("acme", 1, 12), ("borealis", 1, 2))
    assert result.population == 15


def test_an_older_record_tells_broken_rows_without_a_wrong_total(place: Workspace) -> None:
    old = without_totals(record(place))
    seen = seen_of(old, "p.a")["acme"]
    assert (seen.outcome, seen.violations, seen.population) == ("fail", 1, None)


def test_review_and_portal_tell_the_share_of_all_of_a_vendors_rows(place: Workspace) -> None:
    new = record(place)
    old = without_totals(new)
    assert [told_of_acme(of).note for of in (new, old)] == ["of 12, week of 2026-06-08", "week of 2026-06-08"]
    pages = [dict(site(portal_of(scene_of(of), "Support")))["vendors/acme.html"] for of in (new, old)]
    assert ["of 12 rows" in page for page in pages] == [True, False]
    assert not any("of 7 rows" in page for page in pages)
