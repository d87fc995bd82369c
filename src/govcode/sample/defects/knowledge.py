"""Articles nobody looks after, and drafts of a model that cite them or that nobody approved."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from govcode.sample.clock import DAY, moment, stamp
from govcode.sample.planting import Damage, Defect, Edit, Label, Pick, Scene, broken_cells, put
from govcode.sample.row import Row, text


def _live(row: Row) -> bool:
    return row["status"] == "live"


def _overdue(picks: Sequence[Pick], scene: Scene, rng: Random) -> Damage:
    edits, labels = [], []
    for pick in picks:
        late = (int(text(pick.row, "review_interval_days")) + rng.randrange(3, 200)) * DAY
        row = pick.row | {"last_reviewed_at": stamp(scene.period.end - late)}
        row["effective_from"] = min(text(row, "effective_from"), text(row, "last_reviewed_at"))
        edits.append(Edit("kb_articles", pick.index, (row,)))
        labels.append(Label("kb.review-overdue", "kb_articles", text(row, "article_id"), "review overdue"))
    return Damage(tuple(edits), tuple(labels))


def _never_revised(row: Row, scene: Scene) -> bool:
    """Tell whether a live article has one version only, so that its start may move back."""
    return _live(row) and len(scene.of("kb_articles", "article_id", text(row, "article_id"))) == 1


def _reply(row: Row) -> bool:
    return row["author_type"] == "agent" and row["is_public"] is True


def _stale(message: Row, scene: Scene) -> list[Row]:
    """Return the article versions on the ticket's topic that were superseded a day before the message or earlier."""
    ticket = scene.of("tickets", "ticket_id", text(message, "ticket_id"))[0].row
    before = stamp(moment(text(message, "at")) - DAY)
    articles = [p.row for p in scene.of("kb_articles", "category", text(ticket, "topic"))]
    return [a for a in articles if a["superseded_at"] is not None and str(a["superseded_at"]) < before]


def _cites_stale(row: Row, scene: Scene) -> bool:
    return _reply(row) and row["ai_generated"] is True and bool(_stale(row, scene))


def _cited(picks: Sequence[Pick], scene: Scene, rng: Random) -> Damage:
    edits, labels = [], []
    for pick in picks:
        article = rng.choice(_stale(pick.row, scene))
        cited: Row = {"kb_article_id": article["article_id"], "kb_article_version": article["version"]}
        edits.append(Edit("messages", pick.index, (pick.row | cited,)))
        note = "draft cites a superseded version"
        labels.append(Label("ai.stale-citation", "messages", text(pick.row, "message_id"), note))
    return Damage(tuple(edits), tuple(labels))


KNOWLEDGE = (
    broken_cells(
        "ai.human-approval", "messages", "message_id", 0.003, "draft on a regulated topic that nobody approved",
        lambda row: _reply(row) and row["regulated_topic"] is True,
        lambda _row, _rng: {"ai_generated": True, "ai_approved_by": None},
    ),
    Defect("ai.stale-citation", "messages", 0.003, _cites_stale, _cited),
    Defect("kb.review-overdue", "kb_articles", 0.0015, _never_revised, _overdue),
    broken_cells(
        "kb.owner", "kb_articles", "article_id", 0.001, "live article without an owner",
        _live, put("owner", None),
    ),
)  # fmt: skip
