"""The weeks of a check: a sign for each, by quarter, and those that were not kept in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govcode.reports.format.words import plural, prose
from govcode.reports.portal.cells import vendor_cell
from govcode.reports.portal.pages.facts import section
from govcode.reports.portal.states import LEGEND, state_cell, strip, why_blank
from govcode.reports.review.blocks import Block, Cell, Column, Prose, Section, Table, Tone
from govcode.reports.review.cells import amount, day_cell, number_cell
from govcode.review.portal import Portal
from govcode.review.quarter import WEEK, Quarter
from govcode.review.stands import Stand, State, Week

_MOST = 400  # rows: a page stays readable, and below half a megabyte
_TOLD = frozenset({State.BROKEN, State.ACCEPTED, State.BLANK, State.UNSURE})


@dataclass(frozen=True, slots=True)
class Alike:
    """Weeks in a row of which the same is said, the newest of them and how many there are."""

    stand: Stand
    newest: Week
    weeks: int
    figure: Cell
    said: str


def weeks(portal: Portal, stands: tuple[Stand, ...], number: int) -> Section:
    """Return a sign per week, vendor and quarter, and the weeks that were not kept in words."""
    told = [week.state for stand in stands for week in stand.weeks if week.state in _TOLD]
    broken, blank = told.count(State.BROKEN), told.count(State.BLANK)
    rows = sorted(
        (one for stand in stands for one in alike(stand)),
        key=lambda one: (-one.newest.stretch.start.toordinal(), one.stand.vendor or ""),
    )
    blocks: list[Block] = [
        Prose(f"The newest week is on the right: {LEGEND}."),
        _signs(portal, stands),
        _words(portal, rows[:_MOST]),
    ]
    if len(rows) > _MOST:
        blocks.append(Prose(f"{len(rows) - _MOST:,} older lines are not listed; each run has a page of its own."))
    said = (f"{plural(broken, 'week')} broken and {blank} without data, over all vendors and time.", Tone.PLAIN)
    return section(number, "history", "Week by week", said, *blocks)


def alike(stand: Stand) -> Iterator[Alike]:
    """Yield the weeks that were not kept, newest first; those in a row of which the same is said are one."""
    current: Alike | None = None
    for week in reversed([week for week in stand.weeks if week.state in _TOLD]):
        one = Alike(stand, week, 1, _figure(week), _said(week))
        if current is not None and _continues(current, one):
            current = Alike(stand, current.newest, current.weeks + 1, current.figure, current.said)
            continue
        if current is not None:
            yield current
        current = one
    if current is not None:
        yield current


def _continues(newer: Alike, older: Alike) -> bool:
    """Say whether a week is just before others, and the same is said of it."""
    adjacent = newer.newest.stretch.start - newer.weeks * WEEK == older.newest.stretch.start
    same = newer.newest.state is older.newest.state and newer.said == older.said
    # A month's number is told for each of its weeks; other numbers are those of a week.
    one = bool(older.newest.seen) and newer.newest.seen == older.newest.seen
    return adjacent and same and (one or (newer.figure.value is None and older.figure.value is None))


def _signs(portal: Portal, stands: tuple[Stand, ...]) -> Table:
    quarters = list(reversed(_by_quarter(stands[0]))) if stands else []  # every stand has the same weeks
    columns = (Column("vendor", "Vendor"), *(Column(f"q{i}", str(quarter)) for i, quarter in enumerate(quarters)))
    rows = tuple((vendor_cell(portal, stand.vendor), *_strips(stand, quarters)) for stand in stands)
    return Table("history-table", "A sign per week, by quarter", columns, rows, "no run has looked at it")


def _strips(stand: Stand, quarters: Sequence[Quarter]) -> list[Cell]:
    found = _by_quarter(stand)
    return [strip(found[quarter], stand.definition) for quarter in quarters]


def _by_quarter(stand: Stand) -> dict[Quarter, list[Week]]:
    found: dict[Quarter, list[Week]] = {}
    for week in stand.weeks:
        first = week.stretch.start
        found.setdefault(Quarter(first.year, (first.month + 2) // 3), []).append(week)
    return found


def _words(portal: Portal, rows: Sequence[Alike]) -> Table:
    columns = (
        Column("week", "Week from"),
        Column("vendor", "Vendor", filtered=True),
        Column("state", "State", filtered=True),
        Column("figure", "Number", numeric=True),
        Column("reason", "What is said of it"),
    )
    cells = tuple(
        (_week(one), vendor_cell(portal, one.stand.vendor), state_cell(one.newest), one.figure, Cell(one.said))
        for one in rows
    )
    return Table("weeks-table", "Weeks that were not kept", columns, cells, "every week that was judged was kept")


def _week(one: Alike) -> Cell:
    """Return the newest of several weeks, and below it since when it was the same."""
    start = one.newest.stretch.start
    cell = day_cell(start)
    since = start - (one.weeks - 1) * WEEK
    return cell if one.weeks == 1 else Cell(cell.text, cell.value, note=f"since {since}, {one.weeks} weeks")


def _figure(week: Week) -> Cell:
    seen = week.seen[-1] if week.seen else None
    if seen is None:
        return Cell("–")
    if seen.result.value is not None:
        of = seen.definition
        return Cell(amount(seen.result.value, of.unit, seen.result.n, of.minimum, of.target), seen.result.value)
    return number_cell(seen.violations)


def _said(week: Week) -> str:
    """Return what a run says of a week; a waiver accepts only what was broken."""
    if week.state is State.BLANK:
        return why_blank(week)
    result = week.seen[-1].result if week.seen else None
    if result is None:
        return "–"
    waived = f"accepted by waiver {result.waived_by}" if result.waived_by and week.state is State.ACCEPTED else None
    return prose("; ".join(filter(None, (result.reason, waived)))) or "–"
