"""What the pages of KPIs and of rules both tell: the definition, its changes, waivers, disputes and actions."""

from __future__ import annotations

from collections.abc import Iterable

from govcode.history.record import Definition
from govcode.reports.format.words import plural, prose, visible
from govcode.reports.portal.addresses import SHORT
from govcode.reports.portal.cells import vendor_cell
from govcode.reports.review.blocks import Block, Cell, Column, Facts, Group, Section, Table, Tone
from govcode.reports.review.cells import day_cell, number_cell, share
from govcode.review.portal import Portal
from govcode.review.waivers import WaiverState


def section(number: int, name: str, title: str, said: tuple[str, Tone], *blocks: Block) -> Section:
    """Return a section of one group."""
    return Section(number, name, title, *said, (Group(f"{name}-group", "", tuple(blocks)),))


def definition_facts(portal: Portal, of: Definition, more: Iterable[tuple[str, Cell]] = ()) -> Facts:
    """Return what a check promises, why, who owns it, and where it is written."""
    controls = "; ".join(f"{portal.scene.clauses.get(name, name)} ({name})" for name in of.controls)
    pairs = (
        ("Promise", prose(of.sentence)),
        ("Why", prose(of.why)),
        ("What to do when it is broken", prose(of.fix)),
        ("Owner", visible(portal.named(of.owner))),
        ("Enforcement", visible(f"{of.enforcement}, {of.severity} severity")),
        ("Looks at", visible(", ".join(of.reads) or of.dataset)),
        ("Topic", visible(of.topic or "")),
        ("Controls", visible(controls)),
        ("Written in", visible(f"{of.file}:{of.line}") if of.file else ""),
        ("Hash of the definition", visible(of.hash)),
    )
    told = tuple((label, Cell(text)) for label, text in pairs if text)
    return Facts((*told[:1], *more, *told[1:]))


def changes(portal: Portal, check: str, number: int) -> Section:
    """Return where a definition took the place of another."""
    columns = (
        Column("since", "In runs from"),
        Column("vendor", "Override for"),
        Column("what", "What differs"),
        Column("hash", "Hash"),
    )
    rows = tuple(
        (
            day_cell(one.new.first),
            Cell(visible(portal.named(one.vendor)) if one.vendor else "–"),
            Cell(prose("; ".join(f"{w}: {old} → {new}" for w, old, new in one.differences)) or "the expression"),
            Cell(f"{_short(one.old.definition)} → {_short(one.new.definition)}"),
        )
        for one in reversed(portal.changes.get(check, ()))
    )
    table = Table(
        "changes-table", "Changes of the definition", columns, rows, "it has always been defined as it is now"
    )
    times = f"Changed {plural(len(rows), 'time')}: numbers before and after do not mean the same."
    said = (times, Tone.WATCH) if rows else ("", Tone.PLAIN)
    return section(number, "changes", "Changes of the definition", said, table)


def _short(of: Definition) -> str:
    return visible(of.hash[:SHORT])


def waivers(portal: Portal, check: str, number: int) -> Section:
    """Return the waivers of a check, now and before."""
    columns = (
        Column("waiver", "Waiver"),
        Column("vendors", "Vendors"),
        Column("state", "State", filtered=True),
        Column("from", "From"),
        Column("until", "Until, that day included"),
        Column("by", "Approved by"),
        Column("reason", "Reason"),
        Column("used", "Runs in which it was used", numeric=True),
        Column("rows", "Accepted by the newest of them", numeric=True),
    )
    mine = [one for one in portal.waivers if check in one.waiver.rules]
    rows = tuple(
        (
            Cell(visible(one.waiver.id)),
            Cell(visible(", ".join(map(portal.named, one.waiver.vendors)) or "all")),
            Cell(str(one.state), tone=Tone.PLAIN if one.state is WaiverState.ENDED else Tone.WATCH),
            day_cell(one.waiver.first),
            day_cell(one.waiver.last),
            Cell(visible(portal.named(one.waiver.approved_by))),
            Cell(prose(one.waiver.reason) or "–"),
            number_cell(one.runs),
            number_cell(one.accepted),
        )
        for one in mine
    )
    table = Table("waivers-table", "Waivers, now and before", columns, rows, "nobody ever waived it")
    now = sum(one.state in {WaiverState.IN_FORCE, WaiverState.UNUSED} for one in mine)
    told = f"{plural(now, 'waiver')} in force, {len(mine) - now} not." if mine else ""
    said = (told, Tone.WATCH if now else Tone.PLAIN)
    return section(number, "waivers", "Waivers", said, table)


def papers(portal: Portal, check: str, number: int) -> Section:
    """Return the disputes about a check, how often it was found wrong, and the actions about it."""
    today, rate = portal.scene.as_of.date(), portal.rates.get(check)
    disputes = tuple(
        (
            Cell(prose(d.title) or d.id, note=visible(d.id)),
            vendor_cell(portal, d.vendor),
            day_cell(d.raised),
            Cell(visible(d.outcome)),
            day_cell(d.decided),
            Cell(prose(d.grounds) or "–", note=prose(d.decision)),
        )
        for d in portal.scene.ledger.disputes
        if d.rule == check and d.raised <= today
    )
    columns = (
        Column("dispute", "Dispute"),
        Column("vendor", "Vendor"),
        Column("raised", "Raised"),
        Column("outcome", "Outcome", filtered=True),
        Column("decided", "Decided"),
        Column("grounds", "Grounds"),
    )
    said = "No dispute was decided."
    if rate is not None and rate.rate is not None and rate.interval is not None:
        low, high = (share(end) for end in rate.interval)
        said = f"{rate.overturned} of {rate.decided} decided disputes overturned it ({low} – {high})."
    actions = _actions(portal, check)
    return section(
        number,
        "papers",
        "Disputes and actions",
        (said, Tone.PLAIN),
        Table("disputes-table", "Disputes", columns, disputes, "nobody ever contested it"),
        actions,
    )


def _actions(portal: Portal, check: str) -> Table:
    items = {(item.action.id, item.vendor): item for item in portal.plan.items if item.action and item.check == check}
    states: dict[str, set[str]] = {}
    for (action, _), item in items.items():
        states.setdefault(action, set()).add(str(item.state))
    columns = (
        Column("action", "Action"),
        Column("owner", "Owner"),
        Column("due", "Due"),
        Column("completed", "Completed"),
        Column("state", "State"),
        Column("plan", "Plan"),
    )
    rows = tuple(
        (
            Cell(prose(action.title) or action.id, note=visible(action.id)),
            Cell(visible(portal.named(action.owner))),
            day_cell(action.due),
            day_cell(action.completed),
            Cell(", ".join(sorted(states.get(action.id, ()))) or "of an earlier quarter"),
            Cell(prose(action.plan) or "–"),
        )
        for action in portal.scene.ledger.actions
        if check in action.checks and action.opened <= portal.scene.as_of.date()
    )
    return Table("actions-table", "Actions", columns, rows, "no action was ever written down")
