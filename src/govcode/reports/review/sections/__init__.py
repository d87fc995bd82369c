"""The sections of the review: one file each, listed once, in the order in which they are read."""

from __future__ import annotations

# Each file has `section(review) -> Section`; its place here is its number.
SECTIONS: tuple[str, ...] = (
    "cover",
    "decision",
    "scorecard",
    "promises",
    "risks",
    "drift",
    "escalation",
    "quality",
    "ai",
    "knowledge",
    "privacy",
    "workforce",
    "contract",
    "cadence",
    "waivers",
    "actions",
    "limits",
    "appendices",
)
