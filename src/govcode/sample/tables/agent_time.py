"""agent_time: scheduled and worked seconds of each agent and day."""

from __future__ import annotations

from random import Random

from govcode.sample.clock import DAY, HOUR, MINUTE, stamp
from govcode.sample.roster import Agent
from govcode.sample.row import Row
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.vendors import BY_NAME
from govcode.sample.world import World

_COLUMNS = (
    *("agent_key", "interval_start", "vendor", "scheduled_s", "adherent_s", "exception_s", "staffed_s"),
    *("available_s", "handle_s", "break_s"),
)
_STARTS = {"early": 6 * HOUR, "late": 14 * HOUR, "night": 22 * HOUR}
_SHIFT = 8 * HOUR


def _rows(world: World, built: Built, rng: Random) -> list[Row]:  # noqa: ARG001
    staff = [agent for agent in world.roster.agents if agent.role in {"agent", "specialist"}]
    days = range(world.period.start, world.period.end, DAY)
    starts = [(agent, day + _STARTS[agent.shift]) for agent in staff for day in days]
    return [
        _row(agent, at, rng)
        for agent, at in starts
        if agent.works(at) and at + _SHIFT <= world.period.end and rng.random() < 5 / 7
    ]


def _row(agent: Agent, at: int, rng: Random) -> Row:
    steady = BY_NAME[agent.vendor].quality
    exceptions = round(rng.expovariate(1 / ((1.05 - steady) * 90 * MINUTE)))
    exceptions = min(exceptions, _SHIFT // 2)
    pause = rng.randrange(35 * MINUTE, 60 * MINUTE)
    staffed = _SHIFT - pause - exceptions // 2
    handled = round(staffed * min(0.95, max(0.4, rng.gauss(0.79 + (0.9 - steady) * 0.5, 0.06))))
    return {
        "agent_key": agent.key,
        "interval_start": stamp(at),
        "vendor": agent.vendor,
        "scheduled_s": _SHIFT,
        "adherent_s": _SHIFT - exceptions,
        "exception_s": exceptions,
        "staffed_s": staffed,
        "available_s": staffed - handled,
        "handle_s": handled,
        "break_s": pause,
    }


AGENT_TIME = TableKind("agent_time", _COLUMNS, _rows)
