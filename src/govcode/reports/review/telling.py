"""Cells that several sections share: days, levels, weeks, values; and tables of findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from govcode.catalog.ledger import Level
from govcode.history.record import Definition
from govcode.ir.check import Severity
from govcode.reports.format.intervals import sure_told
from govcode.reports.format.numbers import NONE, count, part_of
from govcode.reports.format.words import plural, prose, visible
from govcode.reports.review.blocks import Cell, Column, Table, Tone
from govcode.reports.review.cells import SHARED, amount, unlimited, verdict_cell
from govcode.review.finding import ReviewFinding
from govcode.review.review import Review
from govcode.review.scene import Observation
from govcode.review.track import Standing, Track


def day(at: date | None, tone: Tone = Tone.PLAIN, none: str = NONE) -> Cell:
    """Return a day, sorted in time."""
    return Cell(none, "", tone) if at is None else Cell(f"{at}", f"{at}", tone)


def number(much: float | None, tone: Tone = Tone.PLAIN, note: str | None = None) -> Cell:
    """Return a whole number, sorted by size."""
    return Cell(NONE, -1, tone, note=note) if much is None else Cell(count(round(much)), much, tone, note=note)


def level(which: Level, tone: Tone = Tone.PLAIN, note: str | None = None, href: str | None = None) -> Cell:
    """Return a level, sorted by rank."""
    return Cell(which.value, which.rank, tone, href, note)


def severity(which: Severity | str) -> Cell:
    """Return a severity, sorted by rank."""
    return Cell(str(which), Severity(which).rank)


def periods(track: Track, definition: Definition) -> tuple[Cell, Cell, Cell]:
    """Return how many of a check's own periods were broken, were judged, by their name, and are blank."""
    broken, blank = track.times(Standing.BROKEN), track.times(Standing.BLANK)
    kept = Tone.PLAIN if unlimited(definition) else Tone.GOOD
    return (
        number(broken, Tone.BAD if broken else kept if track.told else Tone.UNKNOWN),
        judged(track),
        number(blank, Tone.UNKNOWN if blank else Tone.PLAIN),
    )


def judged(track: Track) -> Cell:
    """Return how many of a check's own periods were judged, by their name."""
    return Cell(plural(track.told, track.per), track.told, Tone.PLAIN if track.told else Tone.UNKNOWN)


def newest(seen: Observation | None) -> tuple[Cell, Cell, Cell]:
    """Return the newest value with its interval, how many rows it rests on, and its verdict."""
    if seen is None:
        return Cell(NONE, tone=Tone.UNKNOWN), number(None), Cell("not looked at", tone=Tone.UNKNOWN)
    result, definition, unit = seen.result, seen.definition, seen.definition.unit
    since = f"from {seen.stretch.start}"
    if seen.definition.figure is None:
        some = seen.violations is not None and seen.population is not None
        text = f"{count(seen.violations or 0)} broken" if seen.violations is not None else NONE
        note = f"{part_of(seen.violations or 0, seen.population or 0)}, {since}" if some and seen.population else since
        return Cell(text, seen.violations, note=note), number(seen.population), verdict_cell(seen.outcome, definition)
    between = f"{sure_told(definition, result)}, " if result.interval else ""
    shown = Cell(
        amount(result.value, unit, result.n, definition.target, definition.minimum),
        result.value,
        note=f"{between}{since}",
    )
    return shown, number(result.n), verdict_cell(seen.outcome, definition)


def vendor(review: Review, which: str | None) -> Cell:
    """Return the name of a vendor; or that something is not told by vendor."""
    return Cell(SHARED, "") if which is None else Cell(visible(review.named(which)), which)


def findings(
    id_: str,
    caption: str,
    found: Iterable[ReviewFinding],
    review: Review,
    empty: str,
    tones: Mapping[str, Tone] | None = None,
) -> Table:
    """Return findings of the review as a table, most severe first; `tones` are those of kinds that are not bad."""
    order = sorted(found, key=lambda one: -one.severity.rank)
    columns = (
        Column("id", "Finding"),
        Column("kind", "What", filtered=True),
        Column("vendor", "Vendor", filtered=True),
        Column("severity", "Severity", filtered=True),
        Column("since", "Since"),
        Column("sentence", "In words"),
    )
    rows = tuple(
        (
            Cell(visible(one.id)),
            Cell(one.kind, tone=(tones or {}).get(one.kind, Tone.BAD)),
            vendor(review, one.vendor),
            severity(one.severity),
            day(one.since),
            Cell(visible(one.sentence)),
        )
        for one in order
    )
    return Table(id_, caption, columns, rows, empty)


def listed(things: Iterable[str]) -> str:
    """Return things in one line, or a dash."""
    return visible(", ".join(things)) or NONE


def said(text: str | None) -> Cell:
    """Return what an author wrote, on one line."""
    return Cell(prose(text) or NONE)


def person(review: Review, which: str | None) -> Cell:
    """Return the name of a person or team."""
    return Cell(visible(review.named(which)), which) if which else Cell(NONE)
