"""Numbers about calls, owners and moves that peers get wrong, beside what govcode says of the same log."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.peers.own import Row, at, event, fact, findings, mean, number

CONTACTS = "{of: contacts, key: contact_id, facts: [{kind: contact_waits, within: 20s}]}"
LEVEL = (
    "{{service_level: {{within: 20s, short: 5s, waited: wait, answered: outcome = 'answered',"
    " abandoned: outcome = 'abandoned', of: {}}}}}"
)
FIVE = {
    "answered": 0.844,
    "offered": 0.760,
    "offered_less_short": 0.792,
    "answered_or_abandoned_within": 0.825,
    "answered_and_abandoned_after": 0.813,
}


def call(moment: str, seconds: int, outcome: str = "answered") -> Row:
    """Return a call that waited so long."""
    ends = at(moment) + timedelta(seconds=seconds)
    return {"offered_at": at(moment), "answered_at": ends, "ended_at": ends, "outcome": outcome}


def day() -> list[Row]:
    """Return a thousand calls of one day, as in the comparison of the denominators."""
    waits = (
        (760, 15, "answered"),
        (140, 60, "answered"),
        (40, 5, "abandoned"),
        (25, 15, "abandoned"),
        (35, 60, "abandoned"),
    )
    return [call("02 10:00", seconds, outcome) for count, seconds, outcome in waits for _ in range(count)]


@pytest.mark.parametrize("of", FIVE)
def test_a_service_level_names_its_denominator(of: str) -> None:
    """Genesys restates the past when a switch of its calculation is turned; the same day has five service levels."""
    value = number(CONTACTS, f"measure: {LEVEL.format(of)}", {"contacts": day()})
    assert value == pytest.approx(FIVE[of], abs=0.0005)


def test_a_changed_denominator_is_another_definition() -> None:
    """Genesys keeps the name of a service level whose denominator was switched; here the definition is another one."""
    told = {
        of: findings(CONTACTS, f"{{of: told, dimension: speed, measure: {LEVEL.format(of)}}}", {"contacts": []})
        for of in FIVE
    }
    assert len({found[0].about.definition for found in told.values()}) == len(FIVE)


def test_intervals_are_weighted_by_their_calls() -> None:
    """Reports on intervals average the service levels of half hours, so that a quiet one counts like a full one."""
    busy = [call("02 10:00", 10)] * 99 + [call("02 10:00", 60)]
    quiet = [call("02 10:30", 60)] * 2
    levels = [
        mean([one["answered_at"] - one["offered_at"] <= timedelta(seconds=20) for one in c]) for c in (busy, quiet)
    ]
    assert mean(levels) == 0.495
    told = number(CONTACTS, f"measure: {LEVEL.format('offered')}", {"contacts": [*busy, *quiet]})
    assert told == pytest.approx(99 / 102)


def test_a_call_counts_where_it_was_offered() -> None:
    """Genesys counts a call as offered in one interval and as answered in the next, so that neither adds up."""
    calls = [call("02 23:59:50", 15), call("02 12:00", 15), call("03 12:00", 15)]
    days = [
        (sum(c["offered_at"].day == d for c in calls), sum(c["answered_at"].day == d for c in calls)) for d in (2, 3)
    ]
    assert days == [(2, 1), (1, 2)]
    kpi = f"{{of: told, dimension: speed, measure: {LEVEL.format('offered')}, cohort: offered_at, period: day}}"
    found = [one.number for one in findings(CONTACTS, kpi, {"contacts": calls})]
    assert [(one.value, one.n) for one in found if one] == [(1.0, 2), (1.0, 1)]


def test_who_gave_up_has_waited_too() -> None:
    """Amazon Connect and others tell the average wait of the answered; the longest waits belong to those who left."""
    calls = [call("02 10:00", 10), call("02 10:00", 30), call("02 10:00", 560, "abandoned")]
    assert mean([10, 30]) == 20
    assert number(CONTACTS, "measure: {mean: minutes(wait) * 60}", {"contacts": calls}) == 200


def test_two_rows_for_one_new_owner_are_one_change() -> None:
    """Salesforce (CaseHistory) writes a row with the name and a row with the id of each new owner."""
    rows = [
        event("02 10:00", "assign", "Ann", before="Router", actor_key="lead"),
        event("02 10:00", "assign", "005A", before="005R", actor_key="lead", seq=2),
        event("02 11:00", "assign", "Bob", before="Ann", actor_key="lead"),
        event("02 11:00", "assign", "005B", before="005A", actor_key="lead", seq=2),
    ]
    assert len(rows) == 4
    tables = {"tickets": [{"ticket_id": "t"}], "events": rows}
    assert fact("{kind: stations, events: events}", tables, "assignee_changes") == 2


def test_an_sla_that_was_missed_is_no_escalation() -> None:
    """Freshdesk (`is_escalated`) and ServiceNow (`escalation`) say that a clock ran out, not that a ticket went up."""
    row: Row = {"ticket_id": "t", "created_at": at("02 09:00"), "severity": "critical"}
    handoffs = [{"ticket_id": "t", "at": at("02 10:00"), "from_tier": 1, "to_tier": 1, "to_party": "vendor"}]
    is_escalated = at("02 18:00") - row["created_at"] > timedelta(hours=4)
    assert is_escalated
    spec = "{kind: escalations, handoffs: handoffs, criteria: severity = 'critical', within: 1h}"
    assert fact(spec, {"tickets": [row], "handoffs": handoffs}, "escalated") is False
    assert fact(spec, {"tickets": [row], "handoffs": handoffs}, "missed_escalation") is True
