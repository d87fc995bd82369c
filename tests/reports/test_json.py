"""The JSON report keeps the shape that others were promised."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from govcode.findings.finding import Number, Outcome
from govcode.ir.check import AtMost, AtMostShare, Bounds, Limit, Met, Period, Recent, Rows
from govcode.reports.json import render, schema
from govcode.verdict.decision import Decision, Report
from tests.reports.canonical import CANONICAL, FINDINGS, HOSTILE, KPIS, REFUNDS

PUBLISHED = Path(__file__).resolve().parents[2] / "schema" / "report-v1.json"
EMPTY = replace(
    CANONICAL,
    drops=(),
    findings=(),
    waivers=(),
    warnings=(),
    revision=None,
    decision=Decision(Outcome.NO_DATA, 3, "Nothing was evaluated.", ()),
)


def loaded(report: Report) -> Any:  # noqa: ANN401 - JSON is what it is
    return json.loads(render(report))


def only(**changes: Any) -> Any:  # noqa: ANN401 - fields of a finding
    return loaded(replace(CANONICAL, findings=(replace(REFUNDS, **changes),)))["findings"][0]


def test_the_published_schema_is_the_one_of_the_code() -> None:
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == schema()


def test_the_schema_is_a_valid_one_and_every_object_is_closed() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    objects = [part for part in schema()["$defs"].values() if part["type"] == "object"]
    assert len(objects) > 10
    assert all(part["additionalProperties"] is False for part in objects)
    assert all(sorted(part["required"]) == sorted(part["properties"]) for part in objects)


@pytest.mark.parametrize("report", [CANONICAL, EMPTY], ids=["canonical", "empty"])
def test_a_report_is_valid(report: Report) -> None:
    jsonschema.validate(loaded(report), schema(), cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    "break_it",
    [
        lambda r: r.pop("waivers"),
        lambda r: r.update(extra=1),
        lambda r: r.update(as_of="22/11/2026"),
        lambda r: r["findings"][0].update(violations=-1),
        lambda r: r["findings"][0].update(outcome="ok"),
        lambda r: r["findings"][0].update(limit={"at_most": 0, "at_most_share": 0.1}),
        lambda r: r["findings"][0].update(keys=[7]),
    ],
)
def test_the_schema_refuses_what_is_not_a_report(break_it: Any) -> None:  # noqa: ANN401 - a change in place
    report = loaded(CANONICAL)
    break_it(report)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(report, schema(), cls=jsonschema.Draft202012Validator)


def test_a_finding_reads_as_the_conventions_say() -> None:
    finding = loaded(CANONICAL)["findings"][0]
    expected = {
        "id": "refunds.approval",
        "kind": "require",
        "outcome": "fail",
        "severity": "critical",
        "enforcement": "non-negotiable",
        "blocking": True,
        "segment": None,
        "period": None,
        "violations": 1042,
        "population": 24918,
        "value": 0.0418171602857,
        "unit": "%",
        "n": 24918,
        "interval": None,
        "limit": {"at_most": 0},
        "keys_total": 1042,
        "immature": 12,
        "waived_by": None,
        "location": {"file": "policies/refunds.yaml", "line": 26, "column": 5},
    }
    assert {name: finding[name] for name in expected} == expected
    assert finding["keys"][: len(HOSTILE)] == list(HOSTILE)
    assert finding["spots"][0] == {
        "segment": {"vendor": "acme", "queue": "billing"},
        "violations": 811,
        "population": 4120,
    }


def test_a_value_of_a_kpi_has_its_period_and_its_limits() -> None:
    finding = loaded(replace(CANONICAL, findings=KPIS[:1], decision=EMPTY.decision))["findings"][0]
    expected = {
        "kind": "kpi",
        "blocking": False,
        "segment": {"vendor": "acme"},
        "period": {"from": "2026-09-28", "until": "2026-10-05"},
        "value": 0.741,
        "unit": "%",
        "n": 1530,
        "interval": [0.717, 0.765],
        "confidence": 0.95,
        "target": {"between": [0.7, 0.85]},
        "minimum": {"at_least": 0.65},
        "target_met": True,
        "limit": {"judge": "confident_fail", "min_n": 30, "period": "week"},
        "violations": None,
    }
    assert {name: finding[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("limit", "published"),
    [
        (AtMost(3), {"at_most": 3}),
        (AtMostShare(0.1 + 0.2), {"at_most_share": 0.3}),
        (Recent(90_500_000), {"within_seconds": 90.5}),
        (Rows(Bounds(10, None)), {"rows": {"at_least": 10}, "per": None}),
        (Rows(Bounds(None, 20), Period.DAY), {"rows": {"at_most": 20}, "per": "day"}),
        (Rows(Bounds(10, 20), Period.WEEK), {"rows": {"between": [10, 20]}, "per": "week"}),
        (Rows(Bounds()), {"rows": None, "per": None}),
        (Met(), {"met": True}),
        (None, None),
    ],
)
def test_a_limit_is_an_object_of_its_kind(limit: Limit | None, published: object) -> None:
    assert only(limit=limit)["limit"] == published


def test_what_is_empty_is_there() -> None:
    report = loaded(EMPTY)
    assert [report[name] for name in ("drops", "findings", "waivers", "warnings")] == [[], [], [], []]
    assert report["summary"] == dict.fromkeys(
        ("pass", "fail", "inconclusive", "immature", "no_data", "error", "waived"), 0
    )
    assert report["documents"]["revision"] is None
    assert report["decision"] == {"outcome": "no_data", "exit_code": 3, "sentence": "Nothing was evaluated."}


def test_the_summary_counts_what_is_there() -> None:
    report = loaded(CANONICAL)
    for outcome in Outcome:
        assert report["summary"][outcome] == sum(f["outcome"] == outcome for f in report["findings"])
    assert [f["id"] for f in report["findings"]] == [f.id for f in FINDINGS]


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_no_number_that_json_does_not_know(number: float) -> None:
    finding = only(number=Number(number, 3, (0.0, number), "h", None, None, number))
    assert (finding["value"], finding["interval"], finding["confidence"]) == (None, None, None)


def test_floats_carry_twelve_digits() -> None:
    finding = only(number=Number(2 / 3, 3, (1 / 3, 1e9 / 3), "h", None, None))
    assert (finding["value"], finding["interval"]) == (0.666666666667, [0.333333333333, 333333333.333])


def test_a_rule_without_population_has_no_share() -> None:
    assert only(violations=0, population=0)["value"] is None
    assert only(violations=None, population=None)["value"] is None


def test_a_moment_inside_a_day_keeps_its_time() -> None:
    at = datetime(2026, 11, 22, 6, 30)
    assert loaded(replace(CANONICAL, as_of=at))["as_of"] == "2026-11-22T06:30:00"


def test_nothing_but_ascii_leaves() -> None:
    assert render(CANONICAL).isascii()
    assert "\x1b" not in render(CANONICAL)
