"""recordings: kept for sixty days, paused while a card is read out."""

from __future__ import annotations

from random import Random

from govcode.sample.clock import DAY, HOUR, maybe_stamp, moment, stamp
from govcode.sample.row import Row, flag, text
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.world import World

RETENTION = 60 * DAY
_COLUMNS = (
    *("recording_id", "vendor", "kind", "contact_id", "created_at", "region", "encrypted", "legal_hold"),
    *("retention_until", "deleted_at", "pause_intervals", "pan_scan_at", "pan_hits"),
)
_STORED_IN = {"acme": "eu-central", "borealis": "eu-north", "cirrus": "eu-west"}


def _rows(world: World, built: Built, rng: Random) -> list[Row]:
    return [
        _row(contact, world.period.end, rng) for contact in built["contacts"] if contact["recording_id"] is not None
    ]


def _row(contact: Row, end: int, rng: Random) -> Row:
    created = moment(text(contact, "answered_at"))
    until = created + RETENTION
    hold = rng.random() < 0.02
    deleted = until - rng.randrange(HOUR, 20 * HOUR)
    scan = created + rng.randrange(HOUR, 12 * HOUR)
    return {
        "recording_id": contact["recording_id"],
        "vendor": contact["vendor"],
        "kind": "call",
        "contact_id": contact["contact_id"],
        "created_at": stamp(created),
        "region": _STORED_IN[text(contact, "vendor")],
        "encrypted": "true",
        "legal_hold": flag(hold),
        "retention_until": stamp(until),
        "deleted_at": maybe_stamp(deleted if deleted < end and not hold else None),
        "pause_intervals": _pause(contact, created, rng),
        "pan_scan_at": maybe_stamp(scan if scan < end else None),
        "pan_hits": 0 if scan < end else None,
    }


def _pause(contact: Row, created: int, rng: Random) -> str | None:
    if contact["recording_paused"] != "true":
        return None
    talk = int(text(contact, "talk_s"))
    begins = created + rng.randrange(talk // 4 + 1)
    return f"{stamp(begins)}/{stamp(begins + max(10, talk // 4))}"


RECORDINGS = TableKind("recordings", _COLUMNS, _rows)
