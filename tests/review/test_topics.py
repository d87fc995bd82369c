"""Topics: each check in its chapter, the worst first."""

from __future__ import annotations

from govcode.history.record import Record
from govcode.review.quarter import Quarter
from govcode.review.topics import TOPICS, topics_of
from tests.review import making
from tests.review.making import Q3, kpi, merged, rule, scene, weekly


def test_each_topic_is_there_even_if_nothing_is_declared() -> None:
    topics = topics_of(scene())
    assert tuple(topics) == TOPICS
    assert all(topic.lines == () for topic in topics.values())


def test_checks_are_told_by_topic_and_vendor_with_the_worst_first() -> None:
    runs = merged(
        weekly(rule("ai.a", topic="ai"), "." * 13),
        weekly(rule("ai.b", topic="ai"), "xx..........."),
        weekly(rule("ai.b", topic="ai"), "x............", "borealis"),
        weekly(rule("ai.c", topic="ai"), "o" * 13),
        weekly(rule("plain", topic=None), "." * 13),
    )
    topics = topics_of(scene(runs, vendors=("acme", "borealis")))
    assert [(line.check, line.vendor, line.broken) for line in topics["ai"].lines] == [
        ("ai.b", "acme", 2),
        ("ai.b", "borealis", 1),
        ("ai.c", "acme", 0),
        ("ai.a", "acme", 0),
    ]
    assert [line.check for line in topics["ai"].unjudged] == ["ai.c"]
    assert [line.check for line in topics["service"].lines] == ["plain"]


def test_the_newest_value_of_the_quarter_is_told() -> None:
    def told(week: int, value: float | None, outcome: str = "pass", quarter: Quarter = Q3) -> Record:
        stretch = quarter.weeks[week]
        return making.run(stretch.end, [(kpi(), making.result(outcome, "acme", stretch, value=value, n=40))])

    runs = [told(0, 0.7, quarter=Quarter(2026, 2)), told(0, 0.8), told(4, 0.9), told(5, None, "no_data")]
    (line,) = topics_of(scene(runs))["service"].lines
    assert line.newest is not None
    assert line.newest.result.value == 0.9
    assert line.is_kpi


def test_agreement_is_found() -> None:
    runs = weekly(kpi("alpha", figure="agreement", topic="quality"), ".")
    assert [line.check for line in topics_of(scene(runs))["quality"].agreements] == ["alpha"]


def test_segments_are_told_by_their_newest_value_broken_ones_first() -> None:
    def part(queue: str) -> tuple[tuple[str, str], ...]:
        return (("vendor", "acme"), ("queue", queue))

    records = [
        making.run(
            week.end,
            [
                (kpi(), making.result("pass", "acme", week, segment=part("billing"))),
                (kpi(), making.result(outcome, "acme", week, segment=part("returns"))),
            ],
        )
        for week, outcome in zip(Q3.weeks, ("pass", "fail"), strict=False)
    ]
    (line,) = topics_of(scene(records))["service"].lines
    assert [(dict(one.segment)["queue"], one.outcome) for one in line.segments] == [
        ("returns", "fail"),
        ("billing", "pass"),
    ]
    assert line.broken == 1
