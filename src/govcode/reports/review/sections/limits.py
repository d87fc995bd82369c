"""Section 16: what this review cannot say, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govcode.reports.review.blocks import Block, Cell, Column, Group, Note, Prose, Section, Table, Tone
from govcode.reports.review.cells import (
    NOTHING,
    SHARED,
    amount,
    check_cell,
    day_cell,
    definition_anchor,
    number_cell,
    part,
    plural,
    prose,
    visible,
)
from govcode.review.definitions import Changed, Moved
from govcode.review.evidence_calendar import Delivery
from govcode.review.limits import Unsaid
from govcode.review.promises import Promise
from govcode.review.review import Review

_CLAIM = "claim"


def section(review: Review) -> Section:
    """Return the limits of the review."""
    limits = review.limits
    blank = _checks((*limits.no_data, *limits.errors))
    unchecked = sum(line.count(Delivery.UNCHECKED) for line in review.evidence_calendar.lines)
    counts = (
        f"{plural(blank, 'promise')} without data in some period",
        f"{_checks(limits.immature)} with open windows",
        f"{_checks(limits.small)} with too little to tell",
        f"{plural(len(claims_off(review)), 'claim off its rows', 'claims off their rows')}",
        f"{plural(unchecked, 'delivery', 'deliveries')} not checked in time",
        f"{plural(len(limits.gates), 'failed gate')}",
        f"{plural(len(limits.changes), 'changed definition')}",
        f"{plural(len(limits.weeks_without_run), 'week')} without a run",
    )
    unknown = bool(blank or unchecked or limits.gates or limits.weeks_without_run)
    groups = (
        _unsaid(
            review, "no-data", "No data", (*limits.no_data, *limits.errors), "every check had data in every period"
        ),
        _unsaid(review, "immature", "Not yet due", limits.immature, "every window is closed"),
        _unsaid(review, "too-few", "Too little to tell", limits.small, "everything rests on enough rows"),
        _claims(review),
        _unchecked(review),
        _gates(review),
        _changes(review),
        _runs(review),
        _fidelity(review),
    )
    tone = Tone.UNKNOWN if unknown else Tone.WATCH if limits.changes else Tone.GOOD
    return Section(16, "limits", "Limits of this review", f"{', '.join(counts)}.", tone, groups)


def _checks(several: Iterable[Unsaid]) -> int:
    """Return how many rules and KPIs there are, each counted once, of however many vendors."""
    return len({one.check for one in several})


def _who(review: Review, vendor: str | None) -> str:
    return visible(review.named(vendor)) if vendor else SHARED


def _unsaid(review: Review, name: str, title: str, several: Iterable[Unsaid], empty: str) -> Group:
    columns = (
        Column("check", "Check"),
        Column("vendor", "Vendor", filtered=True),
        Column("part", "Part"),
        Column("periods", "Periods", numeric=True),
        Column("reason", "Reason"),
    )
    rows = tuple(
        (
            check_cell(one.check),
            Cell(_who(review, one.vendor)),
            Cell(part(one.segment)),
            Cell(f"{one.periods} of {one.of}", one.periods, Tone.UNKNOWN),
            Cell(prose(one.reason) or "–"),
        )
        for one in several
    )
    return Group(name, title, (Table(f"{name}-table", title, columns, rows, empty),))


def claims_off(review: Review) -> tuple[Promise, ...]:
    """Return the claims of vendors that differ from what their rows give."""
    return tuple(one for one in review.promises if one.definition.kind == _CLAIM and one.broken)


def _claims(review: Review) -> Group:
    columns = (
        Column("check", "Claim"),
        Column("vendor", "Vendor", filtered=True),
        Column("periods", "Off in", numeric=True),
        Column("says", "What it says"),
    )
    rows = tuple(
        (
            Cell(visible(one.definition.title), one.check, href=_score(review, one), note=visible(one.check)),
            Cell(_who(review, one.vendor)),
            Cell(f"{one.broken} of {plural(one.judged, one.definition.per or 'week')}", one.broken, Tone.BAD),
            Cell(prose(one.definition.sentence) or "–"),
        )
        for one in claims_off(review)
    )
    table = Table("claims", "Claims off their rows", columns, rows, "no claim differs from what its rows give")
    return Group("claims-group", "Claims off their rows", (table,))


def _score(review: Review, one: Promise) -> str:
    """Return where the claim stands beside the value: in the scorecard, or else where it is defined."""
    kpi = one.check.removesuffix(f".{_CLAIM}")
    known = any((line.check, line.vendor) == (kpi, one.vendor) for line in review.scorecard)
    return f"score-{kpi}-{one.vendor or 'shared'}" if known else definition_anchor(one.check)


def _unchecked(review: Review) -> Group:
    columns = (
        Column("cadence", "Delivery"),
        Column("vendor", "Vendor", filtered=True),
        Column("periods", "Not checked in time", numeric=True),
    )
    found = ((line, line.count(Delivery.UNCHECKED)) for line in review.evidence_calendar.lines)
    rows = tuple(
        (
            Cell(visible(line.id), href="calendar"),
            Cell(_who(review, line.vendor)),
            Cell(
                f"{count} of {plural(len(line.cells) - line.count(Delivery.NOT_DUE), str(line.cadence.every))}",
                count,
                Tone.UNKNOWN,
            ),
        )
        for line, count in found
        if count
    )
    title = "Deliveries that no run checked in time"
    table = Table("unchecked", title, columns, rows, "every delivery that was due was checked, or none is asked for")
    return Group("unchecked-group", title, (table,))


def _gates(review: Review) -> Group:
    columns = (
        Column("gate", "Check of the data"),
        Column("kpis", "KPIs without data because of it"),
        Column("vendors", "Vendors"),
        Column("periods", "Values not told", numeric=True),
    )
    rows = tuple(
        (
            check_cell(gate.check),
            Cell(visible(", ".join(gate.kpis)), len(gate.kpis)),
            Cell(visible(", ".join(review.named(vendor) for vendor in gate.vendors)) or "all"),
            number_cell(gate.periods, Tone.UNKNOWN),
        )
        for gate in review.limits.gates
    )
    table = Table("gates", "Failed gates of the data", columns, rows, "every gate of the data was open")
    return Group("gates-group", "Failed gates of the data", (table,))


def _changes(review: Review) -> Group:
    changes = review.limits.changes
    columns = (
        Column("check", "Check"),
        Column("since", "New since"),
        Column("old", "Old hash"),
        Column("new", "New hash"),
        Column("what", "What differs"),
    )
    rows = tuple(tuple(_change(review, one)) for one in changes)
    blocks: list[Block] = [
        Table("changes", "Definitions that changed", columns, rows, "no definition changed in the quarter")
    ]
    values = [(one, moved) for one in changes for moved in one.values]
    if values:
        blocks.append(_values(review, values))
    if any(not moved.same_data for _, moved in values):
        text = (
            "Where no run computed both on the same rows (`check --against`), the last run by the old definition "
            "stands beside the first by the new one; late rows may differ between them."
        )
        blocks.append(Note(Tone.WATCH, text))
    return Group("changes-group", "Definitions that changed", tuple(blocks))


def _change(review: Review, one: Changed) -> Iterator[Cell]:
    note = f"override for {review.named(one.vendor)}" if one.vendor else None
    check = check_cell(one.check, one.new.definition.title)
    yield Cell(check.text, check.value, href=check.href, note=note or check.note)
    yield day_cell(one.new.first)
    yield Cell(one.old.definition.hash)
    yield Cell(one.new.definition.hash)
    told = [f"{word}: {old} → {new}" for word, old, new in one.differences]
    yield Cell(prose("; ".join(told)) or "only the rows or the expression, which the document shows", tone=Tone.WATCH)


def _values(review: Review, values: Iterable[tuple[Changed, Moved]]) -> Table:
    columns = (
        Column("check", "Check"),
        Column("vendor", "Vendor", filtered=True),
        Column("part", "Part"),
        Column("period", "Period"),
        Column("old", "By the old", numeric=True),
        Column("new", "By the new", numeric=True),
        Column("same", "Same rows"),
    )
    rows = tuple(
        (
            check_cell(one.check),
            Cell(_who(review, moved.vendor)),
            Cell(part(moved.segment)),
            day_cell(moved.period),
            *(_amount(one, value) for value in (moved.old, moved.new)),
            Cell("yes" if moved.same_data else "no"),
        )
        for one, moved in values
    )
    return Table("changed-values", "Values by both definitions", columns, rows, "no value")


def _amount(one: Changed, value: float | None) -> Cell:
    return NOTHING if value is None else Cell(amount(value, one.new.definition.unit), value)


def _runs(review: Review) -> Group:
    limits = review.limits
    weeks = ", ".join(week.start.isoformat() for week in limits.weeks_without_run)
    blocks: list[Block] = []
    if weeks:
        blocks.append(Note(Tone.UNKNOWN, f"No run looked within a week after the end of the weeks of {weeks}."))
    if limits.partial_runs:
        told = f"{plural(len(limits.partial_runs), 'run')} looked at one vendor only: {', '.join(limits.partial_runs)}."
        blocks.append(Prose(visible(told)))
    return Group("missing-runs", "Runs", tuple(blocks) or (Prose("A run looked at every week that is over."),))


def _fidelity(review: Review) -> Group:
    notes = tuple(
        Note(Tone.WATCH, visible(f"{prose(says)} ({', '.join(checks)})")) for says, checks in review.limits.fidelity
    )
    none = Prose("No check says that it saw less than the whole history of its rows.")
    return Group("fidelity", "Latest states instead of histories", notes or (none,))
