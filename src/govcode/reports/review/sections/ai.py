"""Section 8: AI guardrails."""

from __future__ import annotations

from govcode.reports.review.blocks import Section
from govcode.reports.review.topic_tables import Chapter, chapter_section
from govcode.review.review import Review

_CHAPTER = Chapter(
    8,
    "ai",
    "AI guardrails",
    "automation: the allow list, sources, people in the loop, a way to reach a person",
    "No check of automation is declared: nothing is known of what answers by itself.",
)


def section(review: Review) -> Section:
    """Return what is known of automation."""
    return chapter_section(review, _CHAPTER)
