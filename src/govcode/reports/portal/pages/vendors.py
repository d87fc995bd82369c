"""A vendor: its verdict and rating, what is broken and blank, every check with its last weeks, rows and deliveries."""

from __future__ import annotations

from collections.abc import Iterator

from govcode.history.record import Definition
from govcode.reports.format.moments import moment
from govcode.reports.format.words import plural, prose, visible
from govcode.reports.portal.addresses import INDEX, vendor_page
from govcode.reports.portal.cells import (
    RATED,
    check_cell,
    figure_cell,
    newest,
    own_keys,
    promise_cell,
    run_cell,
    severity_cell,
    verdict_cell,
)
from govcode.reports.portal.pages.overview import blank_of, broken_of, reason_of
from govcode.reports.portal.sheet import Sheet
from govcode.reports.portal.states import LEGEND, now_cell, strip
from govcode.reports.review.blocks import Block, Cell, Column, Facts, Group, Keys, Page, Prose, Section, Table, Tone
from govcode.reports.review.cells import NOTHING, day_cell, limit_cell, number_cell
from govcode.review.portal import Portal, VendorNow
from govcode.review.scorecard import KPI
from govcode.review.stands import RECENT, Stand

_MOST_REASONS = 10


def vendor_sheet(portal: Portal, now: VendorNow) -> Sheet:
    """Return the page of a vendor."""
    vendor = now.vendor or ""
    sections = (
        _today(portal, now),
        _broken(portal, now),
        _blank(portal, now),
        _checks(portal, now),
        _rows(portal, now),
        _delivered(now),
        _papers(portal, now),
    )
    page = Page(visible(portal.named(now.vendor)), f"vendor {visible(vendor)}", "en", sections)
    return Sheet(vendor_page(vendor), page, (("Overview", INDEX),))


def _section(number: int, name: str, title: str, said: tuple[str, Tone], *blocks: Block) -> Section:
    return Section(number, name, title, *said, (Group(f"{name}-group", "", tuple(blocks)),))


def _today(portal: Portal, now: VendorNow) -> Section:
    rating = portal.ratings.get(now.vendor)
    run = now.run
    pairs = [
        ("Newest run", run_cell(run) if run else NOTHING),
        ("Verdict", verdict_cell(now.outcome)),
        ("Newest data", Cell(moment(now.newest)) if now.newest else Cell("not known", tone=Tone.UNKNOWN)),
    ]
    blocks: list[Block] = []
    if rating is not None:
        pairs += [
            (f"Rating, {portal.scene.quarter} so far", Cell(str(rating.word), tone=RATED[rating.word])),
            (f"Rating, {portal.scene.quarter.plus(-1)}", Cell(str(rating.before or "–"))),
        ]
        shown = rating.reasons[:_MOST_REASONS]
        rows = tuple((Cell(str(r.word), tone=RATED[r.word]), _reason(portal, r.text, r.check)) for r in shown)
        columns = (Column("word", "Would alone be"), Column("reason", "Reason"))
        blocks.append(Table("reasons", "Why it is rated so", columns, rows, "nothing speaks against Good"))
        if len(rating.reasons) > _MOST_REASONS:
            blocks.append(Prose(f"{len(rating.reasons) - _MOST_REASONS} more reasons are no worse than these."))
    tone = {"fail": Tone.BAD, "pass": Tone.GOOD}.get(now.outcome or "", Tone.UNKNOWN)
    counts = (plural(len(now.blocking), "result"), len(now.missing), now.judged)
    closed = "{} closed the gate, {} had no data, {} were judged.".format(*counts)
    return _section(1, "today", "Today", (closed, tone), Facts(tuple(pairs)), *blocks)


def _reason(portal: Portal, text: str, check: str | None) -> Cell:
    definition = portal.scene.definitions.get(check or "")
    href = check_cell(definition).href if definition else None
    return Cell(prose(text) or "–", href=href)


def _broken(portal: Portal, now: VendorNow) -> Section:
    stands = broken_of(portal, now.vendor)
    rows = tuple(
        (
            check_cell(s.definition),
            promise_cell(s.definition),
            severity_cell(s.definition),
            now_cell(s),
            figure_cell(s),
            Cell(prose(s.definition.fix) or "–"),
        )
        for s in stands
    )
    columns = (
        *_CHECK[:3],
        Column("now", "Now"),
        Column("figure", "Newest number", numeric=True),
        Column("fix", "What to do"),
    )
    table = Table("broken-table", "Broken when last judged", columns, rows, "nothing is broken")
    said = (f"{plural(len(stands), 'promise')} broken when last judged.", Tone.BAD if stands else Tone.GOOD)
    return _section(2, "broken", "Broken now", said, table)


def _blank(portal: Portal, now: VendorNow) -> Section:
    stands = blank_of(portal, now.vendor)
    rows = tuple(
        (check_cell(s.definition), promise_cell(s.definition), now_cell(s), Cell(reason_of(s))) for s in stands
    )
    columns = (*_CHECK[:2], Column("now", "Now"), Column("reason", "Why"))
    table = Table("blank-table", "Without data in the newest week", columns, rows, "everything has data")
    said = (f"{plural(len(stands), 'promise')} without data.", Tone.UNKNOWN if stands else Tone.GOOD)
    return _section(3, "blank", "Without data now", said, table)


_CHECK = (
    Column("check", "Promise"),
    Column("promise", "Enforcement", filtered=True),
    Column("severity", "Severity", filtered=True),
)


def _checks(portal: Portal, now: VendorNow) -> Section:
    stands = portal.by_vendor.get(now.vendor, ())
    columns = (
        Column("check", "Promise"),
        Column("kind", "Kind", filtered=True),
        Column("now", "Now", filtered=True),
        Column("weeks", f"Last {RECENT} weeks", numeric=False),
        Column("figure", "Newest number", numeric=True),
        Column("limits", "Contract limit, and target", numeric=True),
        Column("promise", "Enforcement", filtered=True),
        Column("topic", "Topic", filtered=True),
    )
    rows = tuple(tuple(_check(stand)) for stand in stands)
    table = Table("checks-table", "Every promise", columns, rows, "no check is told by this vendor")
    said = (f"{plural(len(stands), 'promise')}, each with its last {RECENT} weeks.", Tone.PLAIN)
    return _section(
        4, "checks", "All checks", said, Prose(f"A sign per week, the newest on the right: {LEGEND}."), table
    )


def _check(stand: Stand) -> Iterator[Cell]:
    of = stand.definition
    yield check_cell(of)
    yield Cell("KPI" if of.kind == KPI else visible(of.kind.replace("_", " ")))
    yield now_cell(stand)
    yield strip(stand.recent, of)
    yield figure_cell(stand)
    yield _limits(of)
    binding = promise_cell(of)
    yield Cell(binding.text, binding.value, note=f"{visible(of.severity)} severity")
    yield Cell(visible(of.topic or "–"))


def _limits(of: Definition) -> Cell:
    """Return the contract limit of a KPI, and its target below it."""
    minimum, target = limit_cell(of.minimum, of.unit), limit_cell(of.target, of.unit)
    return Cell(minimum.text, minimum.value, note=f"target {target.text}" if of.target else None)


def _rows(portal: Portal, now: VendorNow) -> Section:
    """Return the keys of broken rows that are surely this vendor's."""
    found: list[Keys] = []
    unsure = 0
    for stand in broken_of(portal, now.vendor):
        seen = newest(stand)
        if seen is None or not seen.result.keys:
            continue
        own = own_keys(seen)
        if own is None:
            unsure += 1
            continue
        found.append(Keys(visible(f"{stand.definition.title} ({stand.check})"), own[0], own[1]))
    blocks: list[Block] = [*found]
    if unsure:
        blocks.append(
            Prose(f"Of {plural(unsure, 'promise')} the rows are on its own page: they may be another vendor's.")
        )
    if not blocks:
        blocks.append(Prose("No broken promise names rows."))
    said = (f"The rows behind {plural(len(found), 'broken promise')}, by their keys.", Tone.PLAIN)
    return _section(5, "rows", "Rows behind what is broken", said, *blocks)


def _delivered(now: VendorNow) -> Section:
    columns = (
        Column("dataset", "Dataset"),
        Column("rows", "Rows", numeric=True),
        Column("first", "First day"),
        Column("last", "Last day"),
        Column("gaps", "Stretches of days with rows", numeric=True),
        Column("newest", "Newest row"),
    )
    rows = tuple(
        (
            Cell(visible(seen.dataset)),
            number_cell(seen.rows),
            day_cell(seen.stretches[0][0] if seen.stretches else None),
            day_cell(seen.stretches[-1][1] if seen.stretches else None),
            number_cell(len(seen.stretches) or None),
            Cell(moment(seen.newest), seen.newest.isoformat()) if seen.newest else NOTHING,
        )
        for seen in now.coverage
    )
    table = Table(
        "delivered-table", "Rows that the newest run found", columns, rows, "the newest run found no rows of it"
    )
    said = (f"{plural(len(rows), 'dataset')} in the newest run.", Tone.PLAIN if rows else Tone.UNKNOWN)
    return _section(6, "delivered", "What was delivered", said, table)


def _papers(portal: Portal, now: VendorNow) -> Section:
    """Return what is done about failures, and what is contested."""
    actions = Table(
        "actions-table",
        "Actions",
        (
            Column("action", "What"),
            Column("state", "State", filtered=True),
            Column("owner", "Owner"),
            Column("note", "Note"),
        ),
        tuple(
            (
                _reason(portal, item.action.title, item.check),
                Cell(str(item.state)),
                Cell(visible(portal.named(item.owner))),
                Cell(prose(item.note) or "–"),
            )
            for item in portal.plan.items
            if item.action is not None and item.vendor == now.vendor
        ),
        "no action is open",
    )
    disputes = Table(
        "disputes-table",
        "Disputes",
        (Column("dispute", "What"), Column("check", "About"), Column("raised", "Raised"), Column("outcome", "Outcome")),
        tuple(
            (
                Cell(prose(d.title) or d.id, note=visible(d.id)),
                _reason(portal, d.rule, d.rule),
                day_cell(d.raised),
                Cell(visible(d.outcome)),
            )
            for d in portal.scene.ledger.disputes
            if d.vendor == now.vendor and d.raised <= portal.scene.as_of.date()
        ),
        "nothing was ever contested",
    )
    said = (f"{plural(len(actions.rows), 'action')}, {plural(len(disputes.rows), 'dispute')}.", Tone.PLAIN)
    return _section(7, "papers", "Actions and disputes", said, actions, disputes)
