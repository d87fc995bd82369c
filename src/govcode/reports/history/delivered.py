"""The evidence calendar, as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from govcode.reports.format.moments import moment
from govcode.reports.format.words import plural, visible
from govcode.review.evidence_calendar import CalendarCell, CalendarLine, Delivery, EvidenceCalendar
from govcode.review.scene import Scene

SIGNS = {Delivery.ON_TIME: "✓", Delivery.LATE: "~", Delivery.PARTIAL: "½", Delivery.BLANK: "∅", Delivery.NOT_DUE: "·"}


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
        for line in lines:
            signs = " ".join(SIGNS[cell.state] for cell in line.cells) or "nothing is asked for in this quarter"
            yield f"  {names[line]:<{width}}  {signs}"
    yield "\n" + "   ".join(f"{SIGNS[state]} {state}" for state in Delivery)
    cells = [cell for line in calendar.lines for cell in line.cells]
    counts = {state: sum(1 for cell in cells if cell.state is state) for state in Delivery}
    due = plural(len(cells) - counts[Delivery.NOT_DUE], "delivery", "deliveries")
    yield (
        f"\n{due} due: {counts[Delivery.BLANK]} blank, {counts[Delivery.LATE]} late, {counts[Delivery.PARTIAL]} in part"
    )
    for found in sorted(calendar.findings, key=lambda found: -found.severity.rank):
        yield f"  {found.severity:<8} {visible(found.id)}  {visible(found.sentence)}"


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
        "recorded_at": cell.recorded_at.isoformat() if cell.recorded_at else None,
        "in_a_row": cell.in_a_row,
    }
