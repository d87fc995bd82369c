"""A delivered table read by the engine: files and a feed's table in, rows out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govcode.documents.kinds.feed import FeedSpec, FeedTable
from govcode.drops.delivery import Request
from govcode.drops.opening import opened
from govcode.engines.duckdb import columns_of_files, over_files
from govcode.engines.sql.relations import query
from govcode.ir.relation import ROW
from govcode.plan.casting import why_missing
from govcode.plan.choosing_rows import bound
from tests.end_to_end.workspace import packed
from tests.plan.making import dataset


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a table: its rows with their positions, what is no row, what is missing, or why there is nothing."""

    rows: list[dict[str, Any]]
    rejected: tuple[str, ...] = ()
    missing: dict[str, str] | None = None
    why: str | None = None


def read(
    folder: Path,
    files: Mapping[str, str],
    columns: Mapping[str, Any],
    table: Mapping[str, Any],
    timezone: str = "UTC",
) -> Found:
    """Write files into a folder and read them as the table of a feed says."""
    for name, text in files.items():
        path = folder / "drop" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(packed(name, text.encode(), folder))
    fed = FeedTable.model_validate({"dataset": "tickets", "files": list(files), **table})
    feeds = {"feed": FeedSpec(timezone=timezone, tables={"tickets": fed})}
    (drop,) = opened([Request("feed", "drop")], feeds, folder, columns_of_files)
    (delivered,) = drop.tables
    if delivered.missing is not None:
        return Found([], why=delivered.missing)
    of = dataset(**columns)
    known = bound(delivered, of)
    if isinstance(known, str):
        return Found([], why=known)
    store = over_files([delivered]).store
    names = [column.name for column in known.relation.columns]
    listed = ", ".join(map(store.name, [*names, ROW]))
    order = store.name(ROW)
    found = store.run(f"select {listed} from ({query(store, known.relation)}) order by {order}")
    rejected = store.rejected(known.relation)
    missing = {name: why_missing(name, delivered) for name in known.missing}
    return Found([dict(zip([*names, ROW], row, strict=True)) for row in found], rejected.lines, missing)
