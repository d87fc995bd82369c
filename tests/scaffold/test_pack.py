"""The reference pack: found, moved in time, free of problems, and everything a governance owner needs is written."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from govcode.app.linting import lint
from govcode.app.testing import test_examples as examples_tried
from govcode.catalog.catalog import Catalog
from govcode.catalog.link import link
from govcode.documents.kinds.kpi import Kpi
from govcode.documents.kinds.policy import Policy
from govcode.documents.kinds.vendor import Vendor
from govcode.documents.reading import read_project
from govcode.scaffold import pack

AS_OF = datetime(2026, 10, 1)
FOLDERS = ("policies", "kpis", "escalation_rules")


@pytest.fixture(scope="module")
def catalog(root: Path) -> Catalog:
    return link(read_project(root), AS_OF)


def test_the_pack_is_the_documents_of_this_repository(root: Path) -> None:
    here = {path.relative_to(root).as_posix() for folder in FOLDERS for path in (root / folder).rglob("*.yaml")}
    assert set(pack.documents(pack.WRITTEN_ON)) == here | {"govcode.yaml"}
    assert all(text == (root / path).read_text("utf-8") for path, text in pack.documents(pack.WRITTEN_ON).items())


def test_the_pack_has_no_problems(root: Path) -> None:
    assert lint(root, AS_OF).problems == ()


def test_every_rule_and_kpi_has_examples_that_come_out_as_written(root: Path) -> None:
    tested = examples_tried(root, AS_OF, lambda _: True)
    assert tested.problems == ()
    assert tested.without == ()
    assert tested.tried > 100


def test_every_rule_says_why_and_what_to_do(catalog: Catalog) -> None:
    rules = [rule for _, policy in catalog.registry.each(Policy) for rule in policy.spec.rules]
    assert len(rules) > 30
    assert [rule.id for rule in rules if not (rule.why and rule.fix)] == []


def test_a_kpi_with_a_limit_says_why_and_what_to_do(catalog: Catalog) -> None:
    kpis = [(at.id, kpi.spec) for at, kpi in catalog.registry.each(Kpi)]
    assert len(kpis) > 12
    assert {kpi.dimension for _, kpi in kpis} == {"speed", "quality", "outcome", "volume", "cost", "people"}
    assert [id_ for id_, kpi in kpis if not kpi.why or ((kpi.target or kpi.minimum) and not kpi.fix)] == []


def test_no_sentence_tells_a_duration_in_microseconds(catalog: Catalog) -> None:
    assert len(catalog.checks) > 100
    told = [check.about.sentence for check in catalog.checks]
    assert any("within: 2m" in sentence for sentence in told)
    assert [sentence for sentence in told if re.search(r"\b\d{6,}\b", sentence)] == []


def test_where_handoffs_went_is_told_and_has_no_limit(catalog: Catalog) -> None:
    flow = next(kpi.spec for at, kpi in catalog.registry.each(Kpi) if at.id == "handoff-flow")
    assert flow.by == ["vendor", "from_team", "to_team"]
    assert flow.target is None
    assert flow.minimum is None


def test_closing_too_early_is_a_tension(catalog: Catalog) -> None:
    pairs = {(tension.improves, tension.worsens) for tension in catalog.tensions}
    assert ("reopened", "recontacted") in pairs


def test_each_vendor_is_held_to_something_stricter(catalog: Catalog) -> None:
    vendors = {at.id: vendor.spec.overrides for at, vendor in catalog.registry.each(Vendor)}
    assert set(vendors) == {"acme", "borealis", "cirrus"}
    assert [id_ for id_, overrides in vendors.items() if not overrides] == []
    assert {check.vendor for check in catalog.checks if check.vendor} == set(vendors)


def test_a_waiver_is_in_force(catalog: Catalog) -> None:
    assert [waiver.id for waiver in catalog.waivers if waiver.in_force(AS_OF)]


def test_every_document_names_the_schema_beside_it(root: Path) -> None:
    for path in pack.documents(pack.WRITTEN_ON):
        first = (root / path).read_text("utf-8").partition("\n")[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert found, path
        assert ((root / path).parent / found[1]).resolve() == root / "schema" / "govcode-v1.json"


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        ("review: {last: 2026-09-21, every: 90d}", "review: {last: 2027-03-21, every: 90d}"),
        ("  from: 2026-10-01\n  until: 2026-10-31\n", "  from: 2027-03-31\n  until: 2027-04-30\n"),
        ("  issued: 2026-10-01\n  expires: 2026-10-31\n", "  issued: 2027-03-31\n  expires: 2027-04-30\n"),
        ("- {created_at: '2026-09-01T10:00:00Z'}", "- {created_at: '2026-09-01T10:00:00Z'}"),
        ("as_of: 2026-10-01", "as_of: 2026-10-01"),
        ("columns: {before: from}", "columns: {before: from}"),
    ],
)
def test_reviews_and_waivers_move_with_the_day_and_examples_stay(written: str, moved: str) -> None:
    assert pack.in_time(written, date(2027, 3, 31)) == moved
