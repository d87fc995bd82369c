"""Appendix B: eight quarters of every KPI, drawn by month where there is something to see."""

from __future__ import annotations

from collections.abc import Iterator

from govcode.history.record import Limits
from govcode.reports.format.intervals import sure, sure_told
from govcode.reports.review.blocks import Cell, Column, Figure, Group, Point, Prose, Table, Trend
from govcode.reports.review.cells import (
    NOTHING,
    SHARED,
    amount,
    check_cell,
    month,
    number_cell,
    part,
    visible,
)
from govcode.review.review import Review
from govcode.review.trends import Trend as Told


def trends(review: Review) -> Group:
    """Return appendix B."""
    quarters = [str(quarter) for quarter, _ in review.trends[0].quarters] if review.trends else []
    columns = (
        Column("kpi", "KPI"),
        Column("vendor", "Vendor", filtered=True),
        Column("part", "Part"),
        *(Column(f"q{i}", quarter, numeric=True) for i, quarter in enumerate(quarters)),
    )
    rows = tuple(tuple(_quarters(review, told)) for told in review.trends)
    table = Table("trends", "Eight quarters", columns, rows, "no KPI was in force")
    drawn = tuple(_figure(review, told) for told in review.trends if told.months)
    how = Prose("Drawn by month are the KPIs that missed most or moved by more than noise; the table has all of them.")
    return Group("appendix-b", "B. Trends over eight quarters", (how, *drawn, table))


def _quarters(review: Review, told: Told) -> Iterator[Cell]:
    line = told.line
    yield check_cell(line.check)
    yield Cell(_who(review, line.vendor))
    yield Cell(part(line.segment)) if line.segment else NOTHING
    for _, cell in told.quarters:
        one = cell.amount
        yield NOTHING if one.value is None else Cell(amount(one.value, line.definition.unit, one.n), one.value)


def _figure(review: Review, told: Told) -> Figure:
    line = told.line
    definition, unit = line.definition, line.definition.unit or ""
    title = f"{definition.title}, {_who(review, line.vendor)}" + (f", {part(line.segment)}" if line.segment else "")
    ceiling = definition.minimum is not None and definition.minimum.low is None
    points = tuple(
        Point(cell.stretch.start, cell.amount.value, *(sure(definition, cell.amount) or (None, None)))
        for cell in told.months
    )
    limits = [None if limit is None else limit.high if ceiling else limit.low for limit in _limits(told)]
    name = f"trend-{line.check}-{line.vendor or 'shared'}" + "".join(f"-{value}" for _, value in line.segment)
    chart = Trend(unit, points, limits[0], limits[1], ceiling)
    return Figure(name, visible(title), visible(_described(told, title)), chart, _months(told, name, visible(title)))


def _limits(told: Told) -> tuple[Limits | None, Limits | None]:
    return told.line.definition.target, told.line.definition.minimum


def _described(told: Told, title: str) -> str:
    unit = told.line.definition.unit
    valued = [cell for cell in told.months if cell.amount.value is not None]
    if not valued:
        return f"{title}: no month has a value."
    first, last = valued[0], valued[-1]
    ways = [
        f"{amount(cell.amount.value, unit, cell.amount.n)} in {month(cell.stretch.start)}" for cell in (first, last)
    ]
    return f"{title} by month, {len(valued)} of {len(told.months)} with a value: from {ways[0]} to {ways[1]}."


def _months(told: Told, name: str, title: str) -> Table:
    unit = told.line.definition.unit
    columns = (
        Column("month", "Month"),
        Column("value", "Value", numeric=True),
        Column("interval", "Interval"),
        Column("n", "Rows", numeric=True),
    )
    rows = tuple(
        (
            Cell(month(cell.stretch.start), cell.stretch.start.isoformat()),
            Cell(amount(cell.amount.value, unit, cell.amount.n), cell.amount.value),
            Cell(sure_told(told.line.definition, cell.amount)),
            number_cell(cell.amount.n if cell.amount.value is not None else None),
        )
        for cell in told.months
    )
    return Table(f"{name}-table", title, columns, rows, "no month has a value")


def _who(review: Review, vendor: str | None) -> str:
    return visible(review.named(vendor)) if vendor else SHARED
