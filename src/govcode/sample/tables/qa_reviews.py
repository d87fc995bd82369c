"""qa_reviews: one reviewer's score of one ticket, 0 to 100; a critical failure scores 0."""

from __future__ import annotations

from random import Random

from govcode.sample.clock import stamp
from govcode.sample.reviews import Review
from govcode.sample.row import Row, flag
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.world import World

_COLUMNS = (
    *("review_id", "vendor", "subject_kind", "subject_id", "agent_key", "reviewer_key", "method", "at", "scorecard_id"),
    *("scorecard_version", "score", "critical_fail", "calibration_id", "blind", "sample_frame"),
)


def _rows(world: World, built: Built, rng: Random) -> list[Row]:  # noqa: ARG001 - nothing is left to chance here
    return [_row(review) for review in world.reviews]


def _row(review: Review) -> Row:
    return {
        "review_id": review.review_id,
        "vendor": review.life.case.vendor,
        "subject_kind": "ticket",
        "subject_id": review.life.case.ticket_id,
        "agent_key": review.life.agent,
        "reviewer_key": review.reviewer,
        "method": "human",
        "at": stamp(review.at),
        "scorecard_id": "care-scorecard",
        "scorecard_version": 3,
        "score": review.score,
        "critical_fail": flag(review.critical_fail),
        "calibration_id": review.session.session_id if review.session else None,
        "blind": flag(review.session is not None),
        "sample_frame": "calibration" if review.session else "random",
    }


QA_REVIEWS = TableKind("qa_reviews", _COLUMNS, _rows)
