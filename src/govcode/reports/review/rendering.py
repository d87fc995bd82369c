"""A review in any of its formats; the page is made once, however many formats are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any, cast

from govcode.reports.review import EXPORTS, FORMATS
from govcode.reports.review.page import page_of
from govcode.review.review import Review


def known() -> tuple[str, ...]:
    """Return the names of all formats."""
    return tuple(sorted((*FORMATS, *EXPORTS)))


def rendered(review: Review, names: Sequence[str]) -> Iterator[str | bytes]:
    """Yield the review in each of the named formats."""
    page = page_of(review) if any(name in FORMATS for name in names) else None
    for name in names:
        if name in FORMATS:
            yield _function(FORMATS[name])(page)
        else:
            yield _function(EXPORTS[name])(review)


def _function(place: str) -> Callable[[Any], str | bytes]:
    module, _, name = place.partition(":")
    return cast("Callable[[Any], str | bytes]", getattr(import_module(module), name))
