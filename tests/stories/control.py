"""The same vendors without the stories: what every test of a story has to fail on.

The generator stays as it is; each story is put on a day that never comes. What is left is ordinary: three vendors whose
numbers move by chance alone, two quarters long.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.stories import documents, planted, world
from tests.stories import stories as told
from tests.stories.weeks import RUNS, WEEK

NEVER, LONG_AGO = date.max, date.min
BEGUN = date(2026, 3, 30)  # the first week of the quarter before
_STORIES: Mapping[str, object] = {
    "AUTO_CLOSE": (),
    "SIMPSON_KPI": None,
    "MISSED": (told.CIRRUS, LONG_AGO),
    "LATE": (told.BOREALIS, LONG_AGO),
    "PARTIAL": (told.ACME, LONG_AGO),
    "USED_LATE": (LONG_AGO, 0),
    "REDEFINED_FROM": LONG_AGO,
    "OLD_HIGHER_BY": 0.0,
    "LOGS_STOP": (told.CIRRUS, NEVER),
    "CLAIMED_FROM": NEVER,
    "EXCUSED_WEEK": LONG_AGO,
    "FLOW_RETURNED": 0.04,
    "BROKEN": {},
}


def plant_control(root: Path) -> Path:
    """Write the project with a history of two quarters in which nothing happens, and return it."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in _STORIES.items():
            patch.setattr(told, name, value)
        patch.setattr(documents, "_added", list)
        patch.setattr(documents, "FIRST", BEGUN)
        patch.setattr(planted, "RUNS", tuple(as_of for as_of in RUNS if as_of - WEEK >= BEGUN))
        patch.setattr(world, "_SEASON", float("inf"))
        patch.setattr(world, "_GAMED", {"reopened": (0.06,)})
        return planted.plant(root)
