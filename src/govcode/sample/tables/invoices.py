"""invoices: what each vendor bills per month and queue: the contacts it answered and the tickets it took."""

from __future__ import annotations

from collections import Counter
from random import Random

from govcode.sample.row import Row, text
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.world import World

_COLUMNS = ("invoice_id", "vendor", "queue", "period_start", "unit", "quantity", "amount", "currency")
_CENTS = {
    "contact": {"acme": 410, "borealis": 295, "cirrus": 455},
    "ticket": {"acme": 640, "borealis": 480, "cirrus": 690},
}


def _rows(world: World, built: Built, rng: Random) -> list[Row]:  # noqa: ARG001 - nothing is left to chance here
    billed: Counter[tuple[str, str, str, str]] = Counter()
    for contact in built["contacts"]:
        if contact["outcome"] == "answered":
            billed[text(contact, "offered_at")[:7], text(contact, "vendor"), text(contact, "queue"), "contact"] += 1
    for ticket in built["tickets"]:
        if ticket["is_spam"] == "false" and ticket["is_test"] == "false":
            billed[text(ticket, "created_at")[:7], text(ticket, "vendor"), text(ticket, "queue"), "ticket"] += 1
    return [_row(number, key, billed[key]) for number, key in enumerate(sorted(billed), start=1)]


def _row(number: int, key: tuple[str, str, str, str], quantity: int) -> Row:
    month, vendor, queue, unit = key
    cents = quantity * _CENTS[unit][vendor]
    return {
        "invoice_id": f"INV-{number:05}",
        "vendor": vendor,
        "queue": queue,
        "period_start": f"{month}-01",
        "unit": unit,
        "quantity": quantity,
        "amount": f"{cents // 100}.{cents % 100:02}",
        "currency": "EUR",
    }


INVOICES = TableKind("invoices", _COLUMNS, _rows)
