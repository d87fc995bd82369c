"""The evidence calendar: what each vendor had to deliver and when, held against the runs that read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from govcode.catalog.ledger import Cadence
from govcode.history.record import Record
from govcode.ir.limit import Period
from govcode.review.finding import ReviewFinding
from govcode.review.quarter import Quarter, Stretch
from govcode.review.scene import Scene

DAY = timedelta(days=1)


class Delivery(StrEnum):
    """What became of a delivery."""

    ON_TIME = "on time"
    LATE = "late"
    PARTIAL = "partial"
    BLANK = "blank"
    NOT_DUE = "not due yet"

    @property
    def short(self) -> bool:
        """Say whether it is a finding."""
        return self in {Delivery.LATE, Delivery.PARTIAL, Delivery.BLANK}


@dataclass(frozen=True, slots=True)
class CalendarCell:
    """A period of a dataset of a vendor: `run` is the one that settles it, `in_a_row` how many have been short by now.

    `days` is on how many days of the period there are rows by the newest run; None where rows are not told by day.
    """

    stretch: Stretch
    due: datetime
    state: Delivery
    sentence: str
    days: int | None
    run: str | None = None
    recorded_at: datetime | None = None
    in_a_row: int = 0


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """A dataset that a vendor delivers on a rhythm, by period."""

    cadence: Cadence
    dataset: str
    vendor: str
    cells: tuple[CalendarCell, ...]

    @property
    def id(self) -> str:
        """Return the id of its findings."""
        return f"{self.cadence.id}.{self.dataset}"

    def count(self, state: Delivery) -> int:
        """Return how many periods are in a state."""
        return sum(1 for cell in self.cells if cell.state is state)


@dataclass(frozen=True, slots=True)
class EvidenceCalendar:
    """All lines of the quarter, and a finding for each blank, late or partial cell."""

    lines: tuple[CalendarLine, ...]
    findings: tuple[ReviewFinding, ...]


class _Look(NamedTuple):
    """What one run saw of a dataset of a vendor; without stretches, rows that are not told by day."""

    record: Record
    stretches: tuple[tuple[date, date], ...]
    rows: int
    reaches: date | None  # the day of the manifest's watermark


def calendar_of(scene: Scene, quarter: Quarter | None = None) -> EvidenceCalendar:
    """Return the calendar of a quarter as seen at the as-of moment.

    A delivery is whole once a run that looks from after the end of its period finds rows on enough of its days, and
    the manifest, if it says so, reaches the last of them.
    """
    when = quarter or scene.quarter
    looks = _looks(scene, when)
    lines = tuple(
        CalendarLine(cadence, dataset, vendor, _cells(scene, when, cadence, vendor, dataset, looks[dataset, vendor]))
        for cadence in scene.ledger.cadences
        for dataset in cadence.datasets
        for vendor in scene.vendors
        if vendor in cadence.vendors
    )
    return EvidenceCalendar(lines, tuple(finding for line in lines for finding in _findings(line)))


def periods_of(quarter: Quarter, every: Period) -> tuple[Stretch, ...]:
    """Return the periods that begin in a quarter."""
    match every:
        case Period.DAY:
            days = (quarter.end - quarter.start).days
            return tuple(Stretch(quarter.start + i * DAY, quarter.start + (i + 1) * DAY) for i in range(days))
        case Period.WEEK:
            return quarter.weeks
        case Period.MONTH:
            return quarter.months
        case Period.QUARTER:
            return (Stretch(quarter.start, quarter.end),)


def _looks(scene: Scene, quarter: Quarter) -> dict[tuple[str, str], list[_Look]]:
    """Return what the runs saw, by dataset and vendor, in the order in which they ran."""
    found: dict[tuple[str, str], list[_Look]] = defaultdict(list)
    runs = sorted((run.record for run in scene.runs), key=lambda record: record.recorded_at)
    for record in (record for record in runs if record.as_of.date() > quarter.start):
        reaches = {(t.dataset, d.vendor): t.watermark for d in record.drops for t in d.tables if t.watermark}
        for seen in record.coverage:
            mark = reaches.get((seen.dataset, seen.vendor)) or reaches.get((seen.dataset, None))
            look = _Look(record, seen.stretches, seen.rows, mark.date() if mark else None)
            found[seen.dataset, seen.vendor].append(look)
    return found


def _cells(
    scene: Scene, quarter: Quarter, cadence: Cadence, vendor: str, dataset: str, looks: Sequence[_Look]
) -> tuple[CalendarCell, ...]:
    cells: list[CalendarCell] = []
    in_a_row = 0
    for stretch in periods_of(quarter, cadence.every):
        if stretch.start < cadence.first or (cadence.end is not None and stretch.start >= cadence.end):
            continue
        cell = _cell(cadence, stretch, looks, scene.as_of)
        in_a_row = in_a_row + 1 if cell.state.short else 0
        name = scene.names.get(vendor, vendor)
        sentence = cell.sentence.format(vendor=name, dataset=dataset, period=worded(stretch, cadence.every))
        if in_a_row > 1:
            sentence = f"{sentence}; {in_a_row} in a row"
        cells.append(replace(cell, sentence=sentence, in_a_row=in_a_row))
    return tuple(cells)


def _cell(cadence: Cadence, stretch: Stretch, looks: Sequence[_Look], now: datetime) -> CalendarCell:
    due = datetime.combine(stretch.end, time()) + timedelta(microseconds=cadence.due_within)
    seen = [look for look in looks if _has_rows(look, stretch)]
    days = _days(seen[-1], stretch) if seen else None
    whole = next((look for look in seen if _is_whole(look, stretch, cadence.days)), None)
    if whole is not None and (whole.record.recorded_at <= due or due <= now):
        at = whole.record.recorded_at
        if at <= due:
            text, state = (
                f"{{vendor}} delivered {{dataset}} of {{period}} in time, by {due:%Y-%m-%d %H:%M}",
                Delivery.ON_TIME,
            )
        else:
            long = _long(min(at, now) - due)
            text = f"{{vendor}} delivered {{dataset}} of {{period}} {long} late; due {due:%Y-%m-%d %H:%M}"
            state = Delivery.LATE
        return CalendarCell(stretch, due, state, text, days, whole.record.run, at)
    if now < due:
        text = f"{{dataset}} of {{period}} is due from {{vendor}} by {due:%Y-%m-%d %H:%M}"
        return CalendarCell(stretch, due, Delivery.NOT_DUE, text, days)
    if seen:
        last = seen[-1]
        text = f"{{vendor}} delivered {{dataset}} of {{period}} in part: {_lack(last, stretch, cadence.days)}"
        return CalendarCell(stretch, due, Delivery.PARTIAL, text, days, last.record.run, last.record.recorded_at)
    text = f"{{vendor}} delivered no {{dataset}} of {{period}}; due {due:%Y-%m-%d %H:%M}"
    return CalendarCell(stretch, due, Delivery.BLANK, text, days)


def _has_rows(look: _Look, stretch: Stretch) -> bool:
    """Say whether a run saw rows of a period; rows without a day are of the period that was over when it looked."""
    if look.stretches:
        return any(first < stretch.end and last >= stretch.start for first, last in look.stretches)
    day = look.record.as_of.date()
    return look.rows > 0 and stretch.end <= day < stretch.end + (stretch.end - stretch.start)


def _days(look: _Look, stretch: Stretch) -> int | None:
    """Return on how many days of a period there are rows, None where rows are not told by day."""
    if not look.stretches:
        return None
    ends = ((max(first, stretch.start), min(last + DAY, stretch.end)) for first, last in look.stretches)
    return sum((end - start).days for start, end in ends if end > start)


def _is_whole(look: _Look, stretch: Stretch, least: int | None) -> bool:
    days = _days(look, stretch)
    return _looked_after(look, stretch) and _reaches(look, stretch) and (days is None or days >= (least or 1))


def _looked_after(look: _Look, stretch: Stretch) -> bool:
    return look.record.as_of >= datetime.combine(stretch.end, time())


def _reaches(look: _Look, stretch: Stretch) -> bool:
    return look.reaches is None or look.reaches >= stretch.end - DAY


def _lack(look: _Look, stretch: Stretch, least: int | None) -> str:
    """Return what is missing of a delivery."""
    days = _days(look, stretch)
    if days is not None and days < (least or 1):
        return f"rows on {days} of at least {least} days"
    if not _reaches(look, stretch):
        return f"its manifest reaches {look.reaches}, not the last day"
    return f"the newest run looks from {look.record.as_of:%Y-%m-%d}, before the end"


def _findings(line: CalendarLine) -> Iterator[ReviewFinding]:
    for cell in line.cells:
        if cell.state.short:
            kind = f"{cell.state} delivery"
            yield ReviewFinding(line.id, kind, line.vendor, line.cadence.severity, cell.sentence, cell.stretch.start)


def worded(stretch: Stretch, every: Period) -> str:
    """Return a period in words."""
    match every:
        case Period.DAY:
            return f"{stretch.start}"
        case Period.WEEK:
            return f"the week from {stretch.start}"
        case Period.MONTH:
            return f"{stretch.start:%Y-%m}"
        case Period.QUARTER:
            return f"{stretch.start.year}Q{(stretch.start.month + 2) // 3}"


def _long(much: timedelta) -> str:
    """Return a duration in days, or in hours where it is less than two days."""
    hours = much / timedelta(hours=1)
    return f"{hours / 24:.0f} days" if hours >= 48 else f"{max(1, round(hours))} h"
