"""access_log: who looked at which record, for which ticket."""

from __future__ import annotations

from random import Random

from govcode.sample.chance import weighted
from govcode.sample.clock import stamp
from govcode.sample.life import Life
from govcode.sample.row import Row
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.world import World

_COLUMNS = (
    *("event_id", "at", "vendor", "actor_key", "actor_site", "system", "action", "object_type", "object_id"),
    *("fields", "row_count", "ticket_id", "purpose", "approved_by"),
)
_ACTION = weighted({"view": 0.8, "search": 0.17, "export": 0.03})
_FIELDS = ("contact", "contact|orders", "contact|invoices", "orders", "preferences")


def _rows(world: World, built: Built, rng: Random) -> list[Row]:  # noqa: ARG001
    sites = {agent.key: agent.site for agent in world.roster.agents}
    found: list[Row] = []
    for life in world.lives:
        if life.first_reply is None or life.agent is None:
            continue
        found += [_customer(life, life.first_reply, sites, rng) for _ in range(rng.choice((1, 1, 2)))]
        if rng.random() < 0.15:
            found.append(_article(life, life.first_reply, sites))
    found.sort(key=lambda row: (str(row["at"]), str(row["ticket_id"]), str(row["object_id"])))
    return [row | {"event_id": f"X-{number:07}"} for number, row in enumerate(found, start=1)]


def _customer(life: Life, reply: int, sites: dict[str, str], rng: Random) -> Row:
    return _entry(life, reply - rng.randrange(1, 5), sites) | {
        "action": _ACTION.draw(rng),
        "object_type": "customer",
        "object_id": life.case.customer_key,
        "fields": rng.choice(_FIELDS),
        "ticket_id": life.case.ticket_id,
        "purpose": "handle-ticket",
    }


def _article(life: Life, reply: int, sites: dict[str, str]) -> Row:
    """Return a look into the knowledge base, which needs no ticket."""
    return _entry(life, reply, sites) | {"action": "search", "object_type": "kb_article", "purpose": "look-up"}


def _entry(life: Life, at: int, sites: dict[str, str]) -> Row:
    row: Row = dict.fromkeys(_COLUMNS)
    agent = str(life.agent)
    facts: Row = {
        "at": stamp(at),
        "vendor": life.case.vendor,
        "actor_key": agent,
        "actor_site": sites[agent],
        "system": "helpdesk",
        "row_count": 1,
    }
    return row | facts


ACCESS_LOG = TableKind("access_log", _COLUMNS, _rows)
