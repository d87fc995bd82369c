"""What the documents say: no reference leads nowhere, nothing unknown is satisfied, the same review gives the same."""

# ruff: noqa: ANN401 - a document is any JSON, and a test names the fields it changes

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

import pytest

from govcode.catalog.ledger import Ledger
from govcode.history.entry import Signature
from govcode.history.record import Record
from govcode.reports.review import EXPORTS
from govcode.reports.review.oscal import assessment_results, poam
from govcode.reports.review.oscal.writing import lean, markup, moment, text, token, urn, uuid_of
from govcode.reports.review.rendering import known, rendered
from govcode.review.quarter import Quarter
from govcode.review.review import Review, review_of
from tests.reports.oscal.test_schemas import FRONT, REVIEWS
from tests.review.full import full_scene
from tests.review.making import Q3, accepted, action, cadence, kpi, merged, result, risk, rule, run, scene, weekly
from tests.review.making import evidence as paper

Part = dict[str, Any]
RENDER: tuple[Callable[[Review], str], ...] = (assessment_results.render, poam.render)
VENDORS = ("acme", "borealis")
DEFINING, REFERRING = {"uuid"}, ("-uuid", "-uuids")


def parts(document: Any) -> Iterator[tuple[str, Any]]:
    """Yield every name and value within a document."""
    if isinstance(document, list):
        for each in document:
            yield from parts(each)
    elif isinstance(document, dict):
        for name, value in document.items():
            yield name, value
            yield from parts(value)


def results(review: Review) -> dict[str, Part]:
    """Return the results of a review by vendor; "" is what is not told by vendor."""
    made = json.loads(assessment_results.render(review))["assessment-results"]
    return {prop(each, "vendor") or "": each for each in made["results"]}


def plan(review: Review) -> Part:
    made: Part = json.loads(poam.render(review))["plan-of-action-and-milestones"]
    return made


def prop(part: Part, name: str) -> str | None:
    return next((str(each["value"]) for each in part.get("props", ()) if each["name"] == name), None)


def named(several: list[Part], name: str, value: str) -> Part:
    (found,) = (each for each in several if prop(each, name) == value)
    return found


@cache
def full() -> Review:
    return review_of(full_scene(), FRONT)


def told(weeks: str, **over: Any) -> Part:
    """Return the finding of a rule of acme whose weeks stood so."""
    return named(results(review_of(scene(weekly(rule(**over), weeks))))["acme"]["findings"], "check", "tickets.reply")


@pytest.mark.parametrize("name", REVIEWS)
@pytest.mark.parametrize("render", RENDER)
def test_every_reference_leads_to_something_and_every_uuid_is_given_once(
    name: str, render: Callable[[Review], str]
) -> None:
    document = json.loads(render(REVIEWS[name]()))
    found = list(parts(document))
    given = Counter(value for what, value in found if what in DEFINING)
    assert [uuid for uuid, times in given.items() if times > 1] == []
    referred = [value for what, value in found if what.endswith(REFERRING)]
    assert {each for value in referred for each in ([value] if isinstance(value, str) else value)} <= {*given}
    anchors = [value for what, value in found if what == "href" and value.startswith("#")]
    assert {anchor[1:] for anchor in anchors} <= {*given}
    runs = {value for what, value in found if what == "href" and value.startswith("urn:govcode:run:")}
    resources = [r for part in document.values() for r in part["back-matter"]["resources"]]
    assert runs == {link["href"] for each in resources for link in each.get("rlinks", ()) if "run:" in link["href"]}


@pytest.mark.parametrize("render", RENDER)
def test_the_same_review_gives_the_same_bytes(render: Callable[[Review], str]) -> None:
    assert render(review_of(full_scene(), FRONT)) == render(review_of(full_scene(), FRONT))
    later = render(review_of(replace(full_scene(), as_of=full_scene().as_of.replace(hour=1)), FRONT))
    assert later != render(full())
    first, second = (next(iter(json.loads(made).values()))["uuid"] for made in (render(full()), later))
    assert first != second


@pytest.mark.parametrize("name", REVIEWS)
@pytest.mark.parametrize("render", RENDER)
def test_a_finding_that_is_not_satisfied_has_an_observation(name: str, render: Callable[[Review], str]) -> None:
    document = json.loads(render(REVIEWS[name]()))
    findings = [each for what, value in parts(document) if what == "findings" for each in value]
    unmet = [each for each in findings if each["target"]["status"]["state"] == "not-satisfied"]
    assert all(each["related-observations"] for each in unmet)
    assert name in {"empty", "no vendors"} or unmet


def test_there_is_a_result_for_each_vendor_and_one_for_what_is_not_told_by_vendor() -> None:
    found = results(full())
    assert list(found) == ["acme", "borealis", ""]
    assert found["borealis"]["title"] == "Borealis &lt;b&gt;, 2026Q3"
    for each in found.values():
        assert (each["start"], each["end"]) == ("2026-07-01T00:00:00Z", "2026-10-01T00:00:00Z")
    assert prop(found["acme"], "rating") == next(r.word for r in full().ratings if r.vendor == "acme")
    running = review_of(replace(full_scene(), as_of=full_scene().as_of.replace(month=9, day=2)))
    assert results(running)["acme"]["end"] == "2026-09-02T00:00:00Z"


@pytest.mark.parametrize(
    ("weeks", "state", "reason"),
    [
        (".............", "satisfied", "pass"),
        ("............x", "not-satisfied", "fail"),
        ("x..........oo", "not-satisfied", "fail"),
        ("............o", "not-satisfied", "other"),
        ("............?", "not-satisfied", "other"),
        ("............", "not-satisfied", "other"),  # no run looked at the last week
        ("ooooooooooooo", "not-satisfied", "other"),
        ("     ........", "satisfied", "pass"),  # it was new in the sixth week
        ("..... .......", "not-satisfied", "other"),
    ],
)
def test_only_what_was_kept_in_every_week_is_satisfied(weeks: str, state: str, reason: str) -> None:
    status = told(weeks, controls=("gdpr-28-3-a",))["target"]["status"]
    assert (status["state"], status["reason"]) == (state, reason)
    assert ("not known" in status["remarks"]) == (reason == "other")
    made = results(review_of(scene(weekly(rule(controls=("gdpr-28-3-a",)), weeks))))["acme"]
    control = named(made["findings"], "control", "gdpr-28-3-a")["target"]
    assert control["target-id"] == "gdpr-28-3-a"
    assert (control["status"]["state"], control["status"]["reason"]) == (state, reason)


def test_a_control_is_no_better_than_the_worst_of_its_checks() -> None:
    good, blank = rule("a.good", controls=("c-1",)), rule("a.blank", controls=("c-1",))
    made = results(review_of(scene(merged(weekly(good, "." * 13), weekly(blank, "." * 12 + "o")))))["acme"]
    status = named(made["findings"], "control", "c-1")["target"]["status"]
    assert (status["state"], status["reason"]) == ("not-satisfied", "other")
    controls = made["reviewed-controls"]["control-selections"][0]["include-controls"]
    assert controls == [{"control-id": "c-1"}]
    assert len(made["reviewed-controls"]["control-selections"]) == 1  # no check is a control of its own


def test_what_is_not_due_yet_is_not_satisfied_by_that() -> None:
    ran = run(date(2026, 7, 13), [(kpi(), result("immature", "acme", Q3.weeks[0]))])
    made = results(review_of(scene([ran], as_of=datetime(2026, 7, 13))))["acme"]
    status = named(made["findings"], "check", "answered-in-time")["target"]["status"]
    assert (status["state"], status["reason"]) == ("not-satisfied", "other")
    assert "not due yet in 1" in status["remarks"]


def test_a_check_that_is_no_longer_in_force_is_not_blank() -> None:
    gone, left = rule("a.gone"), rule("a.left")
    runs = merged(weekly(gone, "." * 13, quarter=Quarter(2026, 2)), weekly(left, "." * 5), weekly(kpi(), "." * 13))
    found = {prop(each, "check"): each["target"] for each in results(review_of(scene(runs)))["acme"]["findings"]}
    assert {*found} == {"a.left", "answered-in-time"}
    assert found["a.left"]["status"] == {"state": "satisfied", "reason": "pass", "remarks": _counted(5)}


def _counted(weeks: int) -> str:
    return f"Of {weeks} weeks: kept in {weeks}, broken in 0."


def test_every_run_of_the_quarter_is_a_resource() -> None:
    made = json.loads(assessment_results.render(review_of(scene([run(date(2026, 8, 3)), run(date(2026, 3, 2))]))))
    titles = [each["title"] for each in made["assessment-results"]["back-matter"]["resources"]]
    assert titles == ["Assessment plan: the governance documents", "Run run-2026-08-03"]


def test_a_vendor_of_whom_nothing_is_told_is_not_left_out() -> None:
    made = results(review_of(scene(weekly(rule(), "." * 13, None), vendors=("acme",))))
    assert "nothing of it is known" in made["acme"]["remarks"]
    assert "findings" not in made["acme"]
    assert made[""]["findings"][0]["target"]["status"]["state"] == "satisfied"


def test_an_observation_tells_its_weeks_its_runs_and_until_when_it_counts() -> None:
    seen = named(results(full())["acme"]["observations"], "check", "tickets.reply")
    assert seen["methods"] == ["TEST"]
    counted = ("kept", "broken", "without-data", "not-sure", "not-due")
    assert [prop(seen, f"weeks-{word}") for word in counted] == ["8", "5", "0", "0", "0"]
    assert "Of 13 weeks: kept in 8, broken in 5." in seen["description"]
    runs = {remembered.record.run: remembered for remembered in full().scene.runs}
    shown = {each["href"].rpartition(":")[2]: each for each in seen["relevant-evidence"]}
    assert len(shown) == 13
    for name, each in shown.items():
        assert prop(each, "record-sha256") == runs[name].entry.record
    made = json.loads(assessment_results.render(full()))["assessment-results"]["back-matter"]["resources"]
    chain = {each["title"]: prop(each, "chain-hash") for each in made}
    assert {f"Run {name}": runs[name].entry.hash for name in shown}.items() <= chain.items()
    assert seen["collected"] == "2026-10-05T02:00:00Z"  # when the newest of them ran
    assert seen["expires"] == "2027-01-01T00:00:00Z"
    assert [each["title"] for each in seen["subjects"]] == ["Acme"]


def test_a_kpi_tells_its_value_and_interval() -> None:
    week = Q3.weeks[0]
    of_acme = result("fail", "acme", week, value=0.5, n=100, interval=(0.4, 0.6))
    of_borealis = result("pass", "borealis", week, value=0.95, n=300, interval=(0.92, 0.97))
    made = results(review_of(scene([run(week.end, [(kpi(), of_acme), (kpi(), of_borealis)])], vendors=VENDORS)))
    other = named(made["borealis"]["observations"], "check", "answered-in-time")
    assert (prop(other, "value"), prop(other, "n")) == ("0.95", "300")
    seen = named(made["acme"]["observations"], "check", "answered-in-time")
    assert (prop(seen, "value"), prop(seen, "n"), prop(seen, "unit")) == ("0.5", "100", "%")
    assert float(prop(seen, "interval-low") or 1) < 0.5 < float(prop(seen, "interval-high") or 0)


def test_a_delivery_is_examined() -> None:
    made = results(full())["acme"]
    seen = named(made["observations"], "delivery", "weekly.tickets")
    assert seen["methods"] == ["EXAMINE"]
    assert prop(seen, "weeks-broken") != "0"
    assert named(made["findings"], "check", "weekly.tickets")["target"]["status"]["reason"] == "fail"


def test_a_paper_expires_when_it_does() -> None:
    seen = named(results(full())["acme"]["observations"], "paper", "iso")
    assert (seen["methods"], seen["expires"], seen["collected"]) == (
        ["EXAMINE"],
        "2026-11-01T00:00:00Z",
        "2026-06-01T00:00:00Z",
    )
    assert prop(seen, "weak") == "yes"
    assert "href" not in seen["relevant-evidence"][0]  # a shelf is no address
    ledger = Ledger(evidence=(paper(location="https://shelf.example/dpa?v=2"),))
    filed = named(results(review_of(scene(ledger=ledger)))["acme"]["observations"], "paper", "dpa")
    assert filed["relevant-evidence"][0]["href"] == "https://shelf.example/dpa?v=2"
    assert "expires" not in filed
    unread = Ledger(evidence=(paper(reviewed=date(2026, 12, 1)),))
    (later,) = results(review_of(scene(ledger=unread)))["acme"]["observations"]
    assert later["collected"] == "2025-01-01T00:00:00Z"  # nobody has read it by the as-of day


def test_every_entry_of_the_register_is_a_risk_and_what_is_beyond_the_appetite_is_in_the_plan() -> None:
    review = full()
    made = results(review)
    for entry in review.register:
        told_ = named(
            [r for r in made[entry.vendor]["risks"] if prop(r, "risk") == entry.risk.id], "vendor", entry.vendor
        )
        facets = {
            (facet["name"], facet["props"][0]["value"]): facet["value"]
            for one in told_["characterizations"]
            for facet in one["facets"]
        }
        assert facets == {
            ("likelihood", "initial"): entry.risk.likelihood,
            ("impact", "initial"): entry.risk.impact,
            ("risk", "initial"): entry.inherent,
            ("likelihood", "adjusted"): entry.residual.likelihood,
            ("impact", "adjusted"): entry.risk.impact,
            ("risk", "adjusted"): entry.residual.level,
        }
        assert told_["related-observations"]
    beyond = {(entry.risk.id, entry.vendor) for entry in review.register if entry.beyond}
    assert beyond
    assert beyond <= {(prop(each, "risk"), prop(each, "vendor")) for each in plan(review)["risks"]}


def _risk_of(**over: Any) -> Part:
    ledger = Ledger(risks=(risk(**over),))
    made: Part = results(review_of(scene(weekly(rule(), "x" * 13), ledger)))["acme"]["risks"][0]
    return made


def test_an_acceptance_in_force_is_a_deviation_and_an_expired_one_is_not() -> None:
    now = _risk_of(acceptance=accepted(date(2026, 8, 1), date(2026, 12, 1)))
    assert (now["status"], now["deadline"]) == ("deviation-approved", "2026-12-01T00:00:00Z")
    assert "remediations" not in now
    over = _risk_of(acceptance=accepted(date(2026, 8, 1), date(2026, 9, 1)))
    assert over["status"] == "open"
    assert [each["lifecycle"] for each in over["remediations"]] == ["recommendation"]
    log = [(each["title"], each["start"][:10], each.get("status-change")) for each in over["risk-log"]["entries"]]
    assert log == [
        ("Written down", "2026-01-05", "open"),
        ("Read again", "2026-06-01", None),
        ("Accepted", "2026-08-01", "deviation-approved"),
        ("Acceptance ended", "2026-09-02", "open"),
        ("Reviewed for 2026Q3", "2026-10-06", "open"),
    ]


def test_what_is_closed_stays_closed_and_what_is_done_has_no_deadline() -> None:
    lived_with = accepted(date(2026, 8, 1), date(2026, 12, 1))
    assert _risk_of(acceptance=lived_with, status="closed")["status"] == "closed"
    ledger = Ledger(risks=(risk(),), actions=(action(completed=date(2026, 8, 10)),))
    (done,) = results(review_of(scene(weekly(rule(), "x" * 13), ledger)))["acme"]["risks"]
    assert "deadline" not in done
    assert [each["lifecycle"] for each in done["remediations"]] == ["completed"]


def test_nothing_is_logged_before_it_happens() -> None:
    later = _risk_of(acceptance=accepted(date(2026, 11, 1), date(2026, 12, 1)))
    assert "Accepted" not in {each["title"] for each in later["risk-log"]["entries"]}
    assert later["status"] == "open"


def test_the_plan_has_an_item_for_each_failure_and_its_milestones() -> None:
    review = full()
    made = plan(review)
    told_ = [(prop(each, "check"), prop(each, "vendor"), prop(each, "state")) for each in made["poam-items"]]
    assert told_ == [(item.check, item.vendor, item.state) for item in review.actions.items]
    findings, risks = ({each["uuid"]: each for each in made[name]} for name in ("findings", "risks"))
    for each in made["poam-items"]:
        (found,) = each["related-findings"]
        status = findings[found["finding-uuid"]]["target"]["status"]
        assert prop(each, "periods-broken") == "0" or (status["state"], status["reason"]) == ("not-satisfied", "fail")
        assert each["related-observations"]
        assert each["related-risks"]
    item = named([each for each in made["poam-items"] if prop(each, "vendor") == "acme"], "check", "tickets.reply")
    assert (prop(item, "due"), prop(item, "action"), item["remarks"]) == (
        "2026-08-15",
        "second-shift",
        "Hire four people",
    )
    (carried,) = (risks[each["risk-uuid"]] for each in item["related-risks"])
    (response,) = carried["remediations"]
    assert response["lifecycle"] == "planned"
    assert [task["type"] for task in response["tasks"]] == ["milestone", "milestone"]
    assert response["tasks"][0]["timing"] == {"on-date": {"date": "2026-08-15T00:00:00Z"}}
    assert carried["deadline"] == "2026-08-15T00:00:00Z"


def test_an_action_about_deliveries_has_milestones_though_the_risk_names_them_otherwise() -> None:
    ledger = Ledger(
        risks=(risk(checks=("weekly.tickets",)),),
        cadences=(cadence(),),
        actions=(action(checks=("weekly",), completed=date(2026, 8, 1)),),
    )
    made = plan(review_of(scene([*weekly(rule(), "." * 13)], ledger)))
    (item,) = made["poam-items"]
    carried = [each for each in made["risks"] if {"risk-uuid": each["uuid"]} in item["related-risks"]]
    assert [each["lifecycle"] for risk_ in carried for each in risk_["remediations"]] == ["recommendation", "completed"]
    assert [prop(each, "of-register") for each in carried] == [None, "no"]


def test_a_plan_without_items_says_so() -> None:
    made = plan(review_of(scene(weekly(rule(), "." * 13))))
    (item,) = made["poam-items"]
    assert (item["title"], prop(item, "state")) == ("Nothing to act on", "none")
    assert "related-findings" not in item


def test_what_is_signed_is_told_and_nothing_else_is() -> None:
    whole = full_scene()
    signed = replace(whole.runs[-1], entry=replace(whole.runs[-1].entry, signature=Signature("k" * 64, "v")))
    review = review_of(replace(whole, runs=(*whole.runs[:-1], signed)), FRONT)
    (attested,) = results(review)["acme"]["attestations"]
    basis, off = attested["parts"]
    assert f"{len(review.cover.runs)} remembered runs of the quarter, 1 of them signed" in basis["prose"]
    assert prop(off, "signed") == "no"
    assert "Not signed yet" in off["prose"]
    assert attested["responsible-parties"][0]["role-id"] == "signatory"


def test_findings_of_both_documents_have_the_same_uuids() -> None:
    found = {each["uuid"] for made in results(full()).values() for each in made["findings"]}
    assert {each["uuid"] for each in plan(full())["findings"]} <= found


def test_a_document_of_one_vendor_tells_nothing_of_another() -> None:
    for render in RENDER:
        assert "orealis" in render(full())
        assert "orealis" not in render(REVIEWS["one vendor"]())


def test_keys_of_rows_are_not_told() -> None:
    secret: Record = full_scene().runs[-1].record
    assert any("t-1" in one.keys for one in secret.results)
    assert not any('"t-1"' in render(full()) for render in RENDER)


def test_what_waivers_accept_is_told_and_is_not_satisfied() -> None:
    week = Q3.weeks[0]
    ran = run(week.end, [(kpi(), result("fail", "acme", week, waived_by="coo"))])
    found = named(results(review_of(scene([ran])))["acme"]["findings"], "check", "answered-in-time")
    status = found["target"]["status"]
    assert (status["state"], status["reason"]) == ("not-satisfied", "fail")
    assert "a waiver accepts 1 of the broken periods" in status["remarks"]


def test_who_accepts_or_contests_a_finding_stands_beside_it() -> None:
    by_vendor = results(full())
    found = named(by_vendor["acme"]["findings"], "check", "tickets.reply")
    assert [each["value"] for each in found["props"] if each["name"] == "dispute"] == ["d-1", "d-2"]
    assert "Dispute d-1, raised on 2026-07-20: pending." in found["remarks"]
    assert prop(found, "waiver") is None  # it has ended, and accepted nothing
    assert found["target"]["status"]["reason"] == "fail"
    assert "remarks" not in named(by_vendor["borealis"]["findings"], "check", "tickets.reply")
    assert "remarks" not in named(by_vendor["acme"]["findings"], "check", "shifts.staffed")
    waiver = replace(full().scene.runs[-1].record.waivers[0], last=date(2026, 12, 1))
    newest = replace(full_scene().runs[-1], record=replace(full_scene().runs[-1].record, waivers=(waiver,)))
    later = results(review_of(replace(full_scene(), runs=(*full_scene().runs[:-1], newest))))
    found = named(later["acme"]["findings"], "check", "tickets.reply")
    assert (prop(found, "waiver"), found["target"]["status"]["reason"]) == ("form", "fail")
    assert "Waiver form, by coo until 2026-12-01: in force, not used." in found["remarks"]


def test_both_are_formats_of_the_review() -> None:
    assert {*EXPORTS} >= {"oscal-poam", "oscal-results"}
    assert {*EXPORTS} <= {*known()}
    made = rendered(full(), ["oscal-results", "oscal-poam"])
    assert [next(iter(json.loads(each))) for each in made] == ["assessment-results", "plan-of-action-and-milestones"]


def test_the_parts_of_writing() -> None:
    assert uuid_of("a", None) != uuid_of("a", "-") != uuid_of("a", "")
    assert uuid_of("a", "b") == uuid_of("a", "b")
    assert uuid_of("a")[14] == "5"
    assert text(" a \n b\u00a0") == "a b"
    assert text(None) == text(" ") == "–"
    assert markup("# <a>*b*") == "\\# &lt;a&gt;\\*b\\*"
    assert [token(word) for word in ("a.b-c", "1", "ö:x y", "")] == ["a.b-c", "_1", "ö_x_y", "_"]
    assert moment(date(2026, 7, 1)) == "2026-07-01T00:00:00Z"
    assert urn("run", "a:b", "c d") == "urn:govcode:run:a%3Ab:c%20d"
    assert uuid_of("\udcff") != uuid_of("\udcfe")
    assert lean({"a": [], "b": None, "c": {}, "d": [{"e": None}], "f": False}) == {"c": {}, "d": [{}], "f": False}
