"""The evidence calendar, as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from govcode.ir.limit import Period
from govcode.reports.format.moments import moment
from govcode.reports.format.words import plural, visible
from govcode.review.evidence_calendar import CalendarCell, CalendarLine, Delivery, EvidenceCalendar, worded
from govcode.review.quarter import Stretch
from govcode.review.scene import Scene

SIGNS = {
    Delivery.ON_TIME: "✓",
    Delivery.LATE: "~",
    Delivery.PARTIAL: "½",
    Delivery.BLANK: "∅",
    Delivery.UNCHECKED: "?",
    Delivery.NOT_DUE: "·",
}
_WORDS = {
    Delivery.ON_TIME: "delivered on time",
    Delivery.LATE: "delivered late",
    Delivery.PARTIAL: "delivered in part",
    Delivery.BLANK: "not delivered",
    Delivery.UNCHECKED: "not checked in time",
    Delivery.NOT_DUE: "not due yet",
}
_WIDEST = 16  # columns beside each other; days are told month by month


def as_text(scene: Scene, calendar: EvidenceCalendar) -> str:
    """Return the calendar with a sign per period, then what was short, most severe first."""
    return "\n".join(_text(scene, calendar)) + "\n"


def as_json(scene: Scene, calendar: EvidenceCalendar) -> str:
    """Return all lines with their cells, and the findings."""
    told = {
        "schema_version": "1.0",
        "quarter": str(scene.quarter),
        "as_of": scene.as_of.isoformat(),
        "lines": [_line(line) for line in calendar.lines],
        "findings": [
            {
                "id": found.id,
                "kind": found.kind,
                "vendor": found.vendor,
                "severity": found.severity.value,
                "since": found.since.isoformat() if found.since else None,
                "sentence": found.sentence,
            }
            for found in calendar.findings
        ],
    }
    return json.dumps(told, indent=2, ensure_ascii=True) + "\n"


def _text(scene: Scene, calendar: EvidenceCalendar) -> Iterator[str]:
    if not calendar.lines:
        yield "No cadence is declared, so nothing is due; a Cadence document says who delivers what, and how often."
        return
    yield f"Evidence calendar of {scene.quarter}, as seen on {moment(scene.as_of)}"
    names = {line: visible(f"{scene.names.get(line.vendor, line.vendor)}, {line.dataset}") for line in calendar.lines}
    width = max(map(len, names.values()))
    for cadence, lines in groupby(calendar.lines, key=lambda line: line.cadence):
        yield f"\n{visible(cadence.id)}: {visible(cadence.title)}, each {cadence.every}"
        yield from _grid([(names[line], line) for line in lines], cadence.every, width)
    yield "\n" + "   ".join(f"{SIGNS[state]} {word}" for state, word in _WORDS.items())
    cells = [cell for line in calendar.lines for cell in line.cells]
    counts = {state: sum(1 for cell in cells if cell.state is state) for state in Delivery}
    due = plural(len(cells) - counts[Delivery.NOT_DUE], "delivery", "deliveries")
    told = (Delivery.BLANK, Delivery.LATE, Delivery.PARTIAL, Delivery.UNCHECKED)
    yield f"\n{due} due: " + ", ".join(f"{counts[state]} {_WORDS[state]}" for state in told)
    for found in sorted(calendar.findings, key=lambda found: -found.severity.rank):
        yield f"  {found.severity:<8} {visible(found.id)}  {visible(found.sentence)}"


def _grid(lines: Sequence[tuple[str, CalendarLine]], every: Period, width: int) -> Iterator[str]:
    """Yield the lines below the first days of their periods; many periods are told month by month."""
    stretches = sorted({cell.stretch for _, line in lines for cell in line.cells})
    if not stretches:
        yield from (f"  {name:<{width}}  nothing is asked for in this quarter" for name, _ in lines)
        return
    months = [list(some) for _, some in groupby(stretches, key=lambda one: one.start.month)]
    for several in months if len(stretches) > _WIDEST else [stretches]:
        heads = [worded(one, every) for one in several]
        if every in {Period.DAY, Period.WEEK}:
            heads = [f"{one.start.day:02d}" for one in several]
            yield f"  {'':<{width}}  {_months(several)}".rstrip()
        yield f"  {'':<{width}}  {' '.join(heads)}"
        for name, line in lines:
            signs = {cell.stretch: SIGNS[cell.state] for cell in line.cells}
            told = " ".join(f"{signs.get(one, ''):>{len(head)}}" for one, head in zip(several, heads, strict=True))
            yield f"  {name:<{width}}  {told}".rstrip()


def _months(stretches: Sequence[Stretch]) -> str:
    """Return the names of months, each above the first day or week that begins in it."""
    firsts = {one.start.month: one for one in reversed(stretches)}
    return "".join(f"{one.start:%b}" if firsts[one.start.month] == one else "   " for one in stretches)


def _line(line: CalendarLine) -> dict[str, object]:
    return {
        "id": line.id,
        "cadence": line.cadence.id,
        "dataset": line.dataset,
        "vendor": line.vendor,
        "every": line.cadence.every.value,
        "cells": [_cell(cell) for cell in line.cells],
    }


def _cell(cell: CalendarCell) -> dict[str, object]:
    return {
        "start": cell.stretch.start.isoformat(),
        "end": cell.stretch.end.isoformat(),
        "due": cell.due.isoformat(),
        "state": cell.state.value,
        "days": cell.days,
        "run": cell.run,
        "run_as_of": cell.run_as_of.isoformat() if cell.run_as_of else None,
        "in_a_row": cell.in_a_row,
    }
