"""A manifest that counts other rows than were delivered."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from govcode.sample.planting import Label
from govcode.sample.row import Row, text


def misstate_row_count(manifest: Sequence[Row], rng: Random) -> tuple[list[Row], Label]:
    """Return the manifest with one table's count too high."""
    chosen = rng.randrange(len(manifest))
    row = manifest[chosen]
    wrong = row | {"row_count": int(text(row, "row_count")) + rng.randrange(3, 40)}
    label = Label(
        "deliveries.row-count", "deliveries", text(row, "table"), "manifest counts rows that were not delivered"
    )
    return [*manifest[:chosen], wrong, *manifest[chosen + 1 :]], label
