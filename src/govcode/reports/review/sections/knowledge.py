"""Section 9: knowledge."""

from __future__ import annotations

from govcode.reports.review.blocks import Section
from govcode.reports.review.topic_tables import Chapter, chapter_section
from govcode.review.review import Review

_CHAPTER = Chapter(
    9,
    "knowledge",
    "Knowledge",
    "articles and templates: their owners, their reviews, and what customers ask most",
    "No check of articles and templates is declared: nobody knows whether answers are still right.",
)


def section(review: Review) -> Section:
    """Return what is known of articles and templates."""
    return chapter_section(review, _CHAPTER)
