"""What the runs saw of a dataset of a vendor, and which of them looked for it at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from govcode.history.record import Record
from govcode.review.quarter import Stretch

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Look:
    """What one run saw of a dataset of a vendor; without stretches, rows that are not told by day.

    `reaches` is the day of the manifest's watermark.
    """

    record: Record
    stretches: tuple[tuple[date, date], ...]
    rows: int
    reaches: date | None

    @property
    def at(self) -> datetime:
        """Return from when the run looked; when it was recorded says nothing of that where it is made afterwards."""
        return self.record.as_of

    def has_rows(self, stretch: Stretch) -> bool:
        """Say whether it saw rows of a period; rows without a day are of the period that was over when it looked."""
        if self.stretches:
            return any(first < stretch.end and last >= stretch.start for first, last in self.stretches)
        return self.rows > 0 and looked_at(self.record, stretch)

    def days(self, stretch: Stretch) -> int | None:
        """Return on how many days of a period there are rows, None where rows are not told by day."""
        if not self.stretches:
            return None
        ends = ((max(first, stretch.start), min(last + DAY, stretch.end)) for first, last in self.stretches)
        return sum((end - start).days for start, end in ends if end > start)

    def is_whole(self, stretch: Stretch, least: int | None) -> bool:
        """Say whether everything of a period was there, on at least so many days."""
        days = self.days(stretch)
        enough = days is None or days >= (least or 1)
        return looked_after(self.record, stretch) and self._reaches_end(stretch) and enough

    def lack(self, stretch: Stretch, least: int | None) -> str:
        """Return what is missing of a period that is not whole."""
        days = self.days(stretch)
        if days is not None and days < (least or 1):
            return f"rows on {days} of at least {least} days"
        return f"its manifest reaches {self.reaches}, not the last day"

    def _reaches_end(self, stretch: Stretch) -> bool:
        return self.reaches is None or self.reaches >= stretch.end - DAY


def in_order(record: Record) -> tuple[datetime, datetime]:
    """Return what puts runs in the order in which they looked; of one moment, in which they were recorded."""
    return record.as_of, record.recorded_at


def looks_in(record: Record) -> Iterator[tuple[tuple[str, str], Look]]:
    """Yield what a run saw, by dataset and vendor."""
    reaches = {(t.dataset, d.vendor): t.watermark for d in record.drops for t in d.tables if t.watermark}
    for seen in record.coverage:
        mark = reaches.get((seen.dataset, seen.vendor)) or reaches.get((seen.dataset, None))
        look = Look(record, seen.stretches, seen.rows, mark.date() if mark else None)
        yield (seen.dataset, seen.vendor), look


def looked_after(record: Record, stretch: Stretch) -> bool:
    """Say whether a run looked from after the end of a period."""
    return record.as_of >= datetime.combine(stretch.end, time())


def looked_at(record: Record, stretch: Stretch) -> bool:
    """Say whether a period was the newest that was over when a run looked, so that any drop should have held it."""
    return stretch.end <= record.as_of.date() < stretch.end + (stretch.end - stretch.start)


def asked_for(record: Record, dataset: str, vendor: str, *, delivered: bool) -> bool:
    """Say whether a run looked for a dataset of a vendor; `delivered` where it is known to come as a table of a drop.

    A run over some of the drops, or of one vendor, says nothing of what it was not given.
    """
    if record.vendor not in {None, vendor}:
        return False
    if not delivered or any(seen.dataset == dataset and seen.vendor == vendor for seen in record.coverage):
        return True
    return any(
        table.dataset == dataset for drop in record.drops if drop.vendor in {None, vendor} for table in drop.tables
    )
