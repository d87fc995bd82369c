"""Section 11: the people who do the work."""

from __future__ import annotations

from govcode.reports.review.blocks import Section
from govcode.reports.review.topic_tables import Chapter, chapter_section
from govcode.review.review import Review

_CHAPTER = Chapter(
    11,
    "workforce",
    "Workforce",
    "people: who leaves, notice of shifts, pay that was put right, training and certificates, how busy they are",
    "No check of the workforce is declared: nothing is known of who leaves, or works without a certificate.",
)


def section(review: Review) -> Section:
    """Return what is known of the people who do the work."""
    return chapter_section(review, _CHAPTER)
