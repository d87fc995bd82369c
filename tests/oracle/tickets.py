"""What the events of one ticket say, worked out by walking through them one by one.

Written from the definitions of the domain, not from the engines: it shares no code with them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]
TERMINAL = {"solved", "closed"}


def of(ticket: str, rows: list[Row]) -> list[Row]:
    """Return the rows of a ticket, in the order they were delivered."""
    return [row for row in rows if row["ticket_id"] == ticket]


def in_time(rows: list[Row]) -> list[Row]:
    """Return rows by their moment; of those at one moment, the first delivered comes first."""
    return sorted((row for row in rows if row["at"] is not None), key=lambda row: row["at"])


def is_customers(message: Row) -> bool:
    """Say whether a customer wrote it, for all to see."""
    return message["author_type"] == "customer" and message["is_public"] is True


def is_reply(message: Row) -> bool:
    """Say whether a person on our side wrote it to the customer: no note, no bot, no unread draft of the model."""
    if message["author_type"] != "agent" or message["is_public"] is not True:
        return False
    return message["ai_generated"] is not True or message["ai_approved_by"] is not None


def talk(messages: list[Row]) -> list[Row]:
    """Return the messages by their moment; at one moment, the customer's come first."""
    return sorted(in_time(messages), key=lambda m: (m["at"], not is_customers(m)))


def first_reply(ticket: Row, messages: list[Row]) -> Row:
    """Return when the customer was first heard, and when somebody first answered after that."""
    said = talk(of(ticket["ticket_id"], messages))
    heard = next((m["at"] for m in said if is_customers(m)), None)
    if heard is None and ticket["created_by"] == "customer":
        heard = ticket["created_at"]
    answered = None
    for message in said:
        if heard is not None and is_reply(message) and message["at"] >= heard and answered is None:
            answered = message["at"]
    wait = None if heard is None or answered is None else answered - heard
    return {"first_contact_at": heard, "first_reply_at": answered, "replied": answered is not None, "reply_wait": wait}


def waits(ticket: str, messages: list[Row]) -> list[Row]:
    """Return each turn of the customer: what was asked first in it, and when somebody answered it."""
    turns: list[Row] = []
    waiting: Row | None = None
    for message in talk(of(ticket, messages)):
        if is_customers(message) and waiting is None:
            waiting = {"ticket_id": ticket, "asked_at": message["at"], "replied_at": None, "turn": len(turns) + 1}
            turns.append(waiting)
        elif is_reply(message) and waiting is not None:
            waiting["replied_at"] = message["at"]
            waiting = None
    for turn in turns:
        turn["answered"] = turn["replied_at"] is not None
        turn["wait"] = turn["replied_at"] - turn["asked_at"] if turn["answered"] else None
    return turns


def statuses(ticket: str, events: list[Row]) -> list[tuple[datetime, str]]:
    """Return the states a ticket entered, in order; entering the state it is in is nothing."""
    entered: list[tuple[datetime, str]] = []
    for event in in_time(of(ticket, events)):
        if (
            event["kind"] == "status"
            and event["after"] is not None
            and (not entered or entered[-1][1] != event["after"])
        ):
            entered.append((event["at"], event["after"]))
    return entered


def resolution(ticket: Row, events: list[Row], held_for: timedelta, as_of: datetime) -> Row:
    """Return the solutions of a ticket, which of them held, and how often it came back."""
    entered = statuses(ticket["ticket_id"], events)
    solves: list[tuple[datetime, datetime | None]] = []  # when, and when it was left again
    for at, status in entered:
        if status in TERMINAL and (not solves or solves[-1][1] is not None):
            solves.append((at, None))
        elif status not in TERMINAL and solves and solves[-1][1] is None:
            solves[-1] = (solves[-1][0], at)
    held = [at for at, left in solves if left is None or left - at > held_for]
    resolved = held[-1] if held else None
    return {
        "solves": len(solves),
        "first_solved_at": solves[0][0] if solves else None,
        "last_solved_at": solves[-1][0] if solves else None,
        "resolved_at": resolved,
        "is_open": entered[-1][1] not in TERMINAL if entered else None,
        "reopens": sum(left is not None for _, left in solves),
        "reopened_within": any(left is not None and left - at <= held_for for at, left in solves),
        "resolution_mature": None if resolved is None else resolved + held_for <= as_of,
    }


def runs(values: list[str]) -> list[str]:
    """Return values without those that repeat the one before."""
    return [value for i, value in enumerate(values) if i == 0 or values[i - 1] != value]


def stations(ticket: str, events: list[Row], kind: str) -> tuple[int, int]:
    """Return at how many stations a ticket stood, and how often it went from A to B and straight back to A."""
    stops = runs([e["after"] for e in in_time(of(ticket, events)) if e["kind"] == kind and e["after"] is not None])
    back = sum(1 for i in range(2, len(stops)) if stops[i] == stops[i - 2])
    return len(stops), back


def human_replies(ticket: str, messages: list[Row]) -> int:
    """Return how often a person answered in public."""
    return sum(is_reply(message) for message in of(ticket, messages) if message["at"] is not None)


def survivor(ticket: Row, tickets: list[Row]) -> tuple[str | None, bool]:
    """Return the ticket that a ticket was merged into in the end, and whether the merges run in a circle."""
    into: dict[str, str | None] = {}
    for row in tickets:
        into.setdefault(row["ticket_id"], row["merged_into"])
    seen, here = {ticket["ticket_id"]}, ticket["ticket_id"]
    while into.get(here) is not None:
        here = str(into[here])
        if here in seen:
            return None, True
        seen.add(here)
    return here, False


def recontact(
    at: datetime, customer: str | None, issue: str | None, others: list[tuple[datetime, str | None, str | None]]
) -> datetime | None:
    """Return when the same customer was next heard about the same issue."""
    later = [when for when, who, what in others if when > at and who == customer and what == issue]
    return min(later, default=None) if customer is not None and issue is not None else None


def stays(ticket: str, events: list[Row], as_of: datetime) -> list[Row]:
    """Return each stay in a state: from entering it to entering the next, or until now."""
    entered = statuses(ticket, events)
    ends = [at for at, _ in entered[1:]] + [as_of]
    return [
        {"ticket_id": ticket, "status": status, "entered_at": at, "left_at": end, "lasts": i == len(entered) - 1}
        for i, ((at, status), end) in enumerate(zip(entered, ends, strict=True))
    ]


def open_days(created: datetime, resolved: datetime | None, as_of: datetime) -> list[datetime]:
    """Return the ends of the days (UTC midnights) at which a ticket was open."""
    midnight = created.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    ends: list[datetime] = []
    while midnight <= as_of and (resolved is None or midnight <= resolved):
        if resolved is None or midnight < resolved:
            ends.append(midnight)
        midnight += timedelta(days=1)
    return ends
