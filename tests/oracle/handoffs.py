"""How much of what the next owner has to know a handoff tells."""

from __future__ import annotations

from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]
TEXTS = ("environment", "steps_tried", "error_details", "customer_expectation")
REQUIRED = (*TEXTS, "occurred_at")
SAY_NOTHING = {"", "n/a", "na", "none", "-", "--", ".", "...", "x", "?", "tbd", "unknown", "see above", "see ticket"}


def tells(value: object) -> bool:
    """Say whether there is something in a field: no blank, and no word that says nothing."""
    return value.strip().lower() not in SAY_NOTHING if isinstance(value, str) else value is not None


def completeness(handoff: Row, handoffs: list[Row]) -> Row:
    """Return how many of the required fields are filled, and whether somebody copied the handoff before."""
    filled = sum(tells(handoff[field]) for field in REQUIRED)
    return {
        "required_fields": len(REQUIRED),
        "filled_fields": filled,
        "complete": filled == len(REQUIRED),
        "copied": _copied(handoff, handoffs),
    }


def _copied(handoff: Row, handoffs: list[Row]) -> bool:
    if handoff["from_team"] is None or not any(tells(handoff[text]) for text in TEXTS):
        return False
    by_the_same = sorted((h for h in handoffs if h["from_team"] == handoff["from_team"]), key=lambda h: h["at"])
    at = next(i for i, h in enumerate(by_the_same) if h is handoff)
    return at > 0 and all((by_the_same[at - 1][text] or "") == (handoff[text] or "") for text in TEXTS)
