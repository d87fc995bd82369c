"""Appendix E: the command, the chain, the runs and the drops that a review is made from."""

from __future__ import annotations

from govcode.reports.review.blocks import Cell, Column, Facts, Group, Prose, Table
from govcode.reports.review.cells import (
    NOTHING,
    moment,
    number_cell,
    outcome_cell,
    visible,
)
from govcode.review.review import Review


def reproduction(review: Review) -> Group:
    """Return appendix E."""
    cover = review.cover
    pairs = (
        ("Command", Cell(visible(cover.front.command) or "–")),
        ("Head of the chain", Cell(cover.head or "–", note=f"link {cover.length}")),
        ("Documents", Cell(cover.front.documents or "–", note=visible(cover.front.revision or "not kept in git"))),
        ("Version", Cell(visible(f"govcode {cover.front.version}"))),
    )
    check = Prose(
        "“govcode history verify” shows whether the chain is as it was; the same command gives the same bytes."
    )
    return Group("appendix-e", "E. How to make this review again", (Facts(pairs), check, _runs(review), _drops(review)))


def _runs(review: Review) -> Table:
    columns = (
        Column("run", "Run"),
        Column("as_of", "As of"),
        Column("outcome", "Outcome"),
        Column("record", "Record (SHA-256)"),
        Column("hash", "Link"),
        Column("revision", "Revision"),
        Column("documents", "Documents (SHA-256)"),
    )
    rows = tuple(
        (
            Cell(visible(run.record.run)),
            Cell(moment(run.record.as_of), run.record.as_of.isoformat()),
            outcome_cell(run.record.outcome),
            Cell(run.entry.record),
            Cell(run.entry.hash, note=f"link {run.entry.position}"),
            Cell(visible(run.record.revision or "–")),
            Cell(run.record.documents),
        )
        for run in review.cover.runs
    )
    return Table("runs", "Runs of the quarter", columns, rows, "no run of the quarter is remembered")


def _drops(review: Review) -> Table:
    columns = (
        Column("feed", "Feed"),
        Column("vendor", "Vendor"),
        Column("table", "Table"),
        Column("sha256", "SHA-256"),
        Column("rows", "Rows", numeric=True),
        Column("reaches", "Reaches to"),
        Column("first", "First read by"),
        Column("last", "Last read by"),
    )
    rows = tuple(
        (
            Cell(visible(one.feed)),
            Cell(visible(review.named(one.vendor)) if one.vendor else "–"),
            Cell(visible(one.table)),
            Cell(one.sha256),
            number_cell(one.rows),
            Cell(moment(one.watermark)) if one.watermark else NOTHING,
            Cell(visible(one.first)),
            Cell(visible(one.last)),
        )
        for one in review.cover.delivered
    )
    return Table("drops", "Delivered tables", columns, rows, "nothing was delivered")
