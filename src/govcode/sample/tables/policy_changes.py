"""policy_changes: what changed for agents, announced a week or more ahead."""

from __future__ import annotations

from random import Random

from govcode.sample.clock import DAY, stamp
from govcode.sample.library import HIGH_RISK
from govcode.sample.row import Row
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.world import World

_COLUMNS = ("change_id", "topic", "effective_at", "announced_at")


def _rows(world: World, built: Built, rng: Random) -> list[Row]:  # noqa: ARG001
    days = sorted(rng.sample(range(10, world.period.days), min(2 * len(HIGH_RISK), world.period.days - 10)))
    return [
        {
            "change_id": f"PC-{number:03}",
            "topic": rng.choice(HIGH_RISK),
            "effective_at": stamp(world.period.start + day * DAY),
            "announced_at": stamp(world.period.start + day * DAY - rng.randrange(7, 15) * DAY),
        }
        for number, day in enumerate(days, start=1)
    ]


POLICY_CHANGES = TableKind("policy_changes", _COLUMNS, _rows)
