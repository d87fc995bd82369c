"""qa_items: the ratings a review is made of, 0 to 5 points per dimension."""

from __future__ import annotations

from random import Random

from govcode.sample.reviews import DIMENSIONS, MOST
from govcode.sample.row import Row
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.world import World

_COLUMNS = ("review_id", "item_id", "vendor", "dimension", "rating", "max")


def _rows(world: World, built: Built, rng: Random) -> list[Row]:  # noqa: ARG001 - nothing is left to chance here
    return [
        {
            "review_id": review.review_id,
            "item_id": f"{review.review_id}-{dimension}",
            "vendor": review.life.case.vendor,
            "dimension": dimension,
            "rating": rating,
            "max": MOST,
        }
        for review in world.reviews
        for dimension, rating in zip(DIMENSIONS, review.ratings, strict=True)
    ]


QA_ITEMS = TableKind("qa_items", _COLUMNS, _rows)
