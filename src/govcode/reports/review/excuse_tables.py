"""Excused events as a table: what was left out of which KPIs, by whose leave."""

from __future__ import annotations

from govcode.history.record import Excuse
from govcode.reports.format.words import visible
from govcode.reports.review.blocks import Cell, Column, Table
from govcode.reports.review.telling import day, listed, number, person, said
from govcode.review.discretion import others_of, tells_of
from govcode.review.review import Review


def excuses(review: Review) -> Table:
    """Return the excused events that runs of the quarter know, as the newest run tells them that left out the most.

    A drop holds a few weeks, so an event that is over is unused in later runs; what it did to the quarter remains.
    """
    newest: dict[str, Excuse] = {}
    for remembered in review.scene.in_quarter:
        for excuse in remembered.record.excuses:
            if excuse.id not in newest or _left_out(excuse) >= _left_out(newest[excuse.id]):
                newest[excuse.id] = excuse
    others = others_of(review.scene)
    columns = (
        Column("event", "Event"),
        Column("reason", "Reason"),
        Column("approver", "Excused by", filtered=True),
        Column("start", "From"),
        Column("end", "Up to"),
        Column("expires", "Honoured until"),
        Column("state", "State", filtered=True),
        Column("rows", "Rows left out", numeric=True),
        Column("kpis", "KPIs"),
        Column("evidence", "Evidence"),
    )
    rows = tuple(_excuse(review, newest[name]) for name in sorted(newest) if not _tells(others, newest[name]))
    return Table(
        "excuse-table", "Excused events; the scorecard tells both numbers", columns, rows, "No event was excused."
    )


def _left_out(excuse: Excuse) -> int:
    return sum(rows for _, rows in excuse.rows)


def _tells(others: frozenset[str], excuse: Excuse) -> bool:
    return tells_of(others, excuse.id, excuse.reason, excuse.evidence)


def _excuse(review: Review, excuse: Excuse) -> tuple[Cell, ...]:
    return (
        Cell(visible(excuse.id)),
        said(excuse.reason),
        person(review, excuse.approved_by),
        Cell(f"{excuse.start:%Y-%m-%d %H:%M}"),
        Cell(f"{excuse.end:%Y-%m-%d %H:%M}"),
        day(excuse.expires),
        Cell(visible(excuse.state)),
        number(_left_out(excuse)),
        Cell(listed(kpi for kpi, _ in excuse.rows)),
        said(excuse.evidence),
    )
