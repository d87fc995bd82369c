"""Scores that cannot be."""

from __future__ import annotations

from govcode.sample.planting import broken_cells, put
from govcode.sample.row import text

QUALITY = (
    broken_cells(
        "qa.score-range", "qa_reviews", "review_id", 0.001, "score outside 0 to 100",
        lambda row: row["critical_fail"] == "false", put("score", -5, 101, 110, 950),
    ),
    broken_cells(
        "qa.auto-fail", "qa_reviews", "review_id", 0.001, "critical failure with a score",
        lambda row: row["critical_fail"] == "false" and int(text(row, "score")) > 0,
        put("critical_fail", "true"),
    ),
    broken_cells(
        "surveys.score-in-scale", "surveys", "survey_id", 0.002, "score outside its scale",
        lambda row: row["score_raw"] is not None,
        lambda row, rng: {"score_raw": rng.choice((int(text(row, "scale_min")) - 1, int(text(row, "scale_max")) + 2))},
    ),
)  # fmt: skip
