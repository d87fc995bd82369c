"""Numbers about surveys, people and charts that peers get wrong, beside what govcode says of the same log."""

from __future__ import annotations

from datetime import date, datetime
from math import factorial, sqrt
from random import Random

import pytest

from govcode.stats.drift import laney_share
from govcode.stats.power import erlang_c
from tests.peers.own import Row, at, findings, mean, number, ticket

SURVEYS = "{of: surveys, key: survey_id, event_time: sent_at, facts: [{kind: survey_cohort}]}"
STAFF = "{of: agents, key: agent_key, facts: [{kind: headcount_days}]}"


def asked(sent: str, responded: str | None = None, score: int | None = None, name: str = "t") -> Row:
    """Return a survey about a ticket."""
    answered = at(responded) if responded else None
    return {"kind": "csat", "ticket_id": name, "sent_at": at(sent), "responded_at": answered, "score_raw": score}


def test_answers_are_divided_by_the_surveys_they_answer() -> None:
    """Chatwoot (csat_survey_responses_controller.rb): the answers of a month over the surveys sent in that month."""
    surveys = [
        asked("02-27 10:00", "02 10:00", 5, "t"),
        asked("02-27 11:00", "02 11:00", 5, "u"),
        asked("02-27 12:00", None, None, "v"),
        asked("03 10:00", None, None, "w"),
    ]
    answers, sent = (
        sum(s[column] is not None and s[column].month == 3 for s in surveys) for column in ("responded_at", "sent_at")
    )
    assert answers / sent == 2.0
    kpi = "{of: told, dimension: quality, measure: {share: responded}, cohort: sent_at, period: month}"
    found = [one.number for one in findings(SURVEYS, kpi, {"surveys": surveys})]
    assert [(one.value, one.n) for one in found if one] == [(2 / 3, 3), (0.0, 1)]


def test_a_survey_that_was_only_offered_is_no_answer() -> None:
    """dbt_zendesk (zendesk__ticket_summary.sql) counts surveys that were offered as surveyed satisfaction."""
    surveys = [asked("02 10:00", "02 11:00", 5), asked("02 10:00", name="u"), asked("02 10:00", name="v")]
    assert sum(s["score_raw"] == 5 for s in surveys) / len(surveys) == 1 / 3
    tables = {"surveys": surveys}
    assert number(SURVEYS, "measure: {top_box: {score: score_raw, at_least: 4}}, where: responded", tables) == 1.0
    assert number(SURVEYS, "measure: {share: responded}", tables) == 1 / 3


def test_the_last_rating_counts_once() -> None:
    """Where each rating is a row, a customer who changed his mind is counted twice, with both opinions."""
    surveys = [
        asked("02 10:00", "02 11:00", 1),
        asked("02 10:00", "02 12:00", 5),
        asked("02 10:00", "02 11:00", 5, "u"),
    ]
    assert mean([s["score_raw"] >= 4 for s in surveys]) == 2 / 3
    kpi = "measure: {top_box: {score: score_raw, at_least: 4}}, where: answer_is_last"
    assert number(SURVEYS, kpi, {"surveys": surveys}) == 1.0


def test_attrition_is_over_the_average_of_the_days() -> None:
    """Callcentrehelper and most scorecards: leavers over the mean of the first and the last day's headcount."""
    stays = [(date(2025, 6, 1), None)] * 10 + [(date(2026, 2, 2), date(2026, 2, 27))] * 10
    agents = [
        {
            "agent_key": f"a{i}",
            "valid_from": datetime(live.year, live.month, live.day),
            "first_live_on": live,
            "left_on": left,
            "left_reason": left and "voluntary",
        }
        for i, (live, left) in enumerate(stays)
    ]
    first, last = (
        sum(live <= day and (left is None or left >= day) for live, left in stays)
        for day in (date(2026, 2, 1), date(2026, 2, 28))
    )
    assert 10 / ((first + last) / 2) == 1.0
    kpi = "measure: {rate: {events: left, per: 28}}, where: day >= '2026-02-01'"
    told = number(STAFF, kpi, {"agents": agents}, as_of=datetime(2026, 3, 1))
    assert told == pytest.approx(10 / (10 + 10 * 26 / 28))


def test_the_staff_before_its_first_live_day_does_not_dilute_attrition() -> None:
    """Rosters count trainees as heads, so that a large class makes the same leavers a smaller share."""
    agents = [
        {"agent_key": "a1", "valid_from": at("01 00:00"), "first_live_on": date(2026, 3, 1)},
        {
            "agent_key": "a2",
            "valid_from": at("01 00:00"),
            "first_live_on": date(2026, 3, 1),
            "left_on": date(2026, 3, 10),
            "left_reason": "voluntary",
        },
        *({"agent_key": f"t{i}", "valid_from": at("01 00:00")} for i in range(8)),
    ]
    assert 1 / len(agents) == 0.1
    told = number(STAFF, "measure: {rate: {events: left, per: 10}}", {"agents": agents}, as_of=datetime(2026, 3, 11))
    assert told == 0.5


def test_large_samples_do_not_make_every_week_an_alarm() -> None:
    """A p-chart takes all that weeks differ by for chance within the week; with 5,000 rows that is next to nothing."""
    chance = Random(12)
    weeks = [(round(5_000 * (0.8 + chance.gauss(0, 0.015))), 5_000) for _ in range(200)]
    base, later = weeks[:100], weeks[100:]
    centre = mean([hits / n for hits, n in base])
    alarms = [abs(hits / n - centre) > 3 * sqrt(centre * (1 - centre) / n) for hits, n in later]
    assert mean(alarms) > 0.2
    chart = laney_share(base, later)
    assert mean([point.signal for point in chart.points]) <= 0.01


def test_a_queue_with_fewer_agents_than_work_has_no_service_level() -> None:
    """pyworkforce (queuing/erlang.py) refuses it; the formula alone gives a probability that is none."""
    load, agents = 10.0, 9
    waiting = load**agents / factorial(agents) * agents / (agents - load)
    assert not 0 <= waiting / (sum(load**k / factorial(k) for k in range(agents)) + waiting) <= 1
    assert erlang_c(100, 30, 3, agents, 1 / 3) is None
    queue = erlang_c(100, 30, 3, 14, 1 / 3)
    assert queue is not None
    assert (round(queue.waiting, 3), round(queue.service_level, 3), round(queue.occupancy, 3)) == (0.174, 0.888, 0.714)


def test_a_week_has_a_declared_first_day() -> None:
    """dbt_zendesk weeks start on Sunday, those of Chatwoot on Monday: the same Sunday lies in two weeks."""
    tables = {"tickets": [ticket("01 12:00"), ticket("02 12:00", "u")]}
    spec, kpi = (
        "{of: tickets, key: ticket_id, facts: [{kind: merges}]}",
        "measure: {count: 'true'}, cohort: created_at, period: week",
    )
    sunday, monday = (
        [
            one.number.n
            for one in findings(spec, f"{{of: told, dimension: volume, {kpi}, week_starts: {first}}}", tables)
            if one.number
        ]
        for first in ("sunday", "monday")
    )
    assert (sunday, monday) == ([2], [1, 1])
