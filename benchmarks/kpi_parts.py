"""Within one process: what each derived relation of the KPIs costs; JSON on the screen.

kpi_parts.py PROJECT FOLDER DAY.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from time import process_time
from typing import Any

from govcode.app.choosing import Choice
from govcode.app.measuring import take
from govcode.app.ordering import Order, prepare
from govcode.app.planning import told
from govcode.drops.delivery import Request
from govcode.engines.duckdb import over_files
from govcode.ir.relation import ROW, Lookup, Nearest, Project, Relation, Restrict, Rollup, Spread, Window

MADE = 4  # columns that are named
FIGURES = "counts and figures over what is kept"


class Clock:
    """Processor time by what it was used for; what is made on the way to something is not counted with it."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.used: dict[str, float] = defaultdict(float)
        self._open = [FIGURES]
        self._since = process_time()

    def begin(self, part: str) -> None:
        """Count from now on for a part."""
        self._stop()
        self._open.append(part)

    def end(self) -> None:
        """Count again for what was under way before."""
        self._stop()
        self._open.pop()

    def _stop(self) -> None:
        now = process_time()
        self.used[self._open[-1]] += now - self._since
        self._since = now


def main(project: str, folder: str, day: str) -> None:
    """Measure and tell."""
    kpis = tuple(_ids(Path(project)))
    order = Order(Path(project), (Request("standard", folder),), datetime.fromisoformat(day), Choice(select=kpis))
    ready = prepare(order)
    engine = over_files(table for drop in ready.drops for table in drop.tables)
    clock, stored = Clock(), engine.store.stored

    def timed(relation: Relation) -> Any:  # noqa: ANN401 - the name of a table, or nothing
        clock.begin(f"{' '.join(_made(relation)[:MADE])}: {told(relation)}")
        try:
            return stored(relation)
        finally:
            clock.end()

    engine.store.stored = timed  # type: ignore[method-assign]
    take(ready.plan.scans, engine)
    clock.begin("")
    sys.stdout.write(json.dumps(clock.used) + "\n")


def _made(relation: Relation) -> list[str]:
    """Return the columns that a relation makes, by which the fact is known that they belong to."""
    match relation:
        case Rollup(columns=folds):
            names = [fold.name for fold in folds]
        case Window(of=of, columns=glances):
            names = [glance.name for glance in glances] + _made(of)
        case Lookup(of=of, columns=pairs) | Nearest(of=of, columns=pairs):
            names = [new for _, new in pairs] + _made(of)
        case Spread(of=of, name=name):
            names = [name, *_made(of)]
        case Project(of=of, columns=columns):
            # The last columns are those of the last fact.
            names = [column.name for column in reversed(columns) if column.name != ROW] if reads(of) else []
        case Restrict(of=of):
            names = _made(of)
        case _:
            names = []
    return [name.removesuffix(" of the fact").replace(" ", "_") for name in names]


def reads(relation: Relation) -> bool:
    """Say whether something is worked out below."""
    match relation:
        case Restrict(of=of) | Project(of=of):
            return reads(of)
        case Rollup() | Window() | Lookup() | Nearest() | Spread():
            return True
        case _:
            return False


def _ids(project: Path) -> list[str]:
    from govcode.catalog.link import link  # noqa: PLC0415 - only the names are wanted
    from govcode.documents.reading import read_project  # noqa: PLC0415

    catalog = link(read_project(project), datetime(2026, 1, 1))  # noqa: DTZ001 - moments are naive
    return [check.id for check in catalog.checks if check.kind == "kpi"]


if __name__ == "__main__":
    main(*sys.argv[1:])
