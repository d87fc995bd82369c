"""Start a governance repository, or generate a drop to try one with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from govcode.sample import Sample, generate
from govcode.scaffold.repository import Laid, lay_out, vacant


def start(target: Path, as_of: datetime, *, with_sample: bool) -> Laid:
    """Return what was laid out in a new folder, as seen from a day; raise `OccupiedError` if it is not empty."""
    return lay_out(target, as_of.date(), with_sample=with_sample)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sample drop as it is asked for: its last day, its size, and whether it is to have defects."""

    seed: int
    tickets: int
    until: date
    defects: bool = True


def sample_drop(target: Path, wanted: Wanted) -> Sample:
    """Return what was generated into a new folder; raise `OccupiedError` if it is not empty."""
    vacant(target)
    return generate(target, wanted.seed, wanted.tickets, defects=wanted.defects, last_day=wanted.until)
