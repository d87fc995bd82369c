"""Within one process: what each fact and each other derived relation of the KPIs costs; JSON on the screen.

kpi_parts.py PROJECT FOLDER DAY.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.fact_shares import facts_in, in_use, watched
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
        self._open = [0.0]
        self._since = process_time()

    def begin(self) -> None:
        """Count from now on for something else, which gets its name at its end."""
        self._stop()
        self._open.append(0.0)

    def end(self, part: str | None) -> None:
        """Count again for what was under way before, and without a name all of it for that."""
        self._stop()
        used = self._open.pop()
        if part is None:
            self._open[-1] += used
        else:
            self.used[part] += used

    def _stop(self) -> None:
        now = process_time()
        self._open[-1] += now - self._since
        self._since = now


def main(project: str, folder: str, day: str) -> None:
    """Measure and tell."""
    kpis = tuple(_ids(Path(project)))
    order = Order(Path(project), (Request("standard", folder),), datetime.fromisoformat(day), Choice(select=kpis))
    with watched() as parts:
        ready = prepare(order)
    tables = [table for drop in ready.drops for table in drop.tables]
    engine, datasets = over_files(tables), {table.name: table.dataset for table in tables}
    needed = in_use(parts, [scan.relation for scan in ready.plan.scans])
    clock, stored, done = Clock(), engine.store.stored, set[Relation]()

    def timed(relation: Relation) -> Any:  # noqa: ANN401 - the name of a table, or nothing
        clock.begin()
        place = stored(relation)
        new = place is not None and relation not in done
        clock.end(_told(relation, facts_in(relation, needed, done.__contains__, datasets)) if new else None)
        done.update([relation] if new else [])
        return place

    engine.store.stored = timed  # type: ignore[method-assign]
    take(ready.plan.scans, engine)
    clock.end(FIGURES)
    sys.stdout.write(json.dumps(clock.used) + "\n")


def _told(relation: Relation, facts: Iterable[tuple[str, str]]) -> str:
    """Return the facts that a relation is made for, or else the columns it makes and of what."""
    by_dataset: dict[str, list[str]] = {}
    for kind, dataset in facts:
        by_dataset.setdefault(dataset, []).append(kind)
    named = [f"{', '.join(f'`{kind}`' for kind in sorted(kinds))} of {of}" for of, kinds in sorted(by_dataset.items())]
    return " and ".join(named) or f"{' '.join(_made(relation)[:MADE])}: {told(relation)}"


def _made(relation: Relation) -> list[str]:
    """Return the columns that a relation makes, the latest first."""
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
