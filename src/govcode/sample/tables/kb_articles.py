"""kb_articles: every version of every knowledge article; the client owns them."""

from __future__ import annotations

from random import Random

from govcode.sample.clock import maybe_stamp, stamp
from govcode.sample.library import HIGH_RISK, Article
from govcode.sample.row import Row, flag
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.world import World

_COLUMNS = (
    *("article_id", "version", "title", "category", "owner", "status", "effective_from", "superseded_at"),
    *("last_reviewed_at", "review_interval_days", "high_risk_topic"),
)


def _rows(world: World, built: Built, rng: Random) -> list[Row]:  # noqa: ARG001 - nothing is left to chance here
    return [_row(article) for article in world.library.articles]


def _row(article: Article) -> Row:
    return {
        "article_id": article.article_id,
        "version": article.version,
        "title": article.title,
        "category": article.topic,
        "owner": article.owner,
        "status": "live" if article.superseded is None else "superseded",
        "effective_from": stamp(article.effective),
        "superseded_at": maybe_stamp(article.superseded),
        "last_reviewed_at": stamp(article.reviewed),
        "review_interval_days": article.interval_days,
        "high_risk_topic": flag(article.topic in HIGH_RISK),
    }


KB_ARTICLES = TableKind("kb_articles", _COLUMNS, _rows)
