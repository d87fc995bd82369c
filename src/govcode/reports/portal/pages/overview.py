"""The first page: each vendor with its verdict and rating, what is broken now, what has no data, the newest runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govcode.reports.format.moments import moment
from govcode.reports.format.words import plural, prose, visible
from govcode.reports.portal.addresses import INDEX, link, vendor_page
from govcode.reports.portal.cells import (
    RATED,
    check_cell,
    figure_cell,
    promise_cell,
    run_cell,
    severity_cell,
    vendor_cell,
    verdict_cell,
    worst_first,
)
from govcode.reports.portal.sheet import Sheet
from govcode.reports.portal.states import now_cell, why_blank
from govcode.reports.review.blocks import Block, Cell, Column, Group, Note, Page, Section, Table, Tone
from govcode.reports.review.cells import NOTHING, day_cell, number_cell
from govcode.review.portal import Portal, VendorNow
from govcode.review.promises import ADVISORY, NON_NEGOTIABLE
from govcode.review.stands import Stand

_OLD = 8  # days after which the newest run is worth a warning
_NEWEST_RUNS = 8


def overview(portal: Portal) -> Sheet:
    """Return the first page."""
    scene = portal.scene
    subtitle = f"as seen on {moment(scene.as_of)}; ratings are those of {scene.quarter} so far"
    sections = (_vendors(portal), _broken(portal), _blank(portal), _runs(portal))
    return Sheet(INDEX, Page(visible(portal.title), subtitle, "en", sections))


def broken_of(portal: Portal, vendor: str | None) -> list[Stand]:
    """Return what is broken now and binding, worst first."""
    stands = (stand for stand in portal.by_vendor.get(vendor, ()) if stand.broken)
    return sorted((s for s in stands if s.definition.enforcement != ADVISORY), key=worst_first)


def blank_of(portal: Portal, vendor: str | None) -> list[Stand]:
    """Return what has no data now and is binding."""
    stands = (stand for stand in portal.by_vendor.get(vendor, ()) if stand.blank)
    return sorted((s for s in stands if s.definition.enforcement != ADVISORY), key=worst_first)


def _vendors(portal: Portal) -> Section:
    columns = (
        Column("vendor", "Vendor"),
        Column("verdict", "Verdict of the newest run"),
        Column("rating", f"Rating, {portal.scene.quarter} so far"),
        Column("before", f"Rating, {portal.scene.quarter.plus(-1)}"),
        Column("broken", "Broken now", numeric=True),
        Column("blank", "Without data now", numeric=True),
        Column("newest", "Newest data"),
        Column("run", "Newest run"),
    )
    rows = tuple(tuple(_vendor(portal, now)) for now in portal.vendors)
    table = Table("vendors-table", "Vendors", columns, rows, "the documents name no vendor")
    # What is not told by vendor has a row, and is no vendor.
    outcomes = [now.outcome for now in portal.vendors if now.vendor is not None]
    failing, passed = outcomes.count("fail"), outcomes.count("pass")
    unknown = len(outcomes) - failing - passed
    summary = (
        f"Of {plural(len(outcomes), 'vendor')}, {failing} failed, {unknown} could not be judged and {passed} passed in "
        "the newest run."
    )
    tone = Tone.BAD if failing else Tone.UNKNOWN if unknown or not outcomes else Tone.GOOD
    blocks: list[Block] = [*_warnings(portal), table]
    return Section(1, "vendors", "Vendors today", summary, tone, (Group("vendors-group", "", tuple(blocks)),))


def _warnings(portal: Portal) -> Iterator[Note]:
    scene = portal.scene
    newest = scene.runs[-1].record.as_of.date()
    days = (scene.as_of.date() - newest).days
    if days > _OLD:
        yield Note(
            Tone.WATCH, f"The newest run looked from {newest}, {days} days ago: what has happened since is not here."
        )


def _vendor(portal: Portal, now: VendorNow) -> Iterator[Cell]:
    broken, blank = broken_of(portal, now.vendor), blank_of(portal, now.vendor)
    must = sum(stand.definition.enforcement == NON_NEGOTIABLE for stand in broken)
    yield vendor_cell(portal, now.vendor)
    yield verdict_cell(now.outcome, _why(now))
    yield from _ratings(portal, now.vendor)
    page = link(vendor_page(now.vendor), "broken") if now.vendor and broken else None
    tone = Tone.BAD if broken else Tone.PLAIN
    yield Cell(f"{len(broken):,}", len(broken), tone, page, f"{must} non-negotiable" if must else None)
    page = link(vendor_page(now.vendor), "blank") if now.vendor and blank else None
    yield Cell(f"{len(blank):,}", len(blank), Tone.UNKNOWN if blank else Tone.PLAIN, page)
    yield Cell(moment(now.newest), now.newest.isoformat()) if now.newest else Cell("not known", tone=Tone.UNKNOWN)
    yield run_cell(now.run) if now.run else NOTHING


def _why(now: VendorNow) -> str | None:
    """Return how many results made a verdict what it is."""
    if now.blocking:
        return f"{plural(len(now.blocking), 'result')} closed the gate"
    if now.missing:
        return f"{plural(len(now.missing), 'result')} without data"
    return f"{plural(now.judged, 'result')} judged"


def _ratings(portal: Portal, vendor: str | None) -> Iterator[Cell]:
    rating = portal.ratings.get(vendor)
    if rating is None:
        yield Cell("not rated", tone=Tone.UNKNOWN)
        yield NOTHING
        return
    reason = rating.reasons[0].text if rating.reasons else None
    yield Cell(str(rating.word), str(rating.word), RATED[rating.word], note=prose(reason))
    yield Cell(str(rating.before), tone=RATED[rating.before]) if rating.before else Cell("–", note="no run looked")


def _broken(portal: Portal) -> Section:
    stands = [stand for now in portal.vendors for stand in broken_of(portal, now.vendor)]
    stands.sort(key=worst_first)
    table = Table(
        "broken-table",
        "Broken when last judged",
        _COLUMNS,
        tuple(tuple(_row(portal, s)) for s in stands),
        "nothing is broken",
    )
    must = {stand.check for stand in stands if stand.definition.enforcement == NON_NEGOTIABLE}
    summary = f"{_once(stands)} broken by at least one vendor when last judged, {len(must)} of them non-negotiable."
    tone = Tone.BAD if stands else Tone.GOOD
    return Section(2, "broken", "Broken now", summary, tone, (Group("broken-group", "", (table,)),))


_COLUMNS = (
    Column("check", "Promise"),
    Column("vendor", "Vendor", filtered=True),
    Column("promise", "Enforcement", filtered=True),
    Column("severity", "Severity", filtered=True),
    Column("now", "Now"),
    Column("figure", "Newest number", numeric=True),
    Column("owner", "Owner", filtered=True),
)


def _row(portal: Portal, stand: Stand) -> Iterator[Cell]:
    yield check_cell(stand.definition)
    yield vendor_cell(portal, stand.vendor)
    yield promise_cell(stand.definition)
    yield severity_cell(stand.definition)
    yield now_cell(stand)
    yield figure_cell(stand)
    yield Cell(visible(portal.named(stand.definition.owner)))


def _once(stands: Sequence[Stand]) -> str:
    """Return how many promises there are, each counted once, whosever it is."""
    return plural(len({stand.check for stand in stands}), "promise")


def _blank(portal: Portal) -> Section:
    stands = [stand for now in portal.vendors for stand in blank_of(portal, now.vendor)]
    stands.sort(key=worst_first)
    columns = (*_COLUMNS[:4], Column("now", "Now"), Column("reason", "Why"))
    rows = tuple((*tuple(_row(portal, s))[:5], Cell(reason_of(s))) for s in stands)
    table = Table("blank-table", "Without data in the newest week", columns, rows, "everything has data")
    summary = f"{_once(stands)} without data of at least one vendor; that is not the same as kept."
    tone = Tone.UNKNOWN if stands else Tone.GOOD
    return Section(3, "blank", "Without data now", summary, tone, (Group("blank-group", "", (table,)),))


def reason_of(stand: Stand) -> str:
    """Return why the newest week has no data."""
    return why_blank(stand.now)


def _runs(portal: Portal) -> Section:
    runs = portal.scene.runs
    columns = (
        Column("run", "Run"),
        Column("as_of", "As of"),
        Column("vendor", "Vendor"),
        Column("verdict", "Verdict"),
        Column("results", "Results", numeric=True),
        Column("says", "What it says"),
    )
    rows = tuple(
        (
            run_cell(run),
            day_cell(run.record.as_of.date()),
            Cell(visible(portal.named(run.record.vendor)) if run.record.vendor else "all"),
            verdict_cell(run.record.outcome),
            number_cell(len(run.record.results)),
            Cell(visible(run.record.sentence)),
        )
        for run in reversed(runs[-_NEWEST_RUNS:])
    )
    table = Table("runs-table", "The newest runs", columns, rows, "no run is remembered")
    summary = f"{plural(len(runs), 'run')} remembered, the first from {runs[0].record.as_of.date()}."
    return Section(4, "runs", "Newest runs", summary, Tone.PLAIN, (Group("runs-group", "", (table,)),))
