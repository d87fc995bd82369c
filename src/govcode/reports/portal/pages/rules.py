"""A rule: its sentence and reason, how each vendor stands, every week, the newest keys, waivers, disputes, actions."""

from __future__ import annotations

from collections.abc import Sequence

from govcode.history.record import Definition
from govcode.reports.format.words import visible
from govcode.reports.portal.addresses import INDEX, RULES, check_page
from govcode.reports.portal.cells import figure_cell, newest, own_keys, vendor_cell
from govcode.reports.portal.pages.facts import changes, definition_facts, papers, section, waivers
from govcode.reports.portal.pages.weekly import weeks
from govcode.reports.portal.sheet import Sheet
from govcode.reports.portal.states import broken_at, now_cell, strip
from govcode.reports.review.blocks import Block, Cell, Column, Keys, Page, Prose, Section, Table, Tone
from govcode.review.portal import Portal
from govcode.review.stands import RECENT, Stand, State


def rule_sheet(portal: Portal, definition: Definition) -> Sheet:
    """Return the page of a rule, claim, drift or tension."""
    stands = portal.by_check.get(definition.id, ())
    sections = (
        _says(portal, definition, stands),
        _now(portal, stands),
        _rows(portal, stands),
        weeks(portal, stands, 4),
        waivers(portal, definition.id, 5),
        papers(portal, definition.id, 6),
        changes(portal, definition.id, 7),
    )
    kind = visible(definition.kind.replace("_", " "))
    page = Page(visible(definition.title), f"{kind} {visible(definition.id)}", "en", sections)
    return Sheet(check_page(definition), page, (("Overview", INDEX), ("Rules", RULES)))


def _says(portal: Portal, of: Definition, stands: Sequence[Stand]) -> Section:
    broken, blank = sum(stand.broken for stand in stands), sum(stand.blank for stand in stands)
    accepted = sum(
        stand.current and stand.judged is not None and stand.judged.state is State.ACCEPTED for stand in stands
    )
    told = f"{broken_at(stands)}, {blank} without data now"
    told += f", {accepted} accepted by a waiver." if accepted else "."
    # What was kept long ago and could not be judged since is not known to be kept.
    judged = any(stand.judged is not None and stand.judged is stand.now for stand in stands)
    known = Tone.WATCH if accepted else Tone.GOOD if judged else Tone.UNKNOWN
    tone = Tone.BAD if broken else Tone.UNKNOWN if blank else known
    allowed = [("May be broken", Cell(f"{of.at_most:g}"))] if of.at_most else []
    return section(1, "rule", "What it says", (told, tone), definition_facts(portal, of, allowed))


def _now(portal: Portal, stands: Sequence[Stand]) -> Section:
    columns = (
        Column("vendor", "Vendor"),
        Column("now", "Now"),
        Column("figure", "Newest number", numeric=True),
        Column("weeks", f"Last {RECENT} weeks"),
    )
    rows = tuple(
        (vendor_cell(portal, stand.vendor), now_cell(stand), figure_cell(stand), strip(stand.recent, stand.definition))
        for stand in stands
    )
    table = Table("now-table", "Each vendor now", columns, rows, "no run has looked at it")
    return section(2, "now", "Each vendor now", ("", Tone.PLAIN), table)


def _rows(portal: Portal, stands: Sequence[Stand]) -> Section:
    """Return the keys of the newest run that has any: by vendor where that is known, else together."""
    named = [seen for stand in stands if (seen := newest(stand)) is not None and seen.result.keys]
    found: dict[tuple[str, ...], Keys] = {}
    for seen in sorted(named, key=lambda seen: own_keys(seen) is None):  # who says whose they are goes first
        whose = visible(portal.named(seen.vendor)) if own_keys(seen) else "of all vendors together"
        label = f"{whose}, run {visible(seen.record.run)}"
        found.setdefault(seen.result.keys, Keys(label, seen.result.keys, seen.result.keys_total))
    blocks: tuple[Block, ...] = tuple(found.values()) or (Prose("The newest run names no rows."),)
    said = ("The first rows that the newest run found broken, by their keys.", Tone.PLAIN)
    return section(3, "rows", "Rows that break it", said, *blocks)
