"""How long calls and chats waited, how they ended, and what work they were, call by call."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, TypeAlias

from tests.oracle.hours import is_open

Row: TypeAlias = dict[str, Any]
GAVE_UP = {"abandoned", "short_abandoned"}
KEPT = ("vendor", "queue", "channel", "direction", "customer_key", "ticket_id", "agent_key")


def wait(contact: Row) -> timedelta | None:
    """Return how long a contact waited for its answer, or until the customer gave up."""
    end: datetime | None = None
    if contact["outcome"] == "answered":
        end = contact["answered_at"]
    elif contact["outcome"] in GAVE_UP:
        end = contact["ended_at"]
    return None if end is None or end < contact["offered_at"] else end - contact["offered_at"]


def waited(contact: Row, contacts: list[Row], within: timedelta) -> Row:
    """Return how long a contact waited and how it ended."""
    lasted, gave_up = wait(contact), contact["outcome"] in GAVE_UP

    def in_time(limit: timedelta, *, counts: bool) -> bool | None:
        if not counts:
            return False
        return None if lasted is None else lasted <= limit

    return {
        "wait": lasted,
        "answered_within": in_time(within, counts=contact["outcome"] == "answered"),
        "abandoned_within": in_time(within, counts=gave_up),
        "short_abandon": in_time(timedelta(seconds=10), counts=gave_up),
        "redialled": redialled(contact, contacts) if gave_up else False,
        "offered_when_open": is_open(contact["offered_at"]),
    }


def redialled(contact: Row, contacts: list[Row]) -> bool | None:
    """Say whether the customer, who gave up, came again within five minutes."""
    ended, who = contact["ended_at"], contact["customer_key"]
    if who is None or ended is None:
        return None
    for other in contacts:
        again = other["customer_key"] == who and other["offered_at"] > max(ended, contact["offered_at"])
        if again and other["offered_at"] <= ended + timedelta(minutes=5):
            return True
    return False


def interactions(contacts: list[Row]) -> list[Row]:
    """Return what each call or chat was over all its legs."""
    ids = sorted({c["interaction_id"] for c in contacts if c["interaction_id"] is not None})
    return [_interaction(one, [c for c in contacts if c["interaction_id"] == one]) for one in ids]


def _interaction(name: str, contacts: list[Row]) -> Row:
    legs = sorted(contacts, key=lambda leg: leg["offered_at"])
    answered = [leg for leg in legs if leg["outcome"] == "answered"]
    row = {"interaction_id": name} | {column: legs[0][column] for column in KEPT}
    row |= {
        "began_at": legs[0]["offered_at"],
        "legs": len(legs),
        "transfers": max(len(answered) - 1, 0),
        "handled": bool(answered),
    }
    for part in ("talk", "hold", "acw"):
        seconds = [leg[f"{part}_s"] for leg in answered]
        row[part] = timedelta(seconds=sum(seconds)) if seconds and None not in seconds else None
    parts = [row["talk"], row["hold"], row["acw"]]
    row["handle"] = sum(parts, timedelta()) if None not in parts else None
    return row
