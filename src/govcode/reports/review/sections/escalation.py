"""Section 6: escalation and handoff: its checks, and how often work went from where to where and back."""

from __future__ import annotations

from govcode.reports.format.numbers import part_of
from govcode.reports.format.words import plural, visible
from govcode.reports.review.blocks import Block, Cell, Column, Figure, Flow, Group, Note, Prose, Section, Table, Tone
from govcode.reports.review.telling import number, vendor
from govcode.reports.review.topic_tables import Chapter, chapter_section
from govcode.review.flow import FlowOf
from govcode.review.review import Review

_CHAPTER = Chapter(
    6,
    "escalation",
    "Escalation and handoff",
    "escalation: what is handed on completely, in time, and to whom",
    "No check of escalations is declared: nothing is known of what is handed on, how completely, or not at all.",
)
_HOW = (
    "No KPI counts where work comes from and goes to. Declare one over handoffs with `measure: {count: 'true'}` and "
    "`by: [vendor, from_team, to_team]` (two columns named from_… and to_…, with declared values or a pattern): its "
    "counts are told here."
)


def section(review: Review) -> Section:
    """Return what is known of escalations."""
    return chapter_section(review, _CHAPTER, _flows(review))


def _flows(review: Review) -> Group:
    blocks: list[Block] = []
    for i, flow in enumerate(review.flow.flows, start=1):
        blocks.append(_figure(review, flow, i))
        if flow.returned:
            pairs = "; ".join(f"{start} and {end}: {count:,}" for start, end, count in flow.returned)
            blocks.append(Prose(visible(f"Went there and back at least so often: {pairs}.")))
    return Group("flow", "Where work went", tuple(blocks) or (Note(Tone.UNKNOWN, _HOW),))


def _figure(review: Review, flow: FlowOf, place: int) -> Figure:
    who = vendor(review, flow.vendor).text
    things = "broken rows" if flow.broken else "times"
    columns = (
        Column("from", "From"),
        Column("to", "To"),
        Column("count", "How often", numeric=True),
        Column("share", "Share", numeric=True),
    )
    rows = tuple(
        (Cell(visible(start)), Cell(visible(end)), number(count), Cell(part_of(count, flow.total), count / flow.total))
        for start, end, count in flow.counts
    )
    title = visible(f"{flow.title}: {who}")
    start, end, most = flow.counts[0]
    description = (
        f"A matrix of {plural(len(flow.counts), 'way')} on which work went, {flow.total:,} {things} in all; "
        f"most often from {start} to {end}: {most:,}."
    )
    table = Table(f"flow-table-{place}", f"{title}, {things}", columns, rows, "Nothing went anywhere.")
    return Figure(f"flow-{place}", title, visible(description), Flow(flow.counts, things), table)
