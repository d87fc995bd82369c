"""A report becomes a record: every finding a result, what it was judged by told once, and nothing lost."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path

import pytest

from govcode.app.choosing import Choice
from govcode.app.recording import record_of
from govcode.drops.delivery import Request
from govcode.findings.finding import Claimed, Drifted, Mixed, Number, Outcome
from govcode.history.canonical import read, written
from govcode.history.definitions import definition_of
from govcode.history.record import Drift, Limits, Record
from govcode.history.results import result_of
from tests.end_to_end.test_arguments import DATASETS, LEVEL, MIX, SOLVED, TENSION, csv, kpi, outage, rows
from tests.end_to_end.workspace import Workspace
from tests.recording.making import HEAD, RECORDED, covered, policy, record, row, run, told
from tests.reports.canonical import CANONICAL

EXAMPLE = "examples: {keeps: [{amount: 5}], breaks: [{amount: -5}]}"
RULE = f"id: a, kind: require, that: amount > 0, severity: high, why: Because we say so, {EXAMPLE}"
WAIVER = """\
apiVersion: govcode/v1
kind: Waiver
metadata: {id: w, title: Accepted for now, owner: operations}
spec:
  {rules: [p.a], where: vendor = 'acme', reason: A move, approved_by: operations, from: 2026-06-01, until: 2026-06-20}
"""


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path)
    workspace.policies(policy(RULE))
    workspace.write("drop/tickets.csv", HEAD + row("1") + row("2", "borealis", "-1") + row("3", "acme", "-1"))
    return workspace


def desk(place: Workspace, documents: str, found: str, claims: str | None = None) -> Record:
    """Return the record of a run over contacts, and what vendors say of them."""
    place.policies(DATASETS + documents)
    place.write("drop/contacts.csv", found)
    if claims:
        place.write("drop/claims.csv", f"vendor,kpi_id,period,value,numerator,denominator\n{claims}\n")
    return record(place, Request("desk", str(place.folder / "drop")))


def test_what_a_rule_leaves_behind(place: Workspace) -> None:
    of = record(place)
    ((definition, result),) = told(of, "p.a")
    assert (definition.kind, definition.owner, definition.severity) == ("require", "governance", "high")
    assert (definition.reads, definition.topic, definition.at_most) == (("tickets",), "service", 0)
    assert (definition.file, definition.line) == ("policies/own.yaml", 6)
    assert (definition.figure, definition.per, definition.dimension) == (None, None, None)
    assert len(definition.hash) == 64
    assert (result.outcome, result.violations, result.population) == ("fail", 2, 3)
    assert (result.keys, result.keys_total) == (("2", "3"), 2)
    assert result.spots == (((("vendor", "acme"),), 1, 2), ((("vendor", "borealis"),), 1, 1))
    assert [of.definitions[of.results[at].definition].id for at in of.blocking] == ["p.a"]


def test_what_a_run_leaves_behind(place: Workspace) -> None:
    done = run(place)
    of = record_of(done, "r-1", RECORDED, 1.23456)
    report = done.report
    assert (of.run, of.recorded_at, of.seconds) == ("r-1", datetime(2026, 6, 10, 4, 5, 6), 1.235)
    assert (of.project, of.title, of.as_of) == ("small", "A small project", report.as_of)
    assert (of.documents, of.tool, of.revision) == (report.documents_digest, report.tool_version, report.revision)
    assert (of.outcome, of.exit_code, of.sentence) == ("fail", 1, report.decision.sentence)
    assert [name for name, _ in of.engines] == ["duckdb"]
    (drop,) = of.drops
    (table,) = drop.tables
    assert (drop.feed, drop.vendor, table.name, table.dataset) == ("standard", None, "standard.tickets", "tickets")
    assert (table.rows, table.files, table.sha256, table.missing) == (3, 1, report.drops[0].tables[0].sha256, None)
    assert of.vendor is None


def test_the_same_run_is_the_same_record(place: Workspace) -> None:
    first, second = record(place), record(place)
    assert first == second
    assert written(first) == written(second)
    assert read(written(first)) == first
    other = replace(first, run="r-2")
    assert written(other) != written(first)


def test_every_finding_of_a_report_with_everything_in_it() -> None:
    pairs = [(finding, result_of(finding, 0)) for finding in CANONICAL.findings]
    assert {result.outcome for _, result in pairs} == {str(outcome) for outcome in Outcome}
    for finding, result in pairs:
        number = finding.number
        assert result.outcome == finding.outcome
        assert result.fingerprint == finding.fingerprint
        assert result.segment == (finding.segment.values if finding.segment else ())
        assert (result.period, result.reason, result.missing) == (finding.period, finding.reason, finding.missing)
        assert (result.value, result.n) == ((number.value, number.n) if number else (None, None))
        assert result.interval == (number.interval if number else None)
        assert (result.waived, result.waived_by, result.waivers) == (
            finding.waived,
            finding.waived_by,
            finding.accepted,
        )
        assert (result.keys, result.details) == (finding.keys, finding.details)


def test_a_kpi_is_defined_once_for_all_its_periods(place: Workspace) -> None:
    document = kpi("solved", SOLVED, "minimum: {at_least: 70%}", "target: {between: [75%, 90%]}", "min_n: 20", MIX)
    later = rows(30, 20, at="2026-04-20T10:00:00Z") + rows(30, 29, channel="bot")
    of = desk(place, document, csv(later))
    pairs = told(of, "solved")
    assert len(pairs) == 2
    assert len({id(definition) for definition, _ in pairs}) == 1
    definition = pairs[0][0]
    assert (definition.figure, definition.unit, definition.per, definition.policy) == (
        "share",
        "%",
        "month",
        "confident_fail",
    )
    assert (definition.minimum, definition.target) == (Limits(0.7, None), Limits(0.75, 0.9))
    assert (definition.direction, definition.min_n, definition.dimension) == ("band", 20, "outcome")
    assert dict(definition.words)["cohort"] == "at"
    assert definition.at_most is None
    (april, may) = (result for _, result in pairs)
    assert april.period == (datetime(2026, 4, 1), datetime(2026, 5, 1))
    assert april.value == pytest.approx(2 / 3)
    assert (april.n, april.vendor) == (30, "acme")
    assert april.interval is not None
    assert april.interval[0] < 2 / 3 < april.interval[1]
    assert may.mix is not None
    assert may.mix.absent == ("phone",)
    assert may.target_met is False


def test_a_vendor_with_an_override_has_a_definition_of_its_own(place: Workspace) -> None:
    head = "apiVersion: govcode/v1\nkind: Vendor\nmetadata: {id: acme, title: Acme, owner: governance}\n"
    place.write(
        "project/policies/acme.yaml", f"{head}spec: {{name: Acme, overrides: {{p.a: {{severity: critical}}}}}}\n"
    )
    pairs = told(record(place), "p.a")
    assert {(d.vendor, d.severity, r.violations) for d, r in pairs} == {(None, "high", 1), ("acme", "critical", 1)}
    assert len({d.hash for d, _ in pairs}) == 2
    assert {d.reads for d, _ in pairs} == {("tickets",)}


def test_a_waiver_and_what_became_of_it(place: Workspace) -> None:
    place.write("project/policies/waiver.yaml", WAIVER)
    of = record(place)
    (waiver,) = of.waivers
    assert (waiver.first, waiver.last, waiver.state) == (date(2026, 6, 1), date(2026, 6, 20), "in force")
    assert (waiver.rules, waiver.approved_by, waiver.waived) == (("p.a",), "operations", 1)
    ((_, result),) = told(of, "p.a")
    assert (result.waived, result.waivers, result.waived_by) == (1, (("w", 1),), None)
    assert record(place, use_waivers=False).waivers == ()


def test_an_excused_event_and_the_value_with_it(place: Workspace) -> None:
    found = csv(rows(40, at="2026-05-03T08:00:00Z") + rows(60, 50))
    of = desk(place, kpi("solved", SOLVED) + outage(), found)
    (excuse,) = of.excuses
    assert (excuse.id, excuse.state, excuse.rows) == ("outage", "in force", (("solved", 40),))
    assert (excuse.evidence, excuse.expires) == ("INC-77", date(2026, 12, 31))
    ((_, result),) = told(of, "solved")
    assert result.value == pytest.approx(50 / 60)
    assert result.n == 60
    assert result.with_excused == (0.5, 100)


def test_a_claim_its_gap_and_what_it_reads(place: Workspace) -> None:
    document = kpi("level", LEVEL, "exclude: {spam: spam}", "claim: {of: claims, as: level, tolerance: 0.5%}")
    found = csv(rows(600) + rows(300, waited_s=60) + rows(500, spam="true"))
    of = desk(place, document, found, "acme,level,2026-05,0.7857,1100,1400")
    ((definition, result),) = told(of, "level.claim")
    assert (definition.kind, definition.per, definition.unit, definition.figure) == ("claim", "month", "%", None)
    assert definition.reads == ("claims", "contacts")
    assert result.claim is not None
    assert result.claim.value == 0.7857
    assert result.claim.gap == pytest.approx(0.7857 - 2 / 3)
    assert [name for name, _ in result.claim.steps] == ["exclusions: spam counted"]
    ((_, number),) = told(of, "level")
    assert number.claim == result.claim


def test_a_tension_and_a_drift_read_what_their_kpis_read(place: Workspace) -> None:
    drift = "drift: {baseline: {from: 2026-01-01, until: 2026-04-01}}"
    documents = kpi("talk", "{mean: talk}", "direction: lower", drift) + kpi("solved", SOLVED, "direction: higher")
    of = desk(place, documents + TENSION, csv(rows(40, 20, at="2026-04-20T10:00:00Z") + rows(40, 20)))
    for id_, kind in (("talk.drift", "drift"), ("short-calls", "tension")):
        ((definition, result),) = told(of, id_)
        assert (definition.kind, definition.reads, definition.enforcement) == (kind, ("contacts",), "advisory")
        assert result.reason
    assert told(of, "short-calls")[0][0].figure is None


def test_topics_follow_the_kind_of_document_unless_it_names_one(place: Workspace) -> None:
    people = kpi("solved", SOLVED).replace("dimension: outcome", "dimension: people")
    quality = kpi("talk", "{mean: talk}").replace("dimension: outcome", "dimension: quality")
    named = quality.replace("id: talk", "id: own").replace("title: A number,", "title: A number, topic: ai,")
    speed = kpi("level", LEVEL).replace("dimension: outcome", "dimension: speed")
    of = desk(place, people + quality + named + speed, csv(rows(40, 20)))
    topics = {definition.id: definition.topic for definition in of.definitions}
    found = {id_: topics[id_] for id_ in ("solved", "talk", "own", "level", "contacts.id.required", "contacts.lines")}
    assert found == {
        "solved": "workforce",
        "talk": "quality",
        "own": "ai",
        "level": "service",
        "contacts.id.required": "delivery",
        "contacts.lines": "delivery",
    }


def test_data_that_is_not_there(place: Workspace) -> None:
    (place.folder / "drop/tickets.csv").unlink()
    of = record(place)
    assert of.exit_code == 3
    ((_, result),) = told(of, "p.a")
    assert (result.outcome, result.missing) == ("no_data", True)
    ((table,),) = (drop.tables for drop in of.drops)
    assert table.missing is not None
    assert (table.files, of.coverage) == (0, ())


def test_how_far_a_manifest_says_a_table_reaches(place: Workspace) -> None:
    head = "apiVersion: govcode/v1\nkind: Feed\nmetadata: {id: standard, title: The export, owner: governance}\n"
    tables = "  tables: {tickets: {dataset: tickets, files: ['tickets*']}}\n"
    place.write("project/policies/feed.yaml", f"{head}spec:\n  manifest: {{file: manifest.json}}\n{tables}")
    place.write("drop/manifest.json", '[{"table": "tickets", "watermark": "2026-06-08T12:00:00Z"}]')
    of = record(place)
    assert of.drops[0].tables[0].watermark == datetime(2026, 6, 8, 12)
    topics = {d.id: d.topic for d in of.definitions if d.kind == "manifest"}
    assert topics
    assert set(topics.values()) == {"delivery"}
    place.write("drop/manifest.json", '[{"table": "tickets"}]')
    assert record(place).drops[0].tables[0].watermark is None


def test_a_run_of_one_vendor_or_of_some_rules(place: Workspace) -> None:
    of = record(place, choice=Choice(vendor="borealis"))
    assert of.vendor == "borealis"
    ((_, result),) = told(of, "p.a")
    assert (result.violations, result.population) == (1, 1)
    some = record(place, choice=Choice(select=("p.a",)))
    assert {definition.id for definition in some.definitions} == {"p.a"}
    assert len(some.results) == 1
    assert set(covered(some)) == {"acme", "borealis"}


def test_numbers_that_json_has_no_word_for_are_none() -> None:
    endless = float("inf")
    claim = Claimed(0.5, endless)
    number = Number(
        float("nan"),
        5,
        (0.0, endless),
        "%",
        None,
        None,
        with_excused=(endless, 3),
        mix=Mixed(endless, None, rate_effect=0.5),
        drift=Drifted("ewma", 20, centre=1.0, high=endless),
        claim=claim,
    )
    finding = replace(next(f for f in CANONICAL.findings if f.number), number=number)
    result = result_of(finding, 0)
    assert (result.value, result.n, result.interval, result.with_excused) == (None, 5, None, (None, 3))
    assert result.mix is not None
    assert (result.mix.standardised, result.mix.rate_effect) == (None, 0.5)
    assert result.drift == Drift("ewma", 20, centre=1.0)
    assert result.claim is None


def test_a_definition_of_each_finding_of_a_report() -> None:
    for finding in CANONICAL.findings:
        definition = definition_of(finding, {finding.id: frozenset({"tickets", "agents"})})
        about = asdict(finding.about)
        names = ("title", "sentence", "owner", "controls", "why", "fix")
        assert {name: getattr(definition, name) for name in names} == {name: about[name] for name in names}
        assert (definition.id, definition.hash) == (finding.id, finding.definition_hash)
        assert definition.reads == ("agents", "tickets")
        assert (definition.figure is None) == (finding.kind != "kpi")


def test_old_and_new_values_of_a_changed_definition(place: Workspace) -> None:
    found = csv(rows(60, 30))
    old = kpi("solved", SOLVED)
    desk(place, old, found)
    before = place.folder / "before"
    for path in sorted(place.root.rglob("*.yaml")):
        place.write(f"before/{path.relative_to(place.root).as_posix()}", path.read_text())
    place.policies(DATASETS + kpi("solved", "{share: not solved or spam}"))
    of = record(place, Request("desk", str(place.folder / "drop")), against=str(before))
    (value,) = of.redefined
    assert (value.id, value.old, value.new) == ("solved", 0.5, 0.5)
    assert value.old_hash != value.new_hash
    assert value.new_hash == told(of, "solved")[0][0].hash
    assert (value.segment, value.period) == ((("vendor", "acme"),), (datetime(2026, 5, 1), datetime(2026, 6, 1)))


def test_findings_carry_whose_check_they_are_of(place: Workspace) -> None:
    drops = Request("standard", str(place.folder / "drop"), "acme")
    lines = [finding for finding in run(place, drops).report.findings if finding.kind == "lines"]
    assert [finding.vendor for finding in lines] == ["acme"]
