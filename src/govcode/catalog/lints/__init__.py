"""What can be known of documents without any data: one file per concern, listed once, in alphabetical order."""

from __future__ import annotations

from collections.abc import Callable

from govcode.catalog.catalog import Catalog
from govcode.catalog.lints import baseline, examples, people, proof, reviews, scorecard, targets, unused
from govcode.catalog.problems import Problems

LINTS: tuple[Callable[[Catalog, Problems], None], ...] = (
    baseline.lint,
    examples.lint,
    people.lint,
    proof.lint,
    reviews.lint,
    scorecard.lint,
    targets.lint,
    unused.lint,
)
