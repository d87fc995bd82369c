"""Limits about whole tables, in words and as published."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from govcode.findings.finding import Outcome
from govcode.ir.check import AtMost, AtMostShare, Gaps, Limit, Period, Rhythm, Segment, Silence, Steady
from govcode.ir.expression import Column, Type
from govcode.reports.format.limits import told
from govcode.reports.format.measured import broken_rows
from govcode.reports.json import render
from tests.reports.canonical import CANONICAL, rule

TOPIC = Segment("topic", Column("topic", Type.TEXT), ("access", "refund"))


@pytest.mark.parametrize(
    ("limit", "words", "published"),
    [
        (Gaps(AtMost(0)), "no number missing; none allowed", {"missing": {"at_most": 0}}),
        (
            Gaps(AtMostShare(0.01)),
            "no number missing; at most 1 % allowed",
            {"missing": {"at_most_share": 0.01}},
        ),
        (
            Silence(4, AtMost(12), 100),
            "no 4 hours without a row; at most 12 allowed",
            {"silent_hours": 4, "allowed": {"at_most": 12}},
        ),
        (
            Rhythm((22, 6), AtMostShare(0.15), 100, "Europe/Amsterdam"),
            "quiet from 22:00 to 06:00 (Europe/Amsterdam); at most 15 % allowed",
            {"night": [22, 6], "zone": "Europe/Amsterdam", "allowed": {"at_most_share": 0.15}},
        ),
        (
            Steady(TOPIC, Period.WEEK, 8, 0.2, 50),
            "the mix of the 8 weeks before; a stability index of at most 0.2",
            {"stability_index": 0.2, "per": "week", "baseline": 8},
        ),
    ],
)
def test_a_limit_in_words_and_as_published(limit: Limit, words: str, published: dict[str, object]) -> None:
    assert told(limit) == words
    report = replace(CANONICAL, findings=(rule("p.a", Outcome.FAIL, "A promise", limit),))
    assert json.loads(render(report))["findings"][0]["limit"] == published


def test_what_is_counted_is_named() -> None:
    finding = rule(
        "p.a", Outcome.FAIL, "A promise", Silence(4, AtMost(0), 1), violations=9, population=20, things="hours"
    )
    assert broken_rows(finding) == "9 of 20 hours in tickets (45.0 %)"
