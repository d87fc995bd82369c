"""Section 13: what is delivered and held on a rhythm: the evidence calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from itertools import groupby

from govcode.ir.limit import Period
from govcode.reports.format.moments import short_day
from govcode.reports.format.words import plural, visible
from govcode.reports.review.blocks import Calendar, Cell, Column, Figure, Group, Note, Prose, Section, Table, Tone
from govcode.reports.review.cells import period
from govcode.reports.review.telling import findings, number, vendor
from govcode.reports.review.topic_tables import topic_group
from govcode.review.actions import ActionState
from govcode.review.evidence_calendar import CalendarLine, Delivery, worded
from govcode.review.finding import ReviewFinding
from govcode.review.quarter import Stretch
from govcode.review.review import Review

TONES = {
    Delivery.ON_TIME: Tone.GOOD,
    Delivery.LATE: Tone.WATCH,
    Delivery.PARTIAL: Tone.WATCH,
    Delivery.BLANK: Tone.UNKNOWN,
    Delivery.UNCHECKED: Tone.UNKNOWN,
    Delivery.NOT_DUE: Tone.PLAIN,
}
# A delivery looks the same where it is a cell of the calendar and where it is a finding.
_KINDS = {f"{state} delivery": tone for state, tone in TONES.items()}
_NONE = "No cadence is declared: nobody can say what should have been delivered, so no gap is seen."
_MISSING = "No check of deliveries is declared."


def section(review: Review) -> Section:
    """Return the evidence calendar, what was short of it, and whether repeated findings are acted on."""
    lines = review.evidence_calendar.lines
    found = review.evidence_calendar.findings
    due = sum(len(line.cells) - line.count(Delivery.NOT_DUE) for line in lines)
    counted = (Delivery.BLANK, Delivery.LATE, Delivery.PARTIAL, Delivery.UNCHECKED)
    blank, late, partial, unchecked = (sum(x.count(s) for x in lines) for s in counted)
    told = plural(due, "delivery", "deliveries")
    counts = f"{told} due: {blank} blank, {late} late, {partial} in part, {unchecked} not checked in time."
    summary = counts if lines else _NONE
    tone = Tone.UNKNOWN if not lines or blank or unchecked else Tone.WATCH if found else Tone.GOOD
    shown = [*_figures(review, lines)] if lines else [Note(Tone.UNKNOWN, _NONE)]
    groups = (
        Group("calendar", "Evidence calendar", tuple(shown)),
        Group(
            "calendar-findings",
            "What was short",
            (
                findings(
                    "calendar-findings-table",
                    "Blank, late, partial and unchecked deliveries",
                    _short(lines),
                    review,
                    "Nothing was short.",
                    _KINDS,
                ),
            ),
        ),
        Group("followed-up", "What became of findings", (_followed_up(review),)),
        topic_group(review, review.topics["delivery"], "Checks of deliveries", _MISSING, brief=True),
    )
    return Section(13, "cadence", "Cadence", summary, tone, groups)


def _short(lines: Sequence[CalendarLine]) -> list[ReviewFinding]:
    """Return what was short, the datasets of one delivery that were short alike as one finding."""
    alike: dict[tuple[str, str, Stretch, Delivery, int], list[tuple[CalendarLine, str]]] = {}
    for line in lines:
        for cell in line.cells:
            if cell.state.short:
                key = (line.cadence.id, line.vendor, cell.stretch, cell.state, cell.in_a_row)
                alike.setdefault(key, []).append((line, cell.sentence))
    return [_finding(stretch, state, several) for (_, _, stretch, state, _), several in alike.items()]


def _finding(stretch: Stretch, state: Delivery, several: Sequence[tuple[CalendarLine, str]]) -> ReviewFinding:
    (line, sentence), *others = several
    named = line.cadence.id if others else line.id
    also = f"; the same of {', '.join(other.dataset for other, _ in others)}" if others else ""
    return ReviewFinding(
        named, f"{state} delivery", line.vendor, line.cadence.severity, f"{sentence}{also}", stretch.start
    )


def _figures(review: Review, lines: Sequence[CalendarLine]) -> list[Figure]:
    """Return a calendar for each rhythm, because their columns differ."""
    order = list(Period)
    ordered = sorted(lines, key=lambda line: order.index(line.cadence.every))
    return [_figure(review, every, list(some)) for every, some in groupby(ordered, key=lambda x: x.cadence.every)]


def _figure(review: Review, every: Period, lines: Sequence[CalendarLine]) -> Figure:
    stretches = sorted({cell.stretch for line in lines for cell in line.cells})
    rows = []
    for line in lines:
        states = {cell.stretch: cell.state for cell in line.cells}
        shown = tuple(
            (states[s].value, TONES[states[s]]) if s in states else ("not asked", Tone.PLAIN) for s in stretches
        )
        rows.append((_label(review, line), shown))
    words = ", ".join(f"{sum(x.count(s) for x in lines)} {s}" for s in Delivery if any(x.count(s) for x in lines))
    description = f"Deliveries by {every} of {plural(len(lines), 'dataset')} by vendor: {words or 'none is due'}."
    chart = Calendar(tuple(_column(stretch, every) for stretch in stretches), tuple(rows))
    return Figure(f"calendar-{every}", f"Deliveries by {every}", description, chart, _table(review, every, lines))


def _label(review: Review, line: CalendarLine) -> str:
    return visible(f"{vendor(review, line.vendor).text}, {line.dataset}")


def _column(stretch: Stretch, every: Period) -> str:
    short = every in {Period.DAY, Period.WEEK}
    return short_day(datetime.combine(stretch.start, time())) if short else period(stretch)


def _table(review: Review, every: Period, lines: Sequence[CalendarLine]) -> Table:
    columns = (
        Column("cadence", "Cadence", filtered=True),
        Column("vendor", "Vendor", filtered=True),
        Column("dataset", "Dataset", filtered=True),
        Column("period", "Period"),
        Column("state", "State", filtered=True),
        Column("due", "Due"),
        Column("looked", "Run as of"),
        Column("days", "Days with rows", numeric=True),
        Column("row", "Short in a row", numeric=True),
        Column("run", "Run"),
    )
    rows = tuple(
        (
            Cell(visible(line.cadence.title), line.cadence.id, note=line.id),
            vendor(review, line.vendor),
            Cell(visible(line.dataset)),
            Cell(worded(cell.stretch, every), f"{cell.stretch.start}"),
            Cell(cell.state.value, tone=TONES[cell.state]),
            Cell(f"{cell.due:%Y-%m-%d %H:%M}"),
            Cell(f"{cell.run_as_of:%Y-%m-%d %H:%M}" if cell.run_as_of else "–"),
            number(cell.days),
            number(cell.in_a_row, Tone.BAD if cell.in_a_row > 1 else Tone.PLAIN),
            Cell(visible(cell.run or "–")),
        )
        for line in lines
        for cell in line.cells
    )
    return Table(f"calendar-table-{every}", f"Each {every}", columns, rows, "Nothing is due.")


def _followed_up(review: Review) -> Prose:
    items = review.actions.items
    states = {state: sum(1 for item in items if item.state is state) for state in ActionState}
    repeats = sum(1 for item in items if item.repeated)
    bare = len(review.actions.findings)
    text = (
        f"{plural(len(items), 'failure')} in the action plan: {states[ActionState.CLOSED]} closed by kept periods, "
        f"{states[ActionState.OVERDUE]} overdue, {states[ActionState.FAILED]} failed their verification, "
        f"{states[ActionState.WAIVED]} waived. "
        f"{plural(repeats, 'failure')} came more than once, {bare} of them without an action."
    )
    return Prose(text)
