"""The lists: all KPIs, all rules, all runs, and everything from A to Z."""

from __future__ import annotations

from collections.abc import Iterator

from govcode.history.record import Definition
from govcode.reports.format.moments import moment
from govcode.reports.format.words import plural, prose, visible
from govcode.reports.portal.addresses import INDEX, KPIS, RULES, RUNS, SEARCH, check_page, link, run_page, vendor_page
from govcode.reports.portal.cells import check_cell, promise_cell, run_cell, severity_cell, verdict_cell
from govcode.reports.portal.pages.facts import section
from govcode.reports.portal.sheet import Entry, Sheet
from govcode.reports.portal.states import unlimited
from govcode.reports.review.blocks import Cell, Column, Facts, Page, Prose, Table, Tone
from govcode.reports.review.cells import day_cell, limit_cell, number_cell
from govcode.review.portal import Portal
from govcode.review.scorecard import KPI
from govcode.review.stands import Stand


def kpis_sheet(portal: Portal) -> Sheet:
    """Return the list of KPIs."""
    limits = (Column("target", "Target", numeric=True), Column("minimum", "Contract limit", numeric=True))
    definitions = [of for of in _every(portal) if of.kind == KPI]
    rows = tuple(
        (*_row(portal, of), limit_cell(of.target, of.unit), limit_cell(of.minimum, of.unit)) for of in definitions
    )
    table = Table("kpis-table", "KPIs", (*_COLUMNS, *limits), rows, "no run has a KPI")
    return _sheet(portal, KPIS, "KPIs", table)


def rules_sheet(portal: Portal) -> Sheet:
    """Return the list of rules, claims, drifts and tensions."""
    kind = Column("kind", "Kind", filtered=True)
    definitions = [of for of in _every(portal) if of.kind != KPI]
    rows = tuple((*_row(portal, of), Cell(visible(of.kind.replace("_", " ")))) for of in definitions)
    table = Table("rules-table", "rules", (*_COLUMNS, kind), rows, "no run has a rule")
    return _sheet(portal, RULES, "Rules", table)


def _sheet(portal: Portal, path: str, title: str, table: Table) -> Sheet:
    count = f"{plural(len(table.rows), table.caption.removesuffix('s'))}."
    only = section(1, "all", f"All {table.caption}", (count, Tone.PLAIN), table)
    return Sheet(path, Page(title, visible(portal.title), "en", (only,)), (("Overview", INDEX),))


_COLUMNS = (
    Column("check", "Promise"),
    Column("state", "Now", filtered=True),
    Column("broken", "Broken at", numeric=True),
    Column("blank", "Without data at", numeric=True),
    Column("promise", "Enforcement", filtered=True),
    Column("severity", "Severity", filtered=True),
    Column("owner", "Owner", filtered=True),
    Column("topic", "Topic", filtered=True),
)


def _every(portal: Portal) -> list[Definition]:
    return [of for _, of in sorted(portal.scene.definitions.items())]


def _row(portal: Portal, of: Definition) -> tuple[Cell, ...]:
    stands = portal.by_check.get(of.id, ())
    broken = [visible(portal.named(stand.vendor)) for stand in stands if stand.broken]
    blank = [visible(portal.named(stand.vendor)) for stand in stands if stand.blank]
    return (
        check_cell(of),
        _state(of, stands, len(broken), len(blank)),
        Cell(f"{len(broken):,}", len(broken), note=", ".join(broken) or None),
        Cell(f"{len(blank):,}", len(blank), note=", ".join(blank) or None),
        promise_cell(of),
        severity_cell(of),
        Cell(visible(portal.named(of.owner))),
        Cell(visible(of.topic or "–")),
    )


def _state(of: Definition, stands: tuple[Stand, ...], broken: int, blank: int) -> Cell:
    if not any(stand.current for stand in stands):
        return Cell("no longer checked")
    if broken:
        return Cell("broken", tone=Tone.BAD)
    if blank or not any(stand.judged for stand in stands):
        return Cell("not known", tone=Tone.UNKNOWN)
    return Cell("told") if unlimited(of) else Cell("kept", tone=Tone.GOOD)


def runs_sheet(portal: Portal) -> Sheet:
    """Return the list of runs, newest first."""
    runs = portal.scene.runs
    columns = (
        Column("run", "Run"),
        Column("as_of", "As of"),
        Column("recorded", "Recorded (UTC)"),
        Column("vendor", "Vendor", filtered=True),
        Column("verdict", "Verdict", filtered=True),
        Column("broken", "Broken", numeric=True),
        Column("link", "Link", numeric=True),
        Column("says", "What it says"),
    )
    rows = tuple(
        (
            run_cell(run),
            day_cell(run.record.as_of.date()),
            Cell(f"{run.record.recorded_at:%Y-%m-%d %H:%M}", run.record.recorded_at.isoformat()),
            Cell(visible(portal.named(run.record.vendor)) if run.record.vendor else "all"),
            verdict_cell(run.record.outcome),
            number_cell(sum(result.outcome == "fail" for result in run.record.results)),
            number_cell(run.entry.position),
            Cell(visible(run.record.sentence)),
        )
        for run in reversed(runs)
    )
    table = Table("runs-table", "Runs", columns, rows, "no run is remembered")
    newest = max(runs, key=lambda run: run.entry.position)
    blocks = (
        Prose(
            "Each run is a link of a chain: its hash covers its record and the hash of the link before. "
            "The command govcode history verify says whether every record is as it was written."
        ),
        Facts((("Newest link shown", Cell(f"{newest.entry.position}")), ("Its hash", Cell(newest.entry.hash)))),
        table,
    )
    said = (f"{plural(len(runs), 'run')}, up to {moment(portal.scene.as_of)}.", Tone.PLAIN)
    page = Page("Runs", visible(portal.title), "en", (section(1, "runs", "All runs", said, *blocks),))
    return Sheet(RUNS, page, (("Overview", INDEX),))


def everything_sheet(portal: Portal) -> Sheet:
    """Return the list of everything from A to Z, which is what the search looks through."""
    page = Page("Search", "every vendor, KPI, rule, waiver and run", "en", ())
    return Sheet(SEARCH, page, (("Overview", INDEX),), tuple(_entries(portal)))


def _entries(portal: Portal) -> Iterator[Entry]:
    for id_ in sorted(portal.scene.vendors, key=lambda v: portal.named(v).casefold()):
        yield Entry("Vendors", portal.named(id_), link(vendor_page(id_)), id_)
    every = sorted(_every(portal), key=lambda of: ((prose(of.title) or "").casefold(), of.id))
    for kind, wanted in (("KPIs", True), ("Rules", False)):
        for of in every:
            if (of.kind == KPI) is wanted:
                yield _check(portal, of, kind)
    for one in sorted(portal.waivers, key=lambda one: one.waiver.id):
        about = next(
            (portal.scene.definitions[rule] for rule in one.waiver.rules if rule in portal.scene.definitions), None
        )
        href = link(check_page(about), "waivers") if about else ""
        days = f"{one.state}, {one.waiver.first} to {one.waiver.last}"
        yield Entry("Waivers", one.waiver.id, href, days, " ".join((*one.waiver.rules, prose(one.waiver.reason) or "")))
    for run in reversed(portal.scene.runs):
        told = f"as of {moment(run.record.as_of)}, {run.record.outcome}"
        words = f"{run.entry.hash} {run.record.revision or ''}"
        yield Entry("Runs", run.record.run, link(run_page(run.entry)), told, words)


def _check(portal: Portal, of: Definition, kind: str) -> Entry:
    owner = portal.named(of.owner)
    words = " ".join(filter(None, (prose(of.sentence), of.topic, of.dimension, of.dataset, of.owner, *of.controls)))
    return Entry(kind, prose(of.title) or of.id, link(check_page(of)), f"{of.id}, {owner}", words)
