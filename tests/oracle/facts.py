"""The fact datasets of the reference pack, each as a function of a whole log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from tests.oracle import contacts, handoffs, hours, people, surveys, tickets

Row: TypeAlias = dict[str, Any]
Log: TypeAlias = dict[str, list[Row]]
WEEK, DAY, FOUR_HOURS = timedelta(days=7), timedelta(days=1), timedelta(hours=4)


def ticket_facts(log: Log, as_of: datetime) -> list[Row]:
    """Return each ticket with what everything else says of it."""
    return [ticket | _of_ticket(ticket, log, as_of) for ticket in log["tickets"]]


def _of_ticket(ticket: Row, log: Log, as_of: datetime) -> Row:
    name, events = ticket["ticket_id"], log["ticket-events"]
    solved = tickets.resolution(ticket, events, WEEK, as_of)
    since = solved["resolved_at"]
    moved = {
        f"{who}_{word}": count
        for who, kind in (("group", "group"), ("assignee", "assign"))
        for word, count in tickets.stations(name, events, kind).items()
    }
    reply = tickets.first_reply(ticket, log["messages"])
    return {
        **tickets.survivor(ticket, log["tickets"]),
        **{f"seen_{word}": value for word, value in (reply | solved | moved).items()},
        **tickets.touches(ticket, log["messages"], solved=since is not None, reopened=solved["reopened_within"]),
        **tickets.stalls(name, log["handoffs"], events, FOUR_HOURS, as_of),
        **tickets.escalations(ticket, log["handoffs"], DAY, as_of),
        **tickets.follow_ups(name, since, log["tickets"], WEEK),
        "waiting_for_customer": tickets.time_in(name, events, {"pending"}, as_of),
        "with_us": tickets.time_in(name, events, {"new", "open"}, as_of),
        **tickets.recontacts(ticket, since, log["tickets"], log["contacts"], WEEK, as_of),
    }


def _named(rows: list[Row]) -> list[str]:
    return sorted({row["ticket_id"] for row in rows})


def customer_waits(log: Log, _: datetime) -> list[Row]:
    """Return each turn of each customer."""
    return [turn for ticket in _named(log["messages"]) for turn in tickets.waits(ticket, log["messages"])]


def status_stays(log: Log, as_of: datetime) -> list[Row]:
    """Return each stay of each ticket in a state."""
    events = with_ticket(log)
    return [stay for ticket in _named(events) for stay in tickets.stays(ticket, events, as_of)]


def with_ticket(log: Log) -> list[Row]:
    """Return the events, each with some columns of its ticket; of two rows of a ticket the first is taken."""
    names = {"ticket_created_at": "created_at"} | {name: name for name in ("is_spam", "is_test", "merged_into")}
    known: dict[str, Row] = {}
    for ticket in log["tickets"]:
        known.setdefault(ticket["ticket_id"], ticket)
    return [
        event | {here: known.get(event["ticket_id"], {}).get(there) for here, there in names.items()}
        for event in log["ticket-events"]
    ]


def open_days(log: Log, as_of: datetime) -> list[Row]:
    """Return each ticket for each day at whose end it was open: the last change up to then left it so."""
    events, found = with_ticket(log), list[Row]()
    for ticket in _named(events):
        history = tickets.changes(ticket, events)
        for day, end in hours.day_ends(history[0]["at"], as_of) if history else []:
            last = [event for event in history if event["at"] <= end][-1]
            if last["after"] not in tickets.TERMINAL:
                created = last["ticket_created_at"]
                age = None if created is None else end - created
                found.append(last | {"day": day, "state": last["after"], "age": age})
    return found


def contact_facts(log: Log, _: datetime) -> list[Row]:
    """Return each contact with its wait."""
    known = log["contacts"]
    return [contact | contacts.waited(contact, known, timedelta(seconds=20)) for contact in known]


def interactions(log: Log, _: datetime) -> list[Row]:
    """Return each call or chat with its work."""
    return contacts.interactions(log["contacts"])


def survey_facts(log: Log, _: datetime) -> list[Row]:
    """Return each survey with what its answer counts for."""
    customers: Row = {}
    for ticket in log["tickets"]:
        customers.setdefault(ticket["ticket_id"], ticket["customer_key"])
    known = [survey | {"customer_key": customers.get(survey["ticket_id"])} for survey in log["surveys"]]
    return [survey | surveys.cohort(survey, known, log["ticket-events"]) for survey in known]


def handoff_facts(log: Log, _: datetime) -> list[Row]:
    """Return each handoff with how much it tells."""
    return [handoff | handoffs.completeness(handoff, log["handoffs"]) for handoff in log["handoffs"]]


def shift_facts(log: Log, _: datetime) -> list[Row]:
    """Return each shift with its shares."""
    return [row | people.shift(row) for row in log["agent-time"]]


def headcount_days(log: Log, as_of: datetime) -> list[Row]:
    """Return each person for each day on the staff."""
    return [day for agent in log["agents"] for day in people.days_on_staff(agent, as_of)]


def cost_ledger(log: Log, as_of: datetime) -> list[Row]:
    """Return what was billed, then each contact that was answered, each ticket, and each that was solved."""

    def entry(row: Row, booked_on: Any, **amount: Any) -> Row:  # noqa: ANN401 - as a cell is
        empty = {"amount": None, "contacts": None, "resolved": None}
        return {"vendor": row["vendor"], "queue": row["queue"], "booked_on": booked_on} | empty | amount

    real = [t for t in ticket_facts(log, as_of) if not t["is_spam"] and not t["is_test"]]
    solved = [t for t in real if not t["is_merged"] and t["seen_resolved_at"] is not None]
    return [
        *(entry(row, row["period_start"], amount=row["amount"]) for row in log["invoices"]),
        *(entry(c, c["offered_at"].date(), contacts=1) for c in log["contacts"] if c["outcome"] == "answered"),
        *(entry(t, t["created_at"].date(), contacts=1) for t in real),
        *(entry(t, t["seen_resolved_at"].date(), resolved=1) for t in solved),
    ]


FACTS: dict[str, Callable[[Log, datetime], list[Row]]] = {
    "contact-facts": contact_facts,
    "cost-ledger": cost_ledger,
    "customer-waits": customer_waits,
    "handoff-facts": handoff_facts,
    "headcount-days": headcount_days,
    "interactions": interactions,
    "open-days": open_days,
    "shift-facts": shift_facts,
    "status-stays": status_stays,
    "survey-facts": survey_facts,
    "ticket-facts": ticket_facts,
}
