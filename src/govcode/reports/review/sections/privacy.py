"""Section 10: data minimisation and security."""

from __future__ import annotations

from govcode.reports.review.blocks import Section
from govcode.reports.review.topic_tables import Chapter, chapter_section
from govcode.review.review import Review

_CHAPTER = Chapter(
    10,
    "privacy",
    "Data minimisation and security",
    "personal data: fields outside what was agreed, exports, retention, recordings, access",
    "No check of personal data is declared: nothing is known of what is collected, exported or kept too long.",
)


def section(review: Review) -> Section:
    """Return what is known of personal data."""
    return chapter_section(review, _CHAPTER)
