"""The page: every section of the review, in the order of the list."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from govcode.reports.review.blocks import Page, Section
from govcode.reports.review.cells import visible
from govcode.reports.review.sections import SECTIONS
from govcode.review.review import Review


def page_of(review: Review) -> Page:
    """Return the review as sections of blocks, which any format can render."""
    front, scene = review.cover.front, review.scene
    subject = f" of {review.named(scene.vendor)}" if scene.vendor else ""
    return Page(
        visible(f"{front.title}: quarterly review{subject}, {scene.quarter}"),
        visible(f"{scene.quarter.start} up to, not including, {scene.quarter.end}, as seen on {scene.as_of.date()}"),
        "en",
        tuple(_section(name)(review) for name in SECTIONS),
    )


def _section(name: str) -> Callable[[Review], Section]:
    module = import_module(f"govcode.reports.review.sections.{name}")
    return cast("Callable[[Review], Section]", module.section)
