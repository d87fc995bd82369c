"""A KPI: what it means, how each vendor stands, two years of it as a chart, and what vendors claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from govcode.history.record import Definition, Limits
from govcode.reports.format.intervals import sure, sure_told
from govcode.reports.format.words import plural, prose, visible
from govcode.reports.portal.addresses import INDEX, KPIS, check_page
from govcode.reports.portal.cells import newest_value, value_cell, vendor_cell
from govcode.reports.portal.pages.facts import changes, definition_facts, papers, section, waivers
from govcode.reports.portal.pages.flows import flows, ways_of
from govcode.reports.portal.pages.weekly import weeks
from govcode.reports.portal.sheet import Panels, Sheet, Spot
from govcode.reports.portal.states import SIGNS, broken_at, now_cell, strip, unlimited
from govcode.reports.review.blocks import Block, Cell, Column, Figure, Page, Prose, Section, Table, Tone
from govcode.reports.review.cells import NOTHING, amount, day_cell, difference, limit_cell, number_cell, part
from govcode.review.portal import Portal
from govcode.review.scene import Observation
from govcode.review.stands import RECENT, Stand, State

_YEARS = timedelta(weeks=104)
_MOST = 12  # panels of a chart, and columns of the table behind
_MOST_CLAIMS = 200
_OUTCOMES = {"pass": State.KEPT, "fail": State.BROKEN, "inconclusive": State.UNSURE, "immature": State.EARLY}


def kpi_sheet(portal: Portal, definition: Definition) -> Sheet:
    """Return the page of a KPI."""
    stands = portal.by_check.get(definition.id, ())
    ways = ways_of(portal, definition, stands)
    sections = (
        _means(portal, definition, stands),
        _now(portal, stands),
        flows(portal, definition, ways) if ways else _trend(portal, definition, stands),
        _claims(portal, stands),
        weeks(portal, stands, 5),
        changes(portal, definition.id, 6),
        waivers(portal, definition.id, 7),
        papers(portal, definition.id, 8),
    )
    page = Page(visible(definition.title), f"KPI {visible(definition.id)}", "en", sections)
    return Sheet(check_page(definition), page, (("Overview", INDEX), ("KPIs", KPIS)))


def _means(portal: Portal, of: Definition, stands: Sequence[Stand]) -> Section:
    words = "; ".join(f"{word}: {value}" for word, value in of.words)
    more = [
        ("Target", limit_cell(of.target, of.unit)),
        ("Contract limit", limit_cell(of.minimum, of.unit)),
        ("Better is", Cell(visible(of.direction or "not said"))),
        ("Computed as", Cell(visible(of.figure or "–"), note=prose(words) or None)),
        ("Told by", Cell(visible(of.per or "run"), note=f"over {of.rolling} of them" if of.rolling > 1 else None)),
        ("Least rows", number_cell(of.min_n)),
    ]
    said = (f"{broken_at(stands)}.", Tone.BAD if any(stand.broken for stand in stands) else Tone.PLAIN)
    if unlimited(of):
        said = ("It is told and has no limit, so it cannot be broken.", Tone.PLAIN)
    return section(1, "definition", "What it means", said, definition_facts(portal, of, more))


def _now(portal: Portal, stands: Sequence[Stand]) -> Section:
    columns = (
        Column("vendor", "Vendor"),
        Column("now", "Now"),
        Column("value", "Newest value", numeric=True),
        Column("period", "Period from"),
        Column("target", "Target", numeric=True),
        Column("minimum", "Contract limit", numeric=True),
        Column("weeks", f"Last {RECENT} weeks"),
    )
    rows = []
    for stand in stands:
        seen, of = newest_value(stand), stand.definition
        period = day_cell(seen.stretch.start) if seen else NOTHING
        limits = limit_cell(of.target, of.unit), limit_cell(of.minimum, of.unit)
        rows.append(
            (
                vendor_cell(portal, stand.vendor),
                now_cell(stand),
                value_cell(seen),
                period,
                *limits,
                strip(stand.recent, of),
            )
        )
    table = Table("now-table", "Each vendor now", columns, tuple(rows), "no run has looked at it")
    return section(2, "now", "Each vendor now", ("", Tone.PLAIN), table)


def _trend(portal: Portal, of: Definition, stands: Sequence[Stand]) -> Section:
    series = _series(portal, stands)
    shown = dict(list(series.items())[:_MOST])
    if not any(seen.result.value is not None for several in shown.values() for seen in several):
        return section(
            3, "trend", "Trend", ("No run has a value for it.", Tone.UNKNOWN), Prose("There is nothing to draw.")
        )
    changed = _redefined(shown.values())
    panels = tuple((name, tuple(map(_spot, several))) for name, several in shown.items())
    first = min(spot.at for _, spots in panels for spot in spots)
    description = (
        f"{prose(of.title)} by {visible(of.per or 'run')} from {first}, a panel for each of: "
        f"{'; '.join(shown)}. The table behind has every value."
    )
    chart = Panels(of.unit or "", (), panels=panels, changed=changed)
    blocks: list[Block] = [
        Figure("trend-chart", f"{prose(of.title)} over time", description, chart, _behind(shown, of))
    ]
    if len(series) > _MOST:
        blocks.append(
            Prose(f"{plural(len(series) - _MOST, 'part')} more are not drawn: {'; '.join(list(series)[_MOST:])}.")
        )
    said = (f"{plural(len(shown), 'line')}, on one scale.", Tone.PLAIN)
    return section(3, "trend", "Trend", said, *blocks)


def _redefined(series: Iterable[Sequence[Observation]]) -> tuple[date, ...]:
    """Return the first periods that are told by another definition than the one before them."""
    found = set()
    for several in series:
        for before, after in pairwise(several):
            if before.definition.hash != after.definition.hash:
                found.add(after.stretch.start)
    return tuple(sorted(found))


def _series(portal: Portal, stands: Sequence[Stand]) -> dict[str, tuple[Observation, ...]]:
    """Return the observations of the last two years by vendor and part, whole vendors first."""
    oldest = portal.scene.as_of.date() - _YEARS
    found: dict[tuple[bool, str], list[Observation]] = defaultdict(list)
    for stand in stands:
        for seen in portal.scene.by_vendor.get((stand.check, stand.vendor), ()):
            if seen.stretch.start >= oldest:
                inside = f", {part(seen.segment)}" if seen.segment else ""
                found[bool(seen.segment), f"{visible(portal.named(stand.vendor))}{inside}"].append(seen)
    return {name: tuple(found[key, name]) for key, name in sorted(found, key=lambda at: at[0])}


def _spot(seen: Observation) -> Spot:
    result, of = seen.result, seen.definition
    low, high = sure(of, result) or (None, None)
    value = result.value if seen.outcome != "immature" else None
    if value is None:
        low = high = None
    return Spot(seen.stretch.start, value, low, high, _line(of.target), _line(of.minimum), seen.outcome == "fail")


def _line(limit: Limits | None) -> float | None:
    """Return the end of a limit that is drawn."""
    return None if limit is None else limit.low if limit.low is not None else limit.high


def _behind(series: dict[str, tuple[Observation, ...]], of: Definition) -> Table:
    """Return the values, a row per period, newest first, and a column per line."""
    at = {name: {seen.stretch.start: seen for seen in several} for name, several in series.items()}
    days = sorted({day for of_one in at.values() for day in of_one}, reverse=True)
    columns = (Column("period", "Period from"), *(Column(f"s{i}", name, numeric=True) for i, name in enumerate(series)))
    rows = tuple((day_cell(day), *(_cell(of_one.get(day), of) for of_one in at.values())) for day in days)
    return Table("trend-table", "Every value", columns, rows, "no value")


def _cell(seen: Observation | None, of: Definition) -> Cell:
    if seen is None:
        return NOTHING
    state = _OUTCOMES.get(seen.outcome, State.BLANK)
    tone = SIGNS[State.ACCEPTED if state is State.BROKEN and seen.result.waived_by else state][1]
    result = seen.result
    if result.value is None:
        return Cell(str(state), tone=tone)
    note = sure_told(of, result) if result.interval else None
    return Cell(amount(result.value, of.unit, result.n, of.minimum, of.target), result.value, tone, note=note)


def _claims(portal: Portal, stands: Sequence[Stand]) -> Section:
    told = sorted(_claimed(portal, stands), key=lambda seen: (-seen.stretch.start.toordinal(), seen.vendor or ""))
    columns = (
        Column("period", "Period from"),
        Column("vendor", "Vendor", filtered=True),
        Column("claimed", "Claimed", numeric=True),
        Column("value", "By its rows", numeric=True),
        Column("gap", "Gap", numeric=True),
        Column("parts", "What explains it"),
    )
    rows = tuple(tuple(_claim(portal, seen)) for seen in told[:_MOST_CLAIMS])
    table = Table("claims-table", "What vendors claim", columns, rows, "no vendor claims a number of its own")
    more = len(told) - len(rows)
    blocks: list[Block] = [table, *([Prose(f"{more:,} older claims are not listed.")] if more else [])]
    claimed = f"{plural(len(told), 'claimed number')}, held against the rows." if told else ""
    said = (claimed, Tone.PLAIN)
    return section(4, "claims", "What vendors claim", said, *blocks)


def _claimed(portal: Portal, stands: Sequence[Stand]) -> Iterator[Observation]:
    for stand in stands:
        for seen in portal.scene.by_vendor.get((stand.check, stand.vendor), ()):
            if seen.result.claim is not None and not seen.segment:
                yield seen


def _claim(portal: Portal, seen: Observation) -> Iterator[Cell]:
    claim, of = seen.result.claim, seen.definition
    if claim is None:
        return
    yield day_cell(seen.stretch.start)
    yield vendor_cell(portal, seen.vendor)
    yield Cell(amount(claim.value, of.unit, seen.result.n), claim.value)
    yield value_cell(seen)
    yield Cell(difference(claim.gap, of.unit), claim.gap)
    steps = "; ".join(f"{cause} {difference(by, of.unit)}" for cause, by in claim.steps)
    # A rest that rounds away is none.
    left = difference(claim.unexplained, of.unit)
    rest = f"not explained {left}" if left != difference(0, of.unit) else None
    yield Cell(prose("; ".join(filter(None, (steps, rest)))) or "–")
