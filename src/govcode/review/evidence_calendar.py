"""The evidence calendar: what each vendor had to deliver and when, held against the runs that read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from govcode.catalog.ledger import Cadence
from govcode.history.record import Record
from govcode.ir.limit import Period
from govcode.review.finding import ReviewFinding
from govcode.review.looks import DAY, Look, asked_for, in_order, looked_after, looked_at, looks_in
from govcode.review.quarter import Quarter, Stretch
from govcode.review.scene import Scene

_UNCHECKED = "not checked in time, by"


class Delivery(StrEnum):
    """What became of a delivery."""

    ON_TIME = "on time"
    LATE = "late"
    PARTIAL = "partial"
    BLANK = "blank"
    UNCHECKED = "unchecked"  # no run looked in time, so nobody knows whether the vendor delivered
    NOT_DUE = "not due yet"

    @property
    def short(self) -> bool:
        """Say whether it is a finding."""
        return self not in {Delivery.ON_TIME, Delivery.NOT_DUE}

    @property
    def by_vendor(self) -> bool:
        """Say whether it is the vendor's shortfall, and not that of whoever should have checked."""
        return self in {Delivery.LATE, Delivery.PARTIAL, Delivery.BLANK}


@dataclass(frozen=True, slots=True)
class CalendarCell:
    """A period of a dataset of a vendor: `run` is the one that settles it.

    Of what is not due yet, `run` is the newest with rows.
    `in_a_row` is of how many in a row the vendor has been short by now.
    `days` is on how many days of the period `run` found rows; None where there is none, or rows are not told by day.
    `run_as_of` is the moment `run` looked from.
    """

    stretch: Stretch
    due: datetime
    state: Delivery
    sentence: str
    days: int | None
    run: str | None = None
    run_as_of: datetime | None = None
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
    """All lines of the quarter, and a finding for each cell that is blank, late, partial or unchecked."""

    lines: tuple[CalendarLine, ...]
    findings: tuple[ReviewFinding, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the runs saw of a dataset of a vendor, and all runs that looked for it, both in the order they looked."""

    looks: tuple[Look, ...]
    checks: tuple[Record, ...]


def calendar_of(scene: Scene, quarter: Quarter | None = None) -> EvidenceCalendar:
    """Return the calendar of a quarter as seen at the as-of moment.

    A delivery is whole once a run that looks from after the end of its period finds rows on enough of its days, and
    the manifest, if it says so, reaches the last of them.
    """
    when = quarter or scene.quarter
    seen = _seen_in(scene, when)
    lines = tuple(
        CalendarLine(cadence, dataset, vendor, _cells(scene, when, cadence, vendor, dataset, seen(dataset, vendor)))
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


def _seen_in(scene: Scene, quarter: Quarter) -> Callable[[str, str], _Seen]:
    """Return what tells what the runs saw of a dataset of a vendor."""
    runs = sorted((run.record for run in scene.runs), key=in_order)
    runs = [record for record in runs if record.as_of.date() > quarter.start]
    tables = {table.dataset for record in runs for drop in record.drops for table in drop.tables}
    looks: dict[tuple[str, str], list[Look]] = defaultdict(list)
    for name, look in (found for record in runs for found in looks_in(record)):
        looks[name].append(look)

    def seen(dataset: str, vendor: str) -> _Seen:
        checks = (r for r in runs if asked_for(r, dataset, vendor, delivered=dataset in tables))
        return _Seen(tuple(looks[dataset, vendor]), tuple(checks))

    return seen


def _cells(
    scene: Scene, quarter: Quarter, cadence: Cadence, vendor: str, dataset: str, seen: _Seen
) -> tuple[CalendarCell, ...]:
    cells: list[CalendarCell] = []
    in_a_row = 0
    for stretch in periods_of(quarter, cadence.every):
        if stretch.start < cadence.first or (cadence.end is not None and stretch.start >= cadence.end):
            continue
        cell = _cell(cadence, stretch, seen, scene.as_of)
        in_a_row = in_a_row + 1 if cell.state.by_vendor else 0
        name = scene.names.get(vendor, vendor)
        sentence = cell.sentence.format(vendor=name, dataset=dataset, period=worded(stretch, cadence.every))
        if in_a_row > 1:
            sentence = f"{sentence}; {in_a_row} in a row"
        cells.append(replace(cell, sentence=sentence, in_a_row=in_a_row))
    return tuple(cells)


def _cell(cadence: Cadence, stretch: Stretch, seen: _Seen, now: datetime) -> CalendarCell:
    due = datetime.combine(stretch.end, time()) + timedelta(microseconds=cadence.due_within)
    looks = [look for look in seen.looks if look.has_rows(stretch)]
    checks = [record for record in seen.checks if looked_after(record, stretch)]
    whole = next((look for look in looks if look.is_whole(stretch, cadence.days)), None)
    if whole is not None:
        return _told(stretch, due, *_arrived(whole, checks, due), whole)
    if now < due:
        text = f"{{dataset}} of {{period}} is due from {{vendor}} by {_when(due)}"
        return _told(stretch, due, Delivery.NOT_DUE, text, looks[-1] if looks else None)
    after = [look for look in looks if looked_after(look.record, stretch)]
    if after:
        last = after[-1]
        text = f"{{vendor}} delivered {{dataset}} of {{period}} in part: {last.lack(stretch, cadence.days)}"
        return _told(stretch, due, Delivery.PARTIAL, text, last)
    return _told(stretch, due, *_absent(stretch, checks, due), None)


def _told(stretch: Stretch, due: datetime, state: Delivery, text: str, look: Look | None) -> CalendarCell:
    """Return a cell with all that is told of a run from the same one."""
    if look is None:
        return CalendarCell(stretch, due, state, text, None)
    return CalendarCell(stretch, due, state, text, look.days(stretch), look.record.run, look.at)


def _arrived(whole: Look, checks: Sequence[Record], due: datetime) -> tuple[Delivery, str]:
    """Return whether a whole delivery came in time, as far as somebody looked in time.

    A vendor was late if an earlier run had looked in vain; where the first run came too late, nobody knows.
    """
    if whole.at <= due:
        return Delivery.ON_TIME, f"{{vendor}} delivered {{dataset}} of {{period}} in time, by {_when(due)}"
    if any(in_order(record) < in_order(whole.record) for record in checks):
        long = _long(whole.at - due)
        text = f"{{vendor}} delivered {{dataset}} of {{period}} late, by up to {long}; due {_when(due)}"
        return Delivery.LATE, text
    found = f"the first check, as of {_when(whole.at)}, found all of it"
    return Delivery.UNCHECKED, f"{{dataset}} of {{period}} from {{vendor}}: {_UNCHECKED} {_when(due)}; {found}"


def _absent(stretch: Stretch, checks: Sequence[Record], due: datetime) -> tuple[Delivery, str]:
    """Return whether a delivery is blank, or nobody looked while a drop should have held it."""
    if any(record.as_of <= due or looked_at(record, stretch) for record in checks):
        return Delivery.BLANK, f"{{vendor}} delivered no {{dataset}} of {{period}}; due {_when(due)}"
    text = f"{{dataset}} of {{period}} from {{vendor}}: {_UNCHECKED} {_when(due)}"
    if checks:
        return Delivery.UNCHECKED, f"{text}; a check as of {_when(checks[0].as_of)} found none of it"
    return Delivery.UNCHECKED, f"{text}, and not since"


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


def _when(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _long(much: timedelta) -> str:
    """Return a duration in days, or in hours where it is less than two days."""
    hours = much / timedelta(hours=1)
    return f"{hours / 24:.0f} days" if hours >= 48 else f"{max(1, round(hours))} h"
