"""What only counts where work went: a line for each way, instead of a chart with a panel for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from govcode.history.record import Definition
from govcode.reports.format.words import plural, visible
from govcode.reports.portal.cells import vendor_cell
from govcode.reports.portal.pages.facts import section
from govcode.reports.review.blocks import Cell, Column, Prose, Section, Table, Tone
from govcode.reports.review.cells import day_cell, number_cell
from govcode.review.flow import ends_of, told_as_flow
from govcode.review.portal import Portal
from govcode.review.scene import Observation
from govcode.review.stands import Stand

_YEAR = timedelta(weeks=52)
_READING = (
    "Only counts that are complete are here: a period that is still open is left out, and a way that nothing took in a "
    "period has no count in it. Work that went both ways between two teams came back."
)


@dataclass(frozen=True, slots=True)
class Way:
    """How often work went from one place to another at a vendor, period by period."""

    vendor: str | None
    start: str
    end: str
    seen: tuple[Observation, ...]

    @property
    def newest(self) -> Observation:
        """Return the newest count."""
        return max(self.seen, key=lambda seen: seen.stretch.start)


def ways_of(portal: Portal, of: Definition, stands: Sequence[Stand]) -> tuple[Way, ...]:
    """Return the ways of the last year, those with most work first; none of what is not told as a flow."""
    oldest = portal.scene.as_of.date() - _YEAR
    found: dict[tuple[str | None, str, str], list[Observation]] = defaultdict(list)
    for stand in stands:
        for seen in portal.scene.by_vendor.get((stand.check, stand.vendor), ()):
            ends = ends_of(seen.segment) if told_as_flow(of, seen.segment) else None
            if ends and seen.result.value is not None and seen.outcome != "immature" and seen.stretch.start >= oldest:
                found[(stand.vendor, *ends)].append(seen)
    ways = (Way(*place, tuple(several)) for place, several in found.items())
    return tuple(sorted(ways, key=lambda way: (way.vendor or "", -_sum(way), way.start, way.end)))


def flows(portal: Portal, of: Definition, ways: Sequence[Way]) -> Section:
    """Return the section that stands in the place of a trend."""
    columns = (
        Column("vendor", "Vendor", filtered=True),
        Column("from", "From", filtered=True),
        Column("to", "To", filtered=True),
        Column("period", f"Newest {visible(of.per or 'run')}"),
        Column("count", "How often then", numeric=True),
        Column("year", "In a year", numeric=True),
    )
    rows = tuple(
        (
            vendor_cell(portal, way.vendor),
            Cell(visible(way.start)),
            Cell(visible(way.end)),
            day_cell(way.newest.stretch.start),
            number_cell(round(way.newest.result.value or 0)),
            number_cell(_sum(way)),
        )
        for way in ways
    )
    table = Table("flow-table", "Where work went", columns, rows, "nothing went anywhere")
    said = (f"{plural(len(ways), 'way')} on which work went in the last year.", Tone.PLAIN)
    return section(3, "trend", "Where work went", said, Prose(_READING), table)


def _sum(way: Way) -> int:
    return sum(round(seen.result.value or 0) for seen in way.seen)
