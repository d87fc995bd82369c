"""ticket_events: the append-only log of what changed on a ticket.

A reopen is one event of kind `reopen` (solved to open); a change of group is one event of kind `group`.
"""

from __future__ import annotations

from random import Random

from govcode.sample.clock import stamp
from govcode.sample.row import Row
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.world import World

_COLUMNS = (
    *("event_id", "ticket_id", "vendor", "at", "seq", "kind", "from", "to", "actor_key", "actor_type", "reason"),
)


def _rows(world: World, built: Built, rng: Random) -> list[Row]:  # noqa: ARG001 - nothing is left to chance here
    found: list[Row] = []
    for life in world.lives:
        case = life.case
        for seq, event in enumerate(life.events, start=1):
            found.append(
                {
                    "event_id": f"E-{case.ticket_id[2:]}-{seq:02}",
                    "ticket_id": case.ticket_id,
                    "vendor": case.vendor,
                    "at": stamp(event.at),
                    "seq": seq,
                    "kind": event.kind,
                    "from": event.before,
                    "to": event.after,
                    "actor_key": event.actor,
                    "actor_type": event.actor_type,
                    "reason": event.cause,
                }
            )
    return found


TICKET_EVENTS = TableKind("ticket_events", _COLUMNS, _rows)
