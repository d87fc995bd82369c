"""Tickets that break promises about their own columns."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from govcode.sample.clock import MINUTE, moment, stamp
from govcode.sample.planting import Damage, Defect, Edit, Label, Pick, Scene, broken_cells, put
from govcode.sample.row import Row, text

_BAD_PRIORITIES = ("P1", "urgent", "P2", "Hi", "4")
_BAD_MOMENTS = ("31/31/2026 99:99", "2026-13-40T25:61:00Z", "yesterday", "0000-00-00 00:00")
_BAD_LANGUAGES = ("it", "pl", "xx", "sv")


def _plain(row: Row) -> bool:
    """Tell whether no escalation hangs on the ticket."""
    return row["severity"] != "critical" and row["regulated_topic"] == row["is_test"] == row["is_spam"] == "false"


def _reply_matters(row: Row, _: Scene) -> bool:
    return row["status_now"] in {"solved", "closed"} and _plain(row)


def _skewed(row: Row, rng: Random) -> Row:
    return {"resolved_at": stamp(moment(text(row, "created_at")) - rng.randrange(2 * MINUTE, 300 * MINUTE))}


def _redelivered(picks: Sequence[Pick], scene: Scene, rng: Random) -> Damage:  # noqa: ARG001
    edits = tuple(Edit("tickets", p.index, (p.row, p.row)) for p in picks)
    note = "the same row delivered twice"
    return Damage(
        edits, tuple(Label("tickets.ticket_id.unique", "tickets", text(p.row, "ticket_id"), note) for p in picks)
    )


def _unreadable(picks: Sequence[Pick], scene: Scene, rng: Random) -> Damage:  # noqa: ARG001
    """Write no moment where one belongs: the cell counts as empty, too, and a promise to fill it breaks with it."""
    edits = tuple(Edit("tickets", p.index, (p.row | {"created_at": rng.choice(_BAD_MOMENTS)},)) for p in picks)
    note = "created_at is not a timestamp"
    keys = [text(pick.row, "ticket_id") for pick in picks]
    typed = tuple(Label("tickets.created_at.type", "tickets", key, note, by_row=True) for key in keys)
    return Damage(edits, (*typed, *(Label("tickets.created_at.required", "tickets", key, note) for key in keys)))


def _unanswered(picks: Sequence[Pick], scene: Scene, rng: Random) -> Damage:  # noqa: ARG001
    """Take the replies away, from the ticket and from the messages: it was closed in silence."""
    edits, labels = [], []
    for pick in picks:
        key = text(pick.row, "ticket_id")
        edits.append(Edit("tickets", pick.index, (pick.row | {"first_reply_at": None},)))
        said = [
            m for m in scene.of("messages", "ticket_id", key) if m.row["author_type"] == "agent" and m.row["is_public"]
        ]
        edits += [Edit("messages", message.index, ()) for message in said]
        labels.append(Label("tickets.closed-has-reply", "tickets", key, "closed without any reply"))
    return Damage(tuple(edits), tuple(labels))


TICKETS = (
    broken_cells(
        "tickets.reopen-declared", "tickets", "ticket_id", 0.005, "fewer reopens declared than logged",
        lambda row: int(text(row, "reopen_count")) > 0,
        lambda row, rng: {"reopen_count": rng.randrange(int(text(row, "reopen_count")))},
    ),
    Defect("tickets.ticket_id.unique", "tickets", 0.003, lambda row, _: _plain(row), _redelivered),
    broken_cells(
        "tickets.priority.one_of", "tickets", "ticket_id", 0.003, "priority outside the list",
        _plain, put("priority", *_BAD_PRIORITIES),
    ),
    broken_cells(
        "tickets.created-before-resolved", "tickets", "ticket_id", 0.003, "resolved before it was created",
        lambda row: row["resolved_at"] is not None, _skewed,
    ),
    Defect("tickets.created_at.type", "tickets", 0.002, lambda row, _: _plain(row), _unreadable),
    Defect("tickets.closed-has-reply", "tickets", 0.004, _reply_matters, _unanswered),
    broken_cells(
        "tickets.language.one_of", "tickets", "ticket_id", 0.003, "language nobody promised",
        _plain, put("language", *_BAD_LANGUAGES),
    ),
)  # fmt: skip
