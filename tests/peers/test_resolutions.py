"""Numbers about solutions and promises that peers get wrong, beside what govcode says of the same log."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.peers.own import HELD, HOUR, at, event, fact, hours, mean, number, of_pack, real, said, ticket

TIMED = "{kind: resolution, events: events, held_for: 7d, calendar: office}"
TICKETS = f"{{of: tickets, key: ticket_id, facts: [{HELD}]}}"
ALWAYS = "{kind: first_reply, messages: messages, calendar: always}"
CALENDAR = """\
---
apiVersion: govcode/v1
kind: Calendar
metadata: {id: always, title: Always, owner: cx}
spec: {zone: Europe/Amsterdam, hours: [{week: always}], holidays: {also: [2026-03-03]}}
"""


def test_a_ticket_that_is_open_again_was_reopened() -> None:
    """dbt_zendesk (int_zendesk__ticket_resolution_times_calendar.sql): reopenings are the solves less one."""
    history = [event("02 10:00", after="solved"), event("03 10:00", "reopen", "open")]
    tables = {"tickets": [ticket("02 09:00")], "events": history}
    assert sum(e["after"] == "solved" for e in history) - 1 == 0
    assert fact(HELD, tables, "reopens") == 1


def test_a_ticket_that_is_open_has_no_time_to_resolve_by_any_clock() -> None:
    """dbt_zendesk (zendesk__ticket_metrics.sql): calendar minutes of the last solve, and no business minutes."""
    history = [event("02 10:00", after="solved"), event("03 10:00", "reopen", "open")]
    tables = {"tickets": [ticket("02 09:00")], "events": history}
    solved, is_open = history[0]["at"], history[-1]["after"] == "open"
    assert (solved - at("02 09:00"), None if is_open else solved - at("02 09:00")) == (timedelta(hours=1), None)
    assert fact(TIMED, tables, "time_to_resolve") is None
    assert fact(TIMED, tables, "time_to_resolve_business") is None


def test_a_ticket_may_take_longer_than_a_year() -> None:
    """dbt_zendesk counts the business minutes of the first 52 weeks (`max_ticket_length_weeks`) and no more."""
    weeks = 65
    begun = datetime(2026, 3, 2, 9) - timedelta(weeks=weeks)
    tables = {
        "tickets": [ticket("02 09:00") | {"created_at": begun}],
        "events": [event("02 09:00", after="solved")],
    }
    assert min(weeks, 52) * 40 == 2080
    assert fact(TIMED, tables, "time_to_resolve_business") == weeks * 40 * HOUR


def test_an_sla_is_the_one_that_was_promised() -> None:
    """dbt_zendesk 1.4 judged by the priority a ticket has now (DECISIONLOG), so a lower one excuses the delay."""
    row = ticket("02 09:00", priority="low", sla_due_at=at("02 17:00"))
    tables = {"tickets": real(row), "ticket-events": [event("02 19:00", after="solved")]}
    target = {"low": timedelta(hours=24), "normal": timedelta(hours=8)}
    assert at("02 19:00") <= row["created_at"] + target[row["priority"]]
    assert of_pack("sla-met", tables) == [(0.0, 1)]


def test_an_open_ticket_has_not_made_its_sla() -> None:
    """dbt_servicenow (servicenow__activity_summary.sql) counts `is_made_sla`, which is true until a ticket is late."""
    rows = real(
        ticket("02 09:00", made_sla=True, sla_due_at=at("30 09:00")),
        ticket("02 09:00", "u", made_sla=True, sla_due_at=at("30 09:00")),
        ticket("02 09:00", "v", made_sla=False, sla_due_at=at("03 09:00")),
    )
    assert mean([row["made_sla"] for row in rows]) == 2 / 3
    assert of_pack("sla-met", {"tickets": rows}) == [(0.0, 1)]


def test_a_later_touch_does_not_move_the_solution() -> None:
    """Chatwoot (the stored listener) resolves when a conversation was changed last: `updated_at` less `created_at`."""
    history = [event("02 12:00", after="solved"), event("10 09:00", "assign", "a1")]
    tables = {"tickets": [ticket("02 09:00")], "events": history}
    updated_at = max(e["at"] for e in history)
    assert updated_at - at("02 09:00") == timedelta(days=8)
    assert fact(HELD, tables, "time_to_resolve") == 3 * HOUR


def test_minutes_are_not_cut_off() -> None:
    """osTicket (include/class.report.php) takes TIMESTAMPDIFF(HOUR), so 59 minutes are nothing."""
    tables = {"tickets": [ticket("02 09:00")], "messages": [said("02 09:59")]}
    assert timedelta(minutes=59) // timedelta(hours=1) == 0
    assert fact("{kind: first_reply, messages: messages}", tables, "reply_wait") == 59 * HOUR // 60


def test_a_reopening_does_not_undo_last_months_closing() -> None:
    """osTicket (include/class.thread.php) annuls the closing of a thread that is opened again: last month changes."""
    history = [event("02-10 10:00", after="closed"), event("02 10:00", "reopen", "open")]
    tables = {"tickets": [ticket("02-10 09:00")], "events": history}
    annulled = [e for e in history if e["after"] == "closed" and not any(o["kind"] == "reopen" for o in history)]
    assert annulled == []
    assert number(TICKETS, "measure: {count: first_solved_at is not null}", tables) == 1
    assert fact(HELD, tables, "first_solved_at") == at("02-10 10:00")


def test_open_tickets_count_for_as_long_as_they_have_lasted() -> None:
    """osTicket (getTabularData) averages the threads that were closed in the range, and no others."""
    history = [event("02 10:00", after="closed")]
    tables = {"tickets": [ticket("02 09:00"), ticket("02 09:00", "u"), ticket("02 09:00", "v")], "events": history}
    took = "duration: 'coalesce(resolved_at, as_of()) - created_at', over: resolved_at is not null"
    assert mean([hours(e["at"] - at("02 09:00")) for e in history]) == 1.0
    assert number(TICKETS, f"measure: {{survival: {{{took}, within: 1h}}}}", tables) == pytest.approx(1 / 3)


def test_a_ticket_from_before_the_window_counts_when_it_is_solved() -> None:
    """FreeScout (issue 4125) takes the time of the tickets that were opened and closed in the window."""
    rows = [ticket("02-20 09:00"), ticket("02 09:00", "u")]
    history = [event("05 09:00", after="closed"), event("03 09:00", after="closed") | {"ticket_id": "u"}]
    spans = [(row["created_at"], e["at"]) for row, e in zip(rows, history, strict=True)]
    assert mean([hours(end - start) for start, end in spans if start >= at("01 00:00")]) == 24
    assert (
        number(TICKETS, "measure: {mean: time_to_resolve}", {"tickets": rows, "events": history}) == (13 + 1) / 2 * 24
    )


def test_the_solution_is_the_one_that_held() -> None:
    """Zammad (app/models/ticket/sets_close_time.rb): `close_at` is the first closing, whatever came after it."""
    history = [
        event("02 10:00", after="closed"),
        event("02 11:00", "reopen", "open"),
        event("05 10:00", after="closed"),
    ]
    tables = {"tickets": [ticket("02 09:00")], "events": history}
    close_at = next(e["at"] for e in history if e["after"] == "closed")
    assert close_at - at("02 09:00") == timedelta(hours=1)
    assert fact(HELD, tables, "time_to_resolve") == 73 * HOUR


def test_a_first_solution_is_no_matter_of_fifteen_minutes() -> None:
    """Zammad (lib/report/ticket_first_solution.rb): a ticket that was closed within a quarter of an hour."""
    known = {"customer_key": "ck-1", "issue_key": "i1"}
    rows = real(ticket("02 09:00", **known), ticket("02 09:00", "u", customer_key="ck-2", issue_key="i2"))
    history = [
        event("02 09:10", after="solved"),
        event("03 09:00", "reopen", "open"),
        event("02 09:20", after="solved") | {"ticket_id": "u"},
    ]
    in_time = [
        e["ticket_id"] for e in history if e["after"] == "solved" and e["at"] - at("02 09:00") <= timedelta(minutes=15)
    ]
    assert in_time == ["t"]
    # By the pack only `u` was solved for good, and that at the first contact.
    assert of_pack("first-contact-resolution", {"tickets": rows, "ticket-events": history}) == [(1.0, 1)]


def test_a_night_in_spring_has_one_hour_less() -> None:
    """dbt_zendesk (CHANGELOG v0.11 to v0.16) got business minutes wrong where the clocks change."""
    tables = {"tickets": [ticket("28 11:00")], "messages": [said("29 10:00")]}
    on_the_wall = datetime(2026, 3, 29, 12) - datetime(2026, 3, 28, 12)
    assert on_the_wall == timedelta(hours=24)
    spec = f"{{of: tickets, key: ticket_id, facts: [{ALWAYS}]}}"
    late = datetime(2026, 4, 20)
    assert number(spec, "measure: {sum: minutes(reply_wait_business)}", _twice(tables), also=CALENDAR, as_of=late) == (
        2 * 23 * 60
    )


def test_a_holiday_ends_at_midnight() -> None:
    """dbt_zendesk (CHANGELOG v0.12) ended holidays one second too early, so that the last second was open."""
    tables = {"tickets": [ticket("03 22:59:59")], "messages": [said("03 23:00:01")]}
    last_closed = datetime(2026, 3, 3, 23, 59, 59)
    assert datetime(2026, 3, 4, 0, 0, 1) - last_closed == timedelta(seconds=2)
    spec = f"{{of: tickets, key: ticket_id, facts: [{ALWAYS}]}}"
    assert number(spec, "measure: {sum: minutes(reply_wait_business) * 60}", _twice(tables), also=CALENDAR) == 2


def _twice(tables: dict[str, list[dict[str, object]]]) -> dict[str, list[dict[str, object]]]:
    """Return the same ticket under two names: the value of a single row is not told."""
    return {name: [*rows, *(row | {"ticket_id": "u"} for row in rows)] for name, rows in tables.items()}
