"""Cells that several pages are made of: links to other pages, values, limits and promises."""

from __future__ import annotations

from dataclasses import replace

from govcode.history.entry import Remembered
from govcode.history.record import Definition
from govcode.reports.format.intervals import sure_told
from govcode.reports.format.words import VERDICTS, prose, visible
from govcode.reports.portal.addresses import check_page, link, run_page, vendor_page
from govcode.reports.review.blocks import Cell, Tone
from govcode.reports.review.cells import NOTHING, amount
from govcode.review.portal import Portal
from govcode.review.promises import ADVISORY, NON_NEGOTIABLE
from govcode.review.rating import Word
from govcode.review.scene import Observation
from govcode.review.scorecard import KPI
from govcode.review.stands import Stand

_TONES = {"pass": Tone.GOOD, "fail": Tone.BAD}
_WORDS = {str(outcome): word for outcome, word in VERDICTS.items()}
RATED: dict[Word, Tone] = {
    Word.GOOD: Tone.GOOD,
    Word.APPROACHING: Tone.WATCH,
    Word.IMPROVE: Tone.BAD,
    Word.INADEQUATE: Tone.BAD,
    Word.OTHER: Tone.UNKNOWN,
}


def check_cell(definition: Definition, note: str | None = None) -> Cell:
    """Return a check that leads to its page, its id below its title."""
    return Cell(
        prose(definition.title) or definition.id,
        definition.id,
        href=link(check_page(definition)),
        note=note or _id(definition),
    )


def _id(definition: Definition) -> str:
    return visible(definition.id)


def vendor_cell(portal: Portal, vendor: str | None) -> Cell:
    """Return a vendor that leads to its page."""
    name = visible(portal.named(vendor))
    return Cell(name, name, href=link(vendor_page(vendor)) if vendor else None)


def run_cell(run: Remembered) -> Cell:
    """Return a run that leads to its page, sorted by its place in the chain."""
    return Cell(visible(run.record.run), run.entry.position, href=link(run_page(run.entry)))


def verdict_cell(outcome: str | None, note: str | None = None) -> Cell:
    """Return the verdict of a run by its word."""
    if outcome is None:
        return Cell("no run", tone=Tone.UNKNOWN)
    return Cell(_WORDS.get(outcome, visible(outcome)), tone=_TONES.get(outcome, Tone.UNKNOWN), note=note)


def promise_cell(definition: Definition) -> Cell:
    """Return how binding a check is, those that must be kept first when sorted."""
    order = {NON_NEGOTIABLE: "0", ADVISORY: "2"}.get(definition.enforcement, "1")
    return Cell(visible(definition.enforcement), f"{order} {definition.enforcement}")


def severity_cell(definition: Definition) -> Cell:
    """Return how bad a failure is, sorted by rank."""
    return Cell(visible(definition.severity), _rank(definition))


def _rank(definition: Definition) -> int:
    ranks = ("low", "medium", "high", "critical")
    return ranks.index(definition.severity) if definition.severity in ranks else -1


def value_cell(seen: Observation | None) -> Cell:
    """Return a value with its interval and rows below it; a dash for none."""
    if seen is None or seen.result.value is None:
        return NOTHING
    result, of = seen.result, seen.definition
    text = amount(result.value, of.unit, result.n, of.minimum, of.target)
    rows = f"n {result.n:,}" if result.n is not None else ""
    told = sure_told(of, result) if result.interval else ""
    short = "target missed" if result.target_met is False and of.target else ""
    tone = Tone.WATCH if short and seen.outcome == "pass" else Tone.PLAIN
    return Cell(text, result.value, tone, note=", ".join(filter(None, (told, rows, short))) or None)


def figure_cell(stand: Stand) -> Cell:
    """Return the newest number of a check: its value, or how many rows are broken."""
    is_kpi = stand.definition.kind == KPI
    seen = newest_value(stand) if is_kpi else newest(stand)
    if seen is None or (not is_kpi and seen.violations is None):
        return NOTHING
    cell = value_cell(seen) if is_kpi else _violations(seen)
    # A number of another week than the newest one must not pass for today's.
    old = f"of the week from {seen.stretch.start}" if stand.blank or not stand.current else ""
    return replace(cell, note=", ".join(filter(None, (cell.note, old))) or None)


def _violations(seen: Observation) -> Cell:
    rows = f"of {seen.population:,} rows" if seen.population else None
    return Cell(f"{seen.violations or 0:,} broken", seen.violations, note=rows)


def newest(stand: Stand) -> Observation | None:
    """Return the newest observation of a check that could be judged."""
    return next((seen for week in reversed(stand.weeks) for seen in reversed(week.seen) if seen.judged), None)


def newest_value(stand: Stand) -> Observation | None:
    """Return the newest observation of a KPI of all rows that has a value."""
    told = (seen for week in reversed(stand.weeks) for seen in reversed(week.seen) if not seen.segment)
    return next((seen for seen in told if seen.result.value is not None and seen.outcome != "immature"), None)


def worst_first(stand: Stand) -> tuple[bool, bool, int, str, str]:
    """Return the order of broken checks: non-negotiable ones first, then by severity."""
    of = stand.definition
    return of.enforcement != NON_NEGOTIABLE, of.enforcement == ADVISORY, -_rank(of), of.id, stand.vendor or ""


def own_keys(seen: Observation) -> tuple[tuple[str, ...], int] | None:
    """Return the first keys of a vendor's broken rows and how many there are; None where they may be another's.

    A record names the first keys of all rows: they are one vendor's only if all broken rows are.
    """
    result = seen.result
    if seen.vendor is None or not result.keys:
        return None
    if seen.vendor in {result.vendor, seen.definition.vendor, seen.record.vendor}:
        return result.keys, result.keys_total
    whose = {value for segment, broken, _ in result.spots if broken for name, value in segment if name == "vendor"}
    told = sum(broken for segment, broken, _ in result.spots if any(name == "vendor" for name, _ in segment))
    alone = whose == {seen.vendor} and told >= (result.violations or 0)
    return (result.keys, result.keys_total) if alone else None
