"""calibrations: the weekly hour in which the reviewers of a vendor score the same tickets."""

from __future__ import annotations

from random import Random

from govcode.sample.clock import stamp
from govcode.sample.reviews import REVIEWERS
from govcode.sample.row import Row
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.world import World

_COLUMNS = ("calibration_id", "vendor", "held_at", "participants", "minutes_evidence_id")


def _rows(world: World, built: Built, rng: Random) -> list[Row]:  # noqa: ARG001 - nothing is left to chance here
    return [
        {
            "calibration_id": session.session_id,
            "vendor": session.vendor,
            "held_at": stamp(session.held),
            "participants": "|".join(f"QA-{session.session_id[4:7]}-{n}" for n in range(1, REVIEWERS + 1)),
            "minutes_evidence_id": f"EV-{session.session_id}",
        }
        for session in world.sessions
    ]


CALIBRATIONS = TableKind("calibrations", _COLUMNS, _rows)
