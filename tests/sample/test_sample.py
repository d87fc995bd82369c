from __future__ import annotations

import csv
import importlib
import pkgutil
from collections import Counter, defaultdict
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from time import process_time

import pytest

import govcode.sample.defects
import govcode.sample.tables
from govcode.sample import Sample, generate
from govcode.sample.planting import Defect
from govcode.sample.tables import TABLES
from govcode.sample.tables.kind import TableKind
from tests.sample.checker import RULES, Row, at, tables, violations

SIZES_AND_SEEDS = [(300, seed) for seed in (0, 1, 7, 42)] + [(3_000, seed) for seed in (2, 5)]
ONCE = {"deliveries.row-count", "privacy-contacts.denied-columns"}
Drop = dict[str, list[Row]]


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Drop:
    folder = tmp_path_factory.mktemp("clean")
    generate(folder, 11, 3_000, defects=False)
    return tables(folder)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _labelled(sample: Sample) -> set[tuple[str, str]]:
    return {(label.rule, label.key) for label in sample.labels}


@pytest.mark.parametrize(("tickets", "seed"), SIZES_AND_SEEDS)
def test_a_clean_drop_breaks_no_rule(tmp_path: Path, tickets: int, seed: int) -> None:
    sample = generate(tmp_path, seed, tickets, defects=False)
    assert violations(tables(tmp_path)) == set()
    assert sample.labels == ()
    assert (tmp_path / "labels.csv").read_text() == "rule,table,key,note\n"


@pytest.mark.parametrize(("tickets", "seed"), SIZES_AND_SEEDS)
def test_the_labels_are_exactly_what_is_broken(tmp_path: Path, tickets: int, seed: int) -> None:
    sample = generate(tmp_path, seed, tickets)
    assert violations(tables(tmp_path)) == _labelled(sample)
    with (tmp_path / "labels.csv").open(newline="") as file:
        assert {(row["rule"], row["key"]) for row in csv.DictReader(file)} == _labelled(sample)


@pytest.mark.parametrize(("tickets", "seed"), SIZES_AND_SEEDS)
def test_each_rule_is_broken_often_enough(tmp_path: Path, tickets: int, seed: int) -> None:
    counts = Counter(label.rule for label in generate(tmp_path, seed, tickets).labels)
    assert len(counts) == RULES
    assert [rule for rule, count in counts.items() if count < (1 if rule in ONCE else 3)] == []


def test_defects_no_rule_can_find_yet_are_planted_on_request(tmp_path: Path) -> None:
    sample = generate(tmp_path, 7, 300, later=True)
    assert violations(tables(tmp_path)) == _labelled(sample)
    assert len({label.rule for label in sample.labels}) == RULES + 1
    assert sum(label.rule == "privacy-messages.free-text" for label in sample.labels) >= 3


def test_defects_grow_with_the_drop(tmp_path: Path) -> None:
    few, many = (len(generate(tmp_path / str(n), 3, n).labels) for n in (300, 6_000))
    assert many > 4 * few


def test_borealis_breaks_most_and_the_others_some(tmp_path: Path) -> None:
    sample = generate(tmp_path, 4, 3_000)
    drop = tables(tmp_path)
    keys = {"tickets": "ticket_id", "handoffs": "handoff_id", "contacts": "contact_id", "messages": "message_id"}
    vendor = {(table, row[key]): row["vendor"] for table, key in keys.items() for row in drop[table]}
    of = Counter(vendor[label.table, label.key] for label in sample.labels if (label.table, label.key) in vendor)
    assert of["borealis"] > 2 * max(of["acme"], of["cirrus"])
    assert min(of["acme"], of["cirrus"]) > 20


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    first, second, other = (generate(tmp_path / name, seed, 400) for name, seed in (("a", 9), ("b", 9), ("c", 10)))
    assert _bytes(tmp_path / "a") == _bytes(tmp_path / "b")
    assert first.files == second.files
    assert first.files != other.files


@pytest.mark.parametrize("defects", [True, False])
def test_the_manifest_names_every_file_and_its_hash(tmp_path: Path, defects: bool) -> None:
    sample = generate(tmp_path, 1, 300, defects=defects)
    listed = {row["file"]: row for row in tables(tmp_path)["deliveries"]}
    hashes = {name: sha256(data).hexdigest() for name, data in _bytes(tmp_path).items()}
    assert {file.name: file.sha256 for file in sample.files} == hashes
    assert set(listed) == set(hashes) - {"deliveries.csv", "labels.csv"}
    assert {name: row["sha256"] for name, row in listed.items()} == {name: hashes[name] for name in listed}
    wrong = {
        r["table"]
        for r, n in ((listed[f.name], f.rows) for f in sample.files if f.name in listed)
        if int(r["row_count"]) != n
    }
    assert wrong == {label.key for label in sample.labels if label.rule == "deliveries.row-count"}


def test_the_period_is_an_argument(tmp_path: Path) -> None:
    generate(tmp_path, 1, 300, defects=False, last_day=date(2025, 3, 31), weeks=4)
    days = [row["created_at"][:10] for row in tables(tmp_path)["tickets"]]
    assert "2025-03-04" <= min(days) <= max(days) <= "2025-03-31"


@pytest.mark.parametrize(("tickets", "weeks"), [(0, 13), (10, 1)])
def test_impossible_sizes_are_refused(tmp_path: Path, tickets: int, weeks: int) -> None:
    with pytest.raises(ValueError, match="at least one ticket and two weeks"):
        generate(tmp_path / "none", 1, tickets, weeks=weeks)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("tickets", [1, 5, 40])
def test_small_drops_can_be_written(tmp_path: Path, tickets: int) -> None:
    sample = generate(tmp_path, 1, tickets)
    assert violations(tables(tmp_path)) == _labelled(sample)


def test_ten_thousand_tickets_are_quick(tmp_path: Path) -> None:
    begun = process_time()
    generate(tmp_path, 1, 10_000)
    assert process_time() - begun < 8  # about 2.5 s on a quiet machine


def test_columns_do_not_depend_on_defects(tmp_path: Path) -> None:
    generate(tmp_path, 1, 300)
    drop = tables(tmp_path)
    for kind in TABLES:
        extra = ("customer_email",) if kind.name == "contacts" else ()
        assert tuple(drop[kind.name][0]) == (*kind.columns, *extra), kind.name


def test_declared_counters_follow_the_events(clean: Drop) -> None:
    logged = {
        kind: Counter(e["ticket_id"] for e in clean["ticket_events"] if e["kind"] == kind)
        for kind in ("reopen", "group")
    }
    for ticket in clean["tickets"]:
        key = ticket["ticket_id"]
        assert int(ticket["reopen_count"]) == logged["reopen"][key]
        assert int(ticket["group_changes"]) == logged["group"][key]


def test_events_are_numbered_in_order_of_time(clean: Drop) -> None:
    of = defaultdict(list)
    for event in clean["ticket_events"]:
        of[event["ticket_id"]].append((int(event["seq"]), event["at"]))
    for numbered in of.values():
        assert [seq for seq, _ in numbered] == list(range(1, len(numbered) + 1))
        assert [when for _, when in numbered] == sorted(when for _, when in numbered)


def test_moved_handoffs_keep_events_and_counters_in_step(tmp_path: Path) -> None:
    sample = generate(tmp_path, 6, 3_000)
    late = {label.key for label in sample.labels if label.rule.startswith("escalation.")}
    drop = tables(tmp_path)
    handed = {h["handoff_id"]: h["at"] for h in drop["handoffs"] if h["ticket_id"] in late}
    groups = Counter(e["ticket_id"] for e in drop["ticket_events"] if e["kind"] == "group")
    moved = [e for e in drop["ticket_events"] if e["ticket_id"] in late and e["reason"]]
    assert moved
    assert [e for e in moved if e["at"] != handed[e["reason"]]] == []
    assert [
        t for t in drop["tickets"] if t["ticket_id"] in late and int(t["group_changes"]) != groups[t["ticket_id"]]
    ] == []


def test_the_first_reply_is_the_first_public_message_of_an_agent(clean: Drop) -> None:
    first: dict[str, str] = {}
    for message in clean["messages"]:
        if message["author_type"] == "agent" and message["is_public"]:
            first.setdefault(message["ticket_id"], message["at"])
    assert {t["ticket_id"]: t["first_reply_at"] for t in clean["tickets"] if t["first_reply_at"]} == first


def test_nothing_happens_after_the_watermark(clean: Drop) -> None:
    end = clean["deliveries"][0]["watermark"]
    for table, column in (
        ("tickets", "closed_at"),
        ("ticket_events", "at"),
        ("messages", "at"),
        ("handoffs", "accepted_at"),
    ):
        assert max(row[column] or "" for row in clean[table]) < end
    assert any(row["status_now"] == "open" for row in clean["tickets"])


REFERENCES = [
    ("messages", "ticket_id", "tickets", "ticket_id"),
    ("handoffs", "ticket_id", "tickets", "ticket_id"),
    ("contacts", "ticket_id", "tickets", "ticket_id"),
    ("tickets", "merged_into", "tickets", "ticket_id"),
    ("tickets", "followup_of", "tickets", "ticket_id"),
    ("tickets", "assignee_key", "agents", "agent_key"),
    ("contacts", "agent_key", "agents", "agent_key"),
    ("surveys", "ticket_id", "tickets", "ticket_id"),
    ("recordings", "contact_id", "contacts", "contact_id"),
    ("qa_reviews", "subject_id", "tickets", "ticket_id"),
    ("qa_reviews", "calibration_id", "calibrations", "calibration_id"),
    ("qa_items", "review_id", "qa_reviews", "review_id"),
    ("agent_time", "agent_key", "agents", "agent_key"),
    ("training_records", "agent_key", "agents", "agent_key"),
    ("messages", "template_id", "templates", "template_id"),
    ("messages", "kb_article_id", "kb_articles", "article_id"),
]


@pytest.mark.parametrize(("table", "column", "to", "key"), REFERENCES)
def test_references_point_somewhere(clean: Drop, table: str, column: str, to: str, key: str) -> None:
    used = {row[column] for row in clean[table] if row[column]}
    assert used
    assert used <= {row[key] for row in clean[to]}


KEYS = [
    ("tickets", "ticket_id"),
    ("ticket_events", "event_id"),
    ("messages", "message_id"),
    ("handoffs", "handoff_id"),
    ("contacts", "contact_id"),
    ("surveys", "survey_id"),
    ("qa_reviews", "review_id"),
    ("qa_items", "item_id"),
    ("recordings", "recording_id"),
    ("access_log", "event_id"),
    ("export_log", "event_id"),
]


@pytest.mark.parametrize(("table", "key"), KEYS)
def test_keys_are_unique(clean: Drop, table: str, key: str) -> None:
    assert [value for value, count in Counter(row[key] for row in clean[table]).items() if count > 1] == []


def test_scores_are_the_sum_of_their_items(clean: Drop) -> None:
    points: Counter[str] = Counter()
    possible: Counter[str] = Counter()
    for item in clean["qa_items"]:
        points[item["review_id"]] += int(item["rating"])
        possible[item["review_id"]] += int(item["max"])
    for review in clean["qa_reviews"]:
        share = round(100 * points[review["review_id"]] / possible[review["review_id"]])
        assert int(review["score"]) == (0 if review["critical_fail"] == "true" else share)


def test_arrivals_dip_at_night_and_on_sundays(clean: Drop) -> None:
    offset = {"benelux": 2, "dach": 2, "france": 2, "iberia": 2, "latam": -3, "uk": 1, "us-east": -4}
    hours: Counter[int] = Counter()
    days: Counter[int] = Counter()
    for ticket in clean["tickets"]:
        created = datetime.fromisoformat(ticket["created_at"])
        hours[(created.hour + offset[ticket["region"]]) % 24] += 1
        days[created.weekday()] += 1
    assert sum(hours[h] for h in range(2, 6)) * 5 < sum(hours[h] for h in range(10, 14))
    assert days[6] * 1.7 < days[0]


def test_times_to_resolve_are_heavy_tailed_and_differ_by_vendor(clean: Drop) -> None:
    of = defaultdict(list)
    for ticket in clean["tickets"]:
        created, resolved = at(ticket["created_at"]), at(ticket["resolved_at"])
        if created and resolved:
            of[ticket["vendor"]].append((resolved - created).total_seconds())
    medians = {vendor: sorted(seconds)[len(seconds) // 2] for vendor, seconds in of.items()}
    assert medians["borealis"] > 1.2 * medians["acme"] > medians["cirrus"]
    for vendor, seconds in of.items():
        assert sum(seconds) / len(seconds) > 1.4 * medians[vendor]


def test_every_vendor_serves_several_queues_languages_and_channels(clean: Drop) -> None:
    for vendor in ("acme", "borealis", "cirrus"):
        own = [ticket for ticket in clean["tickets"] if ticket["vendor"] == vendor]
        for column in ("queue", "language", "channel", "shift", "priority", "topic"):
            assert len({ticket[column] for ticket in own}) >= 3, (vendor, column)


def test_claims_can_be_recomputed(clean: Drop) -> None:
    sent = [s for s in clean["surveys"] if s["vendor"] == "acme" and "2026-08-02" < s["sent_at"] < "2026-08-30"]
    claims = {(c["kpi_id"], c["period"]): c for c in clean["kpi_claims"] if c["vendor"] == "acme"}
    claim = claims["response-rate", "2026-08"]
    edges = int(claim["denominator"]) - len(sent)
    assert 0 <= edges < len(sent) / 5  # the first and the last days, which belong to the month by the client's clock
    assert claim["value"] == f"{int(claim['numerator']) / int(claim['denominator']):.4f}"


@pytest.mark.parametrize(("package", "kind"), [(govcode.sample.tables, TableKind), (govcode.sample.defects, Defect)])
def test_no_file_is_forgotten_in_the_list(package: object, kind: type) -> None:
    every = (*govcode.sample.defects.DEFECTS, *govcode.sample.defects.LATER)
    listed = {id(x) for x in (govcode.sample.tables.TABLES if kind is TableKind else every)}
    for found in pkgutil.iter_modules(package.__path__):  # type: ignore[attr-defined]
        module = importlib.import_module(f"{package.__name__}.{found.name}")  # type: ignore[attr-defined]
        values = [v for value in vars(module).values() for v in (value if isinstance(value, tuple) else (value,))]
        assert [v for v in values if isinstance(v, kind) and id(v) not in listed] == [], found.name
