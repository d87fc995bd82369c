"""A manifest that counts other rows than were delivered."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from govcode.sample.planting import Label
from govcode.sample.row import Row, text

COUNTED = ("contacts", "handoffs", "messages", "surveys", "ticket_events", "tickets")


def misstate_row_count(manifest: Sequence[Row], rng: Random) -> tuple[list[Row], Label]:
    """Return the manifest with the count of one of the large tables too high."""
    chosen = rng.choice([i for i, row in enumerate(manifest) if row["table"] in COUNTED])
    row = manifest[chosen]
    wrong = row | {"row_count": int(text(row, "row_count")) + rng.randrange(3, 40)}
    label = Label(
        "deliveries.row-count", "deliveries", text(row, "table"), "manifest counts rows that were not delivered"
    )
    return [*manifest[:chosen], wrong, *manifest[chosen + 1 :]], label
