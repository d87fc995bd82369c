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
    messages, passed, moves = (counting(log, part) for part in ("messages", "handoffs", "ticket-events"))
    solved = tickets.resolution(ticket, events, WEEK, as_of)
    since = solved["resolved_at"]
    moved = {
        f"{who}_{word}": count
        for who, kind in (("group", "group"), ("assignee", "assign"))
        for word, count in tickets.stations(name, events, kind).items()
    }
    reply = tickets.first_reply(ticket, messages)
    return {
        **tickets.survivor(ticket, log["tickets"]),
        **{f"seen_{word}": value for word, value in (reply | solved | moved).items()},
        **tickets.touches(ticket, messages, solved=since is not None, reopened=solved["reopened_within"]),
        **tickets.stalls(name, passed, moves, FOUR_HOURS, as_of),
        **tickets.escalations(ticket, passed, DAY, as_of),
        **tickets.follow_ups(name, since, following(log), WEEK),
        "waiting_for_customer": tickets.time_in(name, events, {"pending"}, as_of),
        "with_us": tickets.time_in(name, events, {"new", "open"}, as_of),
        **tickets.recontacts(ticket, since, about(log), log["contacts"], WEEK, as_of),
        "earlier_owner_ticket": owner(ticket["followup_of"], log),
    }


def left_of(log: Log) -> Row:
    """Return for each ticket the one that is left of it; of two rows of a ticket the first is taken."""
    left: Row = {}
    for ticket in log["tickets"]:
        left.setdefault(ticket["ticket_id"], tickets.survivor(ticket, log["tickets"])["survivor"])
    return left


def owner(ticket: str | None, log: Log) -> str | None:
    """Return the ticket for which counts what happens in a ticket: itself, if no delivered one is left."""
    known = left_of(log)
    left: str | None = known.get(ticket) if ticket else None
    return left if left in known else ticket


def with_owner(log: Log, name: str) -> list[Row]:
    """Return the rows of a dataset with the ticket they count for."""
    owners = {ticket: owner(ticket, log) for ticket in {row["ticket_id"] for row in log[name]}}
    return [row | {"owner_ticket": owners[row["ticket_id"]]} for row in log[name]]


def with_queue(log: Log, name: str) -> list[Row]:
    """Return the rows of a dataset with the ticket they count for, and its queue."""
    queues = first_of(log, "tickets", "ticket_id", "queue")
    return [row | {"queue": queues.get(row["owner_ticket"])} for row in with_owner(log, name)]


def first_of(log: Log, name: str, key: str, column: str) -> Row:
    """Return a column by the key of the rows; of two with the same, the first is taken."""
    found: Row = {}
    for row in log[name]:
        found.setdefault(row[key], row[column])
    return found


def counting(log: Log, name: str) -> list[Row]:
    """Return rows as rows of the ticket they count for."""
    return [row | {"ticket_id": row["owner_ticket"]} for row in with_owner(log, name)]


def following(log: Log) -> list[Row]:
    """Return tickets that follow up the ones they are merged into, else what is left of those that they name."""
    left = left_of(log)
    return [
        row | {"followup_of": owner(row["followup_of"], log) if row["merged_into"] is None else left[row["ticket_id"]]}
        for row in log["tickets"]
    ]


def about(log: Log) -> list[Row]:
    """Return tickets, duplicates among them with the issue of the one that is left."""
    left, issues = left_of(log), Row()
    for ticket in log["tickets"]:
        issues.setdefault(ticket["ticket_id"], tickets.issue_of(ticket))
    return [
        row
        | {"issue_key": known if (known := issues.get(left[row["ticket_id"]])) is not None else tickets.issue_of(row)}
        for row in log["tickets"]
    ]


def merged_tickets(log: Log, _: datetime) -> list[Row]:
    """Return the duplicates, each with what the one that is left is about; nothing is merged into one that is left."""
    merged = [ticket for ticket in log["tickets"] if ticket["merged_into"] is not None]
    issues, categories = (first_of(log, "tickets", "ticket_id", word) for word in ("issue_key", "category"))
    return [
        ticket
        | (found := tickets.survivor(ticket, log["tickets"]))
        | {"merged_children": sum(row["merged_into"] == ticket["ticket_id"] for row in merged)}
        | {
            "issue_of_survivor": issues.get(found["survivor"]),
            "category_of_survivor": categories.get(found["survivor"]),
        }
        for ticket in merged
    ]


def owned_tickets(log: Log, _: datetime) -> list[Row]:
    """Return each ticket with the one it counts for and what it is about."""
    return [
        row | {"owner_ticket": owner(row["ticket_id"], log), "same_issue": tickets.issue_of(known)}
        for row, known in zip(log["tickets"], about(log), strict=True)
    ]


def qa_reviews(log: Log, _: datetime) -> list[Row]:
    """Return each review with the queue of the ticket or contact that was reviewed."""
    queues = {
        "ticket": first_of(log, "tickets", "ticket_id", "queue"),
        "contact": first_of(log, "contacts", "contact_id", "queue"),
    }
    return [row | {"queue": queues.get(row["subject_kind"], {}).get(row["subject_id"])} for row in log["qa-reviews"]]


def _named(rows: list[Row]) -> list[str]:
    return sorted({row["ticket_id"] for row in rows})


def customer_waits(log: Log, _: datetime) -> list[Row]:
    """Return each turn of each customer."""
    owned = [row | {"own": row["ticket_id"], "ticket_id": row["owner_ticket"]} for row in with_queue(log, "messages")]
    turns = [turn for ticket in _named(owned) for turn in tickets.waits(ticket, owned)]
    return [
        {name: cell for name, cell in (turn | {"ticket_id": turn["own"]}).items() if name != "own"} for turn in turns
    ]


def status_stays(log: Log, as_of: datetime) -> list[Row]:
    """Return each stay of each ticket in a state."""
    events = with_ticket(log)
    return [stay for ticket in _named(events) for stay in tickets.stays(ticket, events, as_of)]


def with_ticket(log: Log) -> list[Row]:
    """Return the events, each with some columns of its ticket; of two rows of a ticket the first is taken."""
    same = ("is_spam", "is_test", "merged_into", "queue")
    names = {"ticket_created_at": "created_at"} | {name: name for name in same}
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
    looked_up = {word: first_of(log, "tickets", "ticket_id", word) for word in ("customer_key", "queue")}
    known = [
        survey | {word: found.get(survey["ticket_id"]) for word, found in looked_up.items()}
        for survey in log["surveys"]
    ]
    return [survey | surveys.cohort(survey, known, log["ticket-events"]) for survey in known]


def handoff_facts(log: Log, _: datetime) -> list[Row]:
    """Return each handoff with how much it tells."""
    known = with_queue(log, "handoffs")
    return [handoff | handoffs.completeness(handoff, known) for handoff in known]


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
    "merged-tickets": merged_tickets,
    "open-days": open_days,
    "owned-events": lambda log, _: [
        event | {"owner_ticket": owner(event["ticket_id"], log)} for event in with_ticket(log)
    ],
    "owned-handoffs": lambda log, _: with_queue(log, "handoffs"),
    "owned-messages": lambda log, _: with_owner(log, "messages"),
    "owned-tickets": owned_tickets,
    "qa-reviews": qa_reviews,
    "shift-facts": shift_facts,
    "status-stays": status_stays,
    "survey-facts": survey_facts,
    "ticket-facts": ticket_facts,
}
