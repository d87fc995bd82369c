"""agents: the effective-dated roster; an agent who is promoted has one row per version."""

from __future__ import annotations

from random import Random

from govcode.sample.clock import day_of, maybe_stamp, stamp
from govcode.sample.roster import CLIENT, Agent
from govcode.sample.row import Row
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.world import World

_COLUMNS = (
    *("agent_key", "valid_from", "valid_to", "vendor", "site_id", "team", "supervisor_key", "party", "role", "tier"),
    *(
        "languages",
        "shift",
        "hired_on",
        "certified_on",
        "cert_expires_on",
        "first_live_on",
        "left_on",
        "left_reason",
        "fte",
    ),
)


def _rows(world: World, built: Built, rng: Random) -> list[Row]:  # noqa: ARG001
    found: list[Row] = []
    for agent in world.roster.agents:
        row = _row(agent, "1.0" if rng.random() < 0.85 else "0.5")
        if agent.promoted is None:
            found.append(row)
        else:
            change = stamp(agent.promoted)
            found += [row | {"valid_to": change}, row | {"valid_from": change, "role": "specialist", "tier": 2}]
    return found


def _row(agent: Agent, fte: str) -> Row:
    return {
        "agent_key": agent.key,
        "valid_from": stamp(agent.hired),
        "valid_to": maybe_stamp(agent.left),
        "vendor": agent.vendor,
        "site_id": agent.site,
        "team": agent.team,
        "supervisor_key": agent.supervisor,
        "party": "client" if agent.vendor == CLIENT else "vendor",
        "role": agent.role,
        "tier": agent.tier,
        "languages": "|".join(agent.languages),
        "shift": agent.shift,
        "hired_on": day_of(agent.hired),
        "certified_on": day_of(agent.certified),
        "cert_expires_on": day_of(agent.expires),
        "first_live_on": day_of(agent.live),
        "left_on": None if agent.left is None else day_of(agent.left),
        "left_reason": agent.left_reason,
        "fte": fte,
    }


AGENTS = TableKind("agents", _COLUMNS, _rows)
