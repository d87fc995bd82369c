"""Write the sample drop: three vendors, a quarter, and defects that are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from govcode.sample.chance import stream
from govcode.sample.clock import Period, period
from govcode.sample.defects import DEFECTS, LATER
from govcode.sample.defects.deliveries import misstate_row_count
from govcode.sample.defects.privacy import add_denied_column
from govcode.sample.files import MANIFEST, content, csv_file, file_name, label_file, manifest
from govcode.sample.planting import Defect, Label, Scene, plant
from govcode.sample.row import Row, Table
from govcode.sample.tables import TABLES
from govcode.sample.world import world

LAST_DAY = date(2026, 9, 30)
WEEKS = 13


@dataclass(frozen=True, slots=True)
class SampleFile:
    """A file that was written: its name, its data rows and the hash of its bytes."""

    name: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Sample:
    """What was written where, and every defect that was planted."""

    target: Path
    files: tuple[SampleFile, ...]
    labels: tuple[Label, ...]


def generate(
    target: Path,
    seed: int,
    tickets: int,
    *,
    defects: bool = True,
    later: bool = False,
    last_day: date = LAST_DAY,
    weeks: int = WEEKS,
) -> Sample:
    """Write a drop of `tickets` tickets over `weeks` whole weeks (two or more) up to `last_day` into `target`.

    With `later`, defects are planted too that no kind of rule can find yet. The bytes depend on the arguments and the
    version of govcode only. Raises ValueError for a size that cannot be, OSError if the folder cannot be written.
    """
    if tickets < 1 or weeks < 2:
        message = "a sample needs at least one ticket and two weeks"
        raise ValueError(message)
    covered = period(last_day, weeks)
    drop, labels = _clean(seed, tickets, covered), list[Label]()
    if defects:
        drop, labels = _defective(drop, covered, tickets, seed, (*DEFECTS, *LATER) if later else DEFECTS)
    contents = {name: content(name, table) for name, table in drop.items()}
    listed = manifest(drop, contents, covered)
    if defects:
        listed, label = misstate_row_count(listed, stream(seed, "defect:deliveries.row-count"))
        labels.append(label)
    sizes = {name: len(table.rows) for name, table in drop.items()} | {"deliveries": len(listed), "labels": len(labels)}
    contents |= {"deliveries": csv_file(MANIFEST, listed), "labels": label_file(labels)}
    return Sample(target, _written(target, contents, sizes), tuple(sorted(labels)))


def _clean(seed: int, tickets: int, covered: Period) -> dict[str, Table]:
    told = world(seed, tickets, covered)
    built: dict[str, list[Row]] = {}
    for kind in TABLES:
        built[kind.name] = kind.rows(told, built, stream(seed, f"table:{kind.name}"))
    return {kind.name: Table(kind.columns, tuple(built[kind.name])) for kind in TABLES}


def _defective(
    drop: dict[str, Table], covered: Period, tickets: int, seed: int, defects: Sequence[Defect]
) -> tuple[dict[str, Table], list[Label]]:
    broken, labels = plant(defects, Scene(drop, covered), tickets, seed)
    contacts, denied = add_denied_column(broken, stream(seed, "defect:privacy-contacts.denied-columns"))
    return broken | {"contacts": contacts}, [*labels, denied]


def _written(target: Path, contents: dict[str, bytes], sizes: dict[str, int]) -> tuple[SampleFile, ...]:
    target.mkdir(parents=True, exist_ok=True)
    for name, data in contents.items():
        (target / file_name(name)).write_bytes(data)
    return tuple(SampleFile(file_name(n), sizes[n], sha256(d).hexdigest()) for n, d in sorted(contents.items()))
