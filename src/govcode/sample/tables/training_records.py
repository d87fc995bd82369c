"""training_records: what each agent learnt before the first contact, and refreshers since."""

from __future__ import annotations

from random import Random

from govcode.sample.clock import DAY, day_of
from govcode.sample.roster import CLIENT, Agent
from govcode.sample.row import Row
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.world import World

_COLUMNS = ("record_id", "vendor", "agent_key", "module", "kind", "started_on", "passed_on", "score")
_COURSE = (
    ("product-basics", "classroom", 0, 5),
    ("privacy-and-payments", "classroom", 5, 7),
    ("difficult-conversations", "roleplay", 7, 12),
    ("side-by-side", "shadow", 12, 18),
    ("certification", "assessment", 18, 21),
)


def _rows(world: World, built: Built, rng: Random) -> list[Row]:  # noqa: ARG001
    found: list[Row] = []
    for agent in world.roster.agents:
        if agent.vendor != CLIENT:
            found += [_row(agent, m, k, agent.hired + a * DAY, agent.hired + b * DAY, rng) for m, k, a, b in _COURSE]
            refresher = world.period.start + rng.randrange(world.period.days - 2) * DAY
            if agent.works(refresher):
                found.append(_row(agent, "policy-refresher", "micro", refresher, refresher + DAY, rng))
    return [row | {"record_id": f"TR-{number:05}"} for number, row in enumerate(found, start=1)]


def _row(agent: Agent, module: str, kind: str, started: int, passed: int, rng: Random) -> Row:
    return {
        "record_id": None,
        "vendor": agent.vendor,
        "agent_key": agent.key,
        "module": module,
        "kind": kind,
        "started_on": day_of(started),
        "passed_on": day_of(passed),
        "score": rng.randrange(80, 101),
    }


TRAINING_RECORDS = TableKind("training_records", _COLUMNS, _rows)
