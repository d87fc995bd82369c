"""Who worked when they were planned to, and who was on the staff on which day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]


def shift(row: Row) -> Row:
    """Return the times of a shift and their shares."""
    scheduled, exception, staffed = row["scheduled_s"], row["exception_s"], row["staffed_s"]
    handled, available = row["handle_s"], row["available_s"]
    planned = scheduled is not None and scheduled > 0
    busy = None if handled is None or available is None else handled + available
    return {
        "scheduled": _seconds(scheduled),
        "exceptions": _seconds(exception),
        "staffed": _seconds(staffed),
        "occupied": _seconds(handled),
        "adherence": max(0.0, 1 - exception / scheduled) if planned and exception is not None else None,
        "conformance": staffed / scheduled if planned else None,
        "occupancy": handled / busy if busy else None,
    }


def _seconds(count: int | None) -> timedelta | None:
    return None if count is None else timedelta(seconds=count)


def days_on_staff(agent: Row, as_of: datetime) -> list[Row]:
    """Return a row of the roster for each day on which it says that somebody was there."""
    live: date | None = agent["first_live_on"]
    last: date | None = agent["left_on"]
    until = agent["valid_to"].date() if agent["valid_to"] is not None else None
    found: list[Row] = []
    if live is None:
        return found
    day = max(live, agent["valid_from"].date())
    while day < as_of.date():
        leaves_here = last is not None and (until is None or last <= until)
        if leaves_here and last is not None and day > last:
            break
        if not leaves_here and until is not None and day >= until:
            break
        left = day == last
        reason = agent["left_reason"]
        counts = None if reason is None else reason in {"voluntary", "involuntary"}
        willing = None if reason is None else reason == "voluntary"
        found.append(
            agent
            | {
                "day": day,
                "left": counts if left else False,
                "left_voluntarily": willing if left else False,
                "tenure_days": float((day - live).days),
                "early": day - live < timedelta(days=90),
            }
        )
        day += timedelta(days=1)
    return found
