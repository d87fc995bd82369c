"""Expressions of a feed: over texts as they were delivered, under the names that `read` gives them."""

from __future__ import annotations

from collections.abc import Iterator

from govcode.documents.kinds.feed import FeedTable
from govcode.expressions import Scope, Typed, typed
from govcode.ir.expression import Case, Expr, Literal, Type


def typed_in_feed(text: str, table: FeedTable, expect: Type | None) -> Typed:
    """Return the typed expression of a feed, or its mistakes; every name of `read` is a text.

    None leaves open what the whole gives.
    """
    return typed(text, Scope(dict.fromkeys(table.read, Type.TEXT), described="the names under `read`"), expect)


def outcomes(expr: Expr) -> Iterator[str]:
    """Yield the texts that an expression can give by writing them out."""
    match expr:
        case Literal(str(value), Type.TEXT):
            yield value
        case Case(branches, otherwise):
            for _, result in branches:
                yield from outcomes(result)
            yield from outcomes(otherwise)
        case _:
            pass
