"""export_log: data that left a system; large exports carry an approver."""

from __future__ import annotations

from random import Random

from govcode.sample.chance import heavy
from govcode.sample.clock import DAY, HOUR, stamp
from govcode.sample.row import Row
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.vendors import VENDORS, Vendor
from govcode.sample.world import World

LARGE = 1_000
_TICKETS_PER_EXPORT = 60
_COLUMNS = (
    *("event_id", "at", "vendor", "actor_key", "system", "action", "object_type", "row_count", "purpose"),
    *("ticket_id", "approved_by"),
)


def _rows(world: World, built: Built, rng: Random) -> list[Row]:  # noqa: ARG001
    per_vendor = 3 * (world.period.days // 7) + len(world.lives) // _TICKETS_PER_EXPORT // len(VENDORS)
    found = [_row(vendor, world, rng) for vendor in VENDORS for _ in range(per_vendor)]
    found.sort(key=lambda row: (str(row["at"]), str(row["vendor"])))
    return [row | {"event_id": f"EX-{number:05}"} for number, row in enumerate(found, start=1)]


def _row(vendor: Vendor, world: World, rng: Random) -> Row:
    at = world.period.start + rng.randrange(world.period.days) * DAY + rng.randrange(7 * HOUR, 18 * HOUR)
    rows = max(1, round(heavy(rng, 600, 1.3)))
    return {
        "event_id": None,
        "at": stamp(at),
        "vendor": vendor.name,
        "actor_key": world.roster.pick(vendor.name, 2, "en", at, rng),
        "system": rng.choice(("helpdesk", "reporting")),
        "action": rng.choice(("export", "download")),
        "object_type": rng.choice(("tickets", "contacts", "surveys", "report")),
        "row_count": rows,
        "purpose": rng.choice(("weekly-report", "root-cause", "audit-sample", "billing-check")),
        "ticket_id": None,
        "approved_by": f"AG-CLI-{rng.randrange(1, 7):03}" if rows > LARGE else None,
    }


EXPORT_LOG = TableKind("export_log", _COLUMNS, _rows)
