"""What messages, events and handoffs say of tickets, worked out by walking through them one by one.

Written from the definitions of the domain, not from the engines: it shares no code with them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, TypeAlias

from tests.oracle.hours import open_time

Row: TypeAlias = dict[str, Any]
TERMINAL = {"solved", "closed"}


def of(ticket: str, rows: list[Row]) -> list[Row]:
    """Return the rows of a ticket, in the order they were delivered."""
    return [row for row in rows if row["ticket_id"] == ticket]


def in_time(rows: list[Row]) -> list[Row]:
    """Return events by their moment and number; of those that have the same, the first delivered comes first."""
    return sorted(rows, key=lambda row: (row["at"], row["seq"]))


def is_customers(message: Row) -> bool:
    """Say whether a customer wrote it."""
    return bool(message["author_type"] == "customer")


def is_reply(message: Row) -> bool:
    """Say whether a person on our side wrote it to the customer: no note, no bot, no unread draft of the model."""
    if message["author_type"] != "agent" or message["is_public"] is not True:
        return False
    return message["ai_generated"] is not True or message["ai_approved_by"] is not None


def talk(messages: list[Row]) -> list[Row]:
    """Return the messages by their moment; at one moment, the customer's come first."""
    return sorted(messages, key=lambda m: (m["at"], not is_customers(m)))


def first_reply(ticket: Row, messages: list[Row]) -> Row:
    """Return when the customer was first heard, and when somebody first answered after that."""
    said = [m for m in talk(of(ticket["ticket_id"], messages)) if is_customers(m) or is_reply(m)]
    heard = next((m["at"] for m in said if is_customers(m)), None)
    if heard is None and ticket["created_by"] == "customer":
        heard = ticket["created_at"]
    answered = None
    for message in said:
        if heard is not None and is_reply(message) and message["at"] >= heard and answered is None:
            answered = message["at"]
    opened_by_agent = is_reply(said[0]) if said else None
    return {
        "first_contact_at": heard,
        "first_reply_at": answered,
        "replied": None if heard is None else answered is not None,
        "reply_wait": None if heard is None or answered is None else answered - heard,
        "reply_wait_business": open_time(heard, answered),
        "opened_by_agent": False if ticket["created_by"] == "customer" else opened_by_agent,
    }


def waits(ticket: str, messages: list[Row]) -> list[Row]:
    """Return each turn of the customer: the message that began it, and when somebody answered."""
    turns: list[Row] = []
    waiting: Row | None = None
    for message in talk(of(ticket, messages)):
        if is_customers(message) and waiting is None:
            waiting = message | {"asked_at": message["at"], "replied_at": None, "turn": len(turns) + 1}
            turns.append(waiting)
        elif is_reply(message) and waiting is not None:
            waiting["replied_at"] = message["at"]
            waiting = None
    for turn in turns:
        turn["answered"] = turn["replied_at"] is not None
        turn["wait"] = turn["replied_at"] - turn["asked_at"] if turn["answered"] else None
        turn["wait_business"] = open_time(turn["asked_at"], turn["replied_at"])
    return turns


def changes(ticket: str, events: list[Row]) -> list[Row]:
    """Return the events that give a ticket a state, in order."""
    return [e for e in in_time(of(ticket, events)) if e["kind"] in {"status", "reopen"} and e["after"] is not None]


def entries(ticket: str, events: list[Row]) -> list[Row]:
    """Return the events by which a ticket enters another state; entering the state it is in is nothing."""
    entered: list[Row] = []
    for event in changes(ticket, events):
        if not entered or entered[-1]["after"] != event["after"]:
            entered.append(event)
    return entered


def resolution(ticket: Row, events: list[Row], held_for: timedelta, as_of: datetime) -> Row:
    """Return the solutions of a ticket, which of them held, and how often it came back."""
    entered = entries(ticket["ticket_id"], events)
    solves: list[Row] = []
    for event in entered:
        if event["after"] in TERMINAL and (not solves or solves[-1]["left"] is not None):
            automatic = None if event["actor_type"] is None else event["actor_type"] == "system"
            solves.append({"at": event["at"], "left": None, "automatic": automatic})
        elif event["after"] not in TERMINAL and solves and solves[-1]["left"] is None:
            solves[-1]["left"] = event["at"]
    held = [solve for solve in solves if solve["left"] is None or solve["left"] - solve["at"] > held_for]
    resolved = held[-1]["at"] if held else None
    took = None if resolved is None or resolved < ticket["created_at"] else resolved - ticket["created_at"]
    return {
        "solves": len(solves),
        "first_solved_at": solves[0]["at"] if solves else None,
        "last_solved_at": solves[-1]["at"] if solves else None,
        "resolved_at": resolved,
        "is_open": entered[-1]["after"] not in TERMINAL if entered else True,  # nothing says that it is over
        "reopens": sum(solve["left"] is not None for solve in solves),
        "reopened_within": len(held) < len(solves) if solves else None,
        "resolution_mature": None if resolved is None else resolved + held_for <= as_of,
        "solved_by_automation": held[-1]["automatic"] if held else None,
        "time_to_resolve": took,
        "time_to_resolve_business": None if took is None else open_time(ticket["created_at"], resolved),
    }


def touches(ticket: Row, messages: list[Row], *, solved: bool, reopened: bool | None) -> Row:
    """Return how often a person answered, and whether one answer solved it; an opening is no answer."""
    replies, asked = 0, any(is_customers(m) for m in of(ticket["ticket_id"], messages))
    heard = not asked
    for message in talk(of(ticket["ticket_id"], messages)):
        heard = heard or is_customers(message)
        replies += heard and is_reply(message)
    return {
        "human_replies": replies,
        "one_touch": replies == 1 and reopened is not True if solved else None,
        "zero_touch": replies == 0 if solved else None,
    }


def stations(ticket: str, events: list[Row], kind: str, settle: timedelta = timedelta(seconds=1)) -> Row:
    """Return at how many stations a ticket stood, how often it moved, and how often from A to B and back to A."""
    moves = [
        event
        for event in in_time(of(ticket, events))
        if event["kind"] == kind
        and event["after"] is not None
        and not (kind == "assign" and event["after"] == event["actor_key"])
    ]
    last = [m for i, m in enumerate(moves) if i + 1 == len(moves) or moves[i + 1]["at"] - m["at"] >= settle]
    stops = [last[0]["before"]] if last and last[0]["before"] is not None else []
    for move in last:
        if not stops or stops[-1] != move["after"]:
            stops.append(move["after"])
    return {
        "stations": len(stops),
        "changes": max(len(stops) - 1, 0),
        "returns": sum(stops[i] == stops[i - 2] for i in range(2, len(stops))),
    }


def stalls(ticket: str, handoffs: list[Row], events: list[Row], within: timedelta, as_of: datetime) -> Row:
    """Return how many handoffs there were, how many nobody took in time, and moves after which nothing happened."""
    mine, stalled = of(ticket, handoffs), 0
    for handoff in mine:
        ends = [at for at in (handoff["accepted_at"], handoff["returned_at"]) if at is not None]
        stalled += min(ends, default=as_of) - handoff["at"] > within
    idle, waiting = 0, False
    for event in in_time(of(ticket, events)):
        if event["kind"] == "group":
            idle += waiting
            waiting = True
        elif event["kind"] in {"status", "reopen"}:
            waiting = False
    return {"handoffs": len(mine), "stalled_handoffs": stalled, "moves_without_progress": idle}


def passes_up(handoff: Row) -> bool:
    """Say whether a handoff is one to a higher tier or to the client."""
    higher = handoff["from_tier"] is not None and handoff["to_tier"] > handoff["from_tier"]
    return bool(higher or handoff["to_party"] == "client")


def escalations(ticket: Row, handoffs: list[Row], within: timedelta, as_of: datetime) -> Row:
    """Return how often a ticket was passed up, and whether it should have been and was not."""
    up = [h["at"] for h in of(ticket["ticket_id"], handoffs) if passes_up(h)]
    due = ticket["created_at"] + within
    has_to = ticket["severity"] == "critical" or ticket["regulated_topic"]
    missed: bool | None = None
    if not has_to or any(at <= due for at in up):
        missed = False
    elif due < as_of:
        missed = True
    return {
        "escalations": len(up),
        "escalated": bool(up),
        "first_escalated_at": min(up, default=None),
        "missed_escalation": missed,
    }


def follow_ups(ticket: str, since: datetime | None, tickets: list[Row], within: timedelta) -> Row:
    """Return the tickets that name this one, and whether one of them came in time after it was solved."""
    came = [t["created_at"] for t in tickets if t["followup_of"] == ticket]
    return {
        "follow_ups": len(came),
        "followed_up": bool(came),
        "first_followed_up_at": min(came, default=None),
        "followed_up_within": None if since is None else any(since <= at <= since + within for at in came),
    }


def survivor(ticket: Row, tickets: list[Row]) -> Row:
    """Return what is left of a ticket at the end of its merges, and whether they run in a circle."""
    into = {row["ticket_id"]: row["merged_into"] for row in tickets}
    here, seen, circle = ticket["ticket_id"], set[str](), False
    while into.get(here) is not None and not circle:
        seen.add(here)
        here = into[here]
        circle = here in seen
    return {
        "is_merged": ticket["merged_into"] is not None,
        "survivor": None if circle else here,
        "merge_circle": circle,
        "merged_children": sum(row["merged_into"] == ticket["ticket_id"] for row in tickets),
    }


def issue_of(ticket: Row) -> str | None:
    """Return what a ticket is about, as far as anybody knows."""
    issue: str | None = ticket["issue_key"] if ticket["issue_key"] is not None else ticket["category"]
    return issue


def recontacts(
    ticket: Row, since: datetime | None, tickets: list[Row], contacts: list[Row], within: timedelta, as_of: datetime
) -> Row:
    """Return whether the customer came back after the solution, about the same issue or about anything."""
    who, what = ticket["customer_key"], issue_of(ticket)
    same, anything = list[datetime](), list[datetime]()
    if since is not None and who is not None:
        begun = max(since, ticket["created_at"])  # where clocks disagree, a ticket is not its own return
        again = [t for t in tickets if t["customer_key"] == who and t["created_at"] > begun]
        again = [t for t in again if not t["is_spam"] and not t["is_test"]]
        same = [t["created_at"] for t in again if what is not None and issue_of(t) == what]
        called = [c for c in contacts if c["customer_key"] == who and c["direction"] == "inbound"]
        anything = [t["created_at"] for t in again] + [c["offered_at"] for c in called if c["offered_at"] > begun]
    return {
        "recontacted": any(at <= since + within for at in same) if since and who and what else None,
        "recontacted_at": min(same, default=None),
        "any_recontacted": any(at <= since + within for at in anything) if since and who else None,
        "recontact_mature": None if since is None else since + within <= as_of,
    }


def stays(ticket: str, events: list[Row], as_of: datetime) -> list[Row]:
    """Return each stay in a state: from entering it to entering the next, or until now."""
    entered = entries(ticket, events)
    ends = [event["at"] for event in entered[1:]] + [as_of] if entered else []
    return [
        event
        | {
            "state": event["after"],
            "entered_at": event["at"],
            "left_at": end,
            "lasts": i + 1 == len(entered),
            "spent": end - event["at"],
            "spent_business": open_time(event["at"], end),
        }
        for i, (event, end) in enumerate(zip(entered, ends, strict=True))
    ]


def time_in(ticket: str, events: list[Row], states: set[str], as_of: datetime) -> timedelta | None:
    """Return how long a ticket was in some states together; None if nobody knows in which states it was."""
    known = stays(ticket, events, as_of)
    return sum((s["spent"] for s in known if s["state"] in states), timedelta()) if known else None
