"""Numbers about replies that peers get wrong, beside what govcode says of the same log."""

from __future__ import annotations

from datetime import timedelta

import pytest

from govcode.core.diagnostic import Refused
from tests.peers.own import HOUR, Row, at, event, fact, facts, mean, number, said, ticket

FIRST = "{kind: first_reply, messages: messages, calendar: office}"
TICKETS = f"{{of: tickets, key: ticket_id, facts: [{FIRST}]}}"
TOUCH = "{kind: resolution, events: events, held_for: 7d}, {kind: one_touch, messages: messages}"


def test_tickets_nobody_answered_are_counted() -> None:
    """dbt_zendesk (zendesk__ticket_summary.sql) counts replies below zero where a missing count was made zero."""
    tables = {"tickets": [ticket("02 09:00", "t"), ticket("02 09:00", "u")], "messages": [said("02 10:00")]}
    replies = [1, 0]
    assert sum(count < 0 for count in replies) == 0
    assert number(TICKETS, "measure: {count: replied is not true}", tables) == 1


def test_replies_are_counted_and_not_tickets() -> None:
    """dbt_zendesk (zendesk__ticket_summary.sql) counts the column of counts: the rows, not what is in them."""
    messages = [said("02 10:00"), said("02 11:00"), said("02 12:00"), said("02 10:00", ticket="u")]
    tables = {"tickets": [ticket("02 09:00"), ticket("02 09:00", "u")], "messages": messages}
    comments_of_tickets = [3, 1]
    assert len(comments_of_tickets) == 2
    told = f"{{of: tickets, key: ticket_id, facts: [{TOUCH}]}}"
    assert number(told, "measure: {sum: human_replies}", tables) == sum(comments_of_tickets) == 4


def test_a_reply_in_the_same_second_is_a_reply() -> None:
    """dbt_zendesk (CHANGELOG v0.12; int_zendesk__ticket_reply_times.sql): replies have to be strictly later."""
    messages = [said("02 10:00:00"), said("02 10:00:00", "customer")]
    tables = {"tickets": [ticket("02 10:00", created_by="agent")], "messages": messages}
    asked = at("02 10:00:00")
    assert [m["at"] for m in messages if m["author_type"] == "agent" and m["at"] > asked] == []
    assert fact(FIRST, tables, "reply_wait") == 0
    assert fact(FIRST, tables, "replied") is True


def test_a_ticket_that_an_agent_opened_waits_from_the_customers_message() -> None:
    """dbt_zendesk (int_zendesk__ticket_reply_times.sql) starts the clock at the creation, whoever created it."""
    messages = [said("02 09:00"), said("04 09:00", "customer"), said("04 10:00")]
    tables = {"tickets": [ticket("02 09:00", created_by="agent")], "messages": messages}
    replies = [m["at"] for m in messages if m["author_type"] == "agent" and m["at"] > at("02 09:00")]
    assert replies[0] - at("02 09:00") == timedelta(hours=49)
    assert fact(FIRST, tables, "reply_wait") == HOUR


def test_the_average_of_the_answered_is_not_the_wait_of_all() -> None:
    """Zendesk, Genesys and Intercom: null until somebody answers, then averaged; the worst tickets drop out."""
    tables = {
        "tickets": [ticket("02 09:00", name) for name in "tuvw"],
        "messages": [said("02 10:00")],
    }
    waits = [1.0]
    assert mean(waits) == 1.0
    assert number(TICKETS, "measure: {share: reply_wait <= 4h}", tables) == 0.25
    within_half = (
        "measure: {survival: {duration: 'coalesce(first_reply_at, as_of()) - first_contact_at', over: replied, q: 50%}}"
    )
    assert number(TICKETS, within_half, tables) is None


def test_an_agents_opening_is_no_touch() -> None:
    """dbt_zendesk (int_zendesk__comment_metrics.sql) counts the agent's own creation comment as a reply."""
    messages = [said("02 09:00"), said("02 10:00", "customer"), said("02 11:00")]
    tables = {
        "tickets": [ticket("02 09:00", created_by="agent")],
        "messages": messages,
        "events": [event("02 11:00", after="solved")],
    }
    assert sum(m["author_type"] == "agent" for m in messages) != 1
    assert fact(TOUCH, tables, "one_touch") is True


def test_a_ticket_nobody_answered_is_no_success() -> None:
    """Zendesk (article 4408820618266, in English) takes fewer than two replies for one touch: zero is fewer."""
    tables = {
        "tickets": [ticket("02 09:00")],
        "messages": [said("02 09:00", "customer")],
        "events": [event("02 11:00", after="solved")],
    }
    replies = len([message for message in tables["messages"] if message["author_type"] == "agent"])
    assert replies < 2
    assert fact(TOUCH, tables, "one_touch") is False
    assert fact(TOUCH, tables, "zero_touch") is True


def test_working_hours_that_are_off_are_no_perfect_replies() -> None:
    """Chatwoot (app/helpers/reporting_event_helper.rb) returns 0 where working hours are off or empty."""
    tables = {"tickets": [ticket("02 09:00")], "messages": [said("02 12:00")]}

    def business_hours(working_hours: Row | None) -> int:
        return 3 * HOUR if working_hours else 0

    assert business_hours(None) == 0
    with pytest.raises(Refused) as refused:
        fact("{kind: first_reply, messages: messages, calendar: none-such}", tables, "reply_wait_business")
    assert {problem.code for problem in refused.value.problems} == {"GC118"}
    assert fact(FIRST, tables, "reply_wait_business") == 3 * HOUR


def test_the_clock_starts_anew_when_a_ticket_is_opened_again() -> None:
    """Chatwoot (issue 11787) told 985,492 seconds for a reply after a reopening: from the first question on."""
    first, again = at("02 09:00:00"), at("02 09:00:00") + timedelta(seconds=985_492)
    messages = [
        said("02 09:00:00", "customer"),
        said("02 09:10:00"),
        said("02 09:00:00", "customer") | {"at": again - timedelta(minutes=10)},
        said("02 09:00:00") | {"at": again},
    ]
    waiting_since = next(m["at"] for m in messages if m["author_type"] == "customer")
    assert messages[-1]["at"] - waiting_since == again - first == timedelta(seconds=985_492)
    told = facts("{of: messages, key: message_id, facts: [{kind: next_reply}]}", {"messages": messages}, "turn", "wait")
    assert told == [(1, HOUR // 6), (2, HOUR // 6)]


def test_one_name_is_not_given_to_two_clocks() -> None:
    """Intercom tells the first reply less office hours; dbt_intercom, under the same name, in calendar time."""
    tables = {"tickets": [ticket("06 16:00")], "messages": [said("09 10:00")]}
    intercom, dbt_intercom = 2.0, 66.0
    assert fact(FIRST, tables, "reply_wait_business") == intercom * HOUR
    assert fact(FIRST, tables, "reply_wait") == dbt_intercom * HOUR


def test_a_reply_at_night_costs_no_business_time_and_is_there() -> None:
    """In SQL (dbt_zendesk before v0.16) the sum over the open hours a wait overlaps is null where there are none."""
    tables = {"tickets": [ticket("06 20:00")], "messages": [said("06 21:00")]}
    overlaps = [hour for hour in range(20, 21) if 9 <= hour < 17]
    assert (sum(overlaps) if overlaps else None) is None
    assert fact(FIRST, tables, "reply_wait_business") == 0
