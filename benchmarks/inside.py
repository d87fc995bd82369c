"""Within one process: what the rules of a project cost, and what reading the same columns costs; JSON on the screen.

inside.py PROJECT FOLDER. It takes the medians of several rounds, each of which does one after the other.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median
from time import process_time

import duckdb

from govcode.app.measuring import take
from govcode.app.ordering import Order, Prepared, prepare
from govcode.drops.delivery import Request
from govcode.engines.duckdb import DuckDb, over_files

ROUNDS = 7


def main(project: str, folder: str) -> None:
    """Measure and tell."""
    order = Order(Path(project), (Request("drop", folder),), datetime(2026, 9, 1))  # noqa: DTZ001 - moments are naive
    ready = prepare(order)
    file = next(Path(folder).iterdir())
    rounds = [(_cpu(lambda: _ruled(ready)), _cpu(lambda: _read(file))) for _ in range(ROUNDS)]
    told = {
        "rules": median(r for r, _ in rounds),
        "scan": median(s for _, s in rounds),
        "statements": _ruled(ready).statements,
    }
    sys.stdout.write(json.dumps(told) + "\n")


def _cpu(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began


def _ruled(ready: Prepared) -> DuckDb:
    engine = over_files(table for drop in ready.drops for table in drop.tables)
    take(ready.plan.scans, engine)
    return engine


def _read(file: Path) -> None:
    """Look at every value; a plain `max` would be answered from the statistics in a Parquet file."""
    reader = "read_parquet" if file.suffix == ".parquet" else "read_csv"
    rows = f"{reader}('{file}'{', all_varchar = true' if reader == 'read_csv' else ''})"
    with duckdb.connect() as connection:
        names = [name for name, *_ in connection.execute(f"describe select * from {rows}").fetchall()]
        listed = ", ".join(f"max(case when {name} is not null then {name} end)" for name in names)
        connection.execute(f"select {listed} from {rows}").fetchall()


if __name__ == "__main__":
    main(*sys.argv[1:])
