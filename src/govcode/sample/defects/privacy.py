"""Data that should not be there, kept too long, or seen without a reason; every value is a published test value."""

from __future__ import annotations

from random import Random

from govcode.sample.clock import stamp
from govcode.sample.planting import Defect, Label, Scene, broken_cells, changed, put
from govcode.sample.row import Drop, Row, Table

_TEST_CARDS = ("4111111111111111", "4012888888881881", "5555555555554444", "2223003122003222", "6011111111111117")
_LEAKS = (
    "My card is 4111 1111 1111 1111, if you need it.",
    "Please write to sam.sample@example.com instead.",
    "Send it to DE89 3704 0044 0532 0130 00.",
    "The number on the card is 5555555555554444.",
    "My wife can be reached at jo.sample@example.org.",
)
_DENIED = "customer_email"
_COLUMN = "privacy-contacts.denied-columns"


def _customer_record(row: Row) -> bool:
    return row["object_type"] == "customer" and row["ticket_id"] is not None


def _should_be_gone(row: Row, scene: Scene) -> bool:
    past = str(row["retention_until"]) < stamp(scene.period.end)
    return past and row["deleted_at"] is not None and row["legal_hold"] == "false"


_KEPT = changed(
    "privacy-recordings.deleted-in-time",
    "recordings",
    "recording_id",
    "kept beyond its retention",
    put("deleted_at", None),
)


def _opened(row: Row) -> bool:
    return row["author_type"] == "customer" and row["regulated_topic"] is False


def add_denied_column(drop: Drop, rng: Random) -> tuple[Table, Label]:
    """Return the contacts with a column nobody declared, filled by one vendor."""
    table = drop["contacts"]
    rows = tuple(row | {_DENIED: _address(row, rng)} for row in table.rows)
    return Table((*table.columns, _DENIED), rows), Label(
        _COLUMN, "contacts", _DENIED, "delivered although it must never be"
    )


def _address(row: Row, rng: Random) -> str | None:
    if row["vendor"] != "borealis" or row["customer_key"] is None:
        return None
    return f"customer{rng.randrange(100_000):05}@example.com"


PRIVACY = (
    broken_cells(
        "privacy-contacts.masked-card-number", "contacts", "contact_id", 0.002, "full card number",
        lambda row: row["card_masked"] is not None, put("card_masked", *_TEST_CARDS),
    ),
    Defect("privacy-recordings.deleted-in-time", "recordings", 0.003, _should_be_gone, _KEPT),
    broken_cells(
        "exports.approved", "export_log", "event_id", 0.001, "large export without approver",
        lambda row: row["approved_by"] is not None, put("approved_by", None),
    ),
    broken_cells(
        "access.ticketless", "access_log", "event_id", 0.005, "customer record opened without a ticket",
        _customer_record, lambda _row, _rng: {"ticket_id": None, "purpose": None},
    ),
)  # fmt: skip
FREE_TEXT = (
    broken_cells(
        "privacy-messages.free-text", "messages", "message_id", 0.004, "card, account or e-mail in a message",
        _opened, lambda row, rng: {"body": f"{row['body']} {rng.choice(_LEAKS)}"},
    ),
)  # fmt: skip
