"""Every document is read through on its rhythm."""

from __future__ import annotations

from datetime import timedelta

from govcode.catalog.catalog import Catalog
from govcode.catalog.problems import Problems


def lint(catalog: Catalog, problems: Problems) -> None:
    """Warn of overdue reviews."""
    today = catalog.as_of.date()
    for documents in catalog.registry.by_kind.values():
        for at in documents.values():
            review = at.document.metadata.review
            if review is None:
                continue
            due = review.last + timedelta(microseconds=review.every)
            if due < today:
                message = f"the review was due on {due}, {(today - due).days} days ago"
                problems.warn("GC301", message, at, ("metadata", "review", "last"), "read it through and set `last`")
