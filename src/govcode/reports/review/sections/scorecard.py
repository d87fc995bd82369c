"""Section 2: each KPI by month and vendor, as the contract reads it and as the data can carry it."""

from __future__ import annotations

from collections.abc import Iterator

from govcode.reports.format.intervals import sure_told
from govcode.reports.review.blocks import Cell, Column, Group, Keys, Prose, Section, Table, Tone
from govcode.reports.review.cells import (
    NOTHING,
    SHARED,
    amount,
    check_cell,
    difference,
    ends,
    limit_cell,
    month,
    number_cell,
    part,
    plural,
    prose,
    visible,
)
from govcode.review.judging import Judged, Verdict
from govcode.review.pooling import Basis
from govcode.review.review import Review
from govcode.review.scorecard import Cell as Told
from govcode.review.scorecard import Line, limits_of

_LITERAL = {True: ("kept", Tone.GOOD), False: ("missed", Tone.BAD)}
_CONFIDENT = {
    Verdict.KEPT: ("kept", Tone.GOOD),
    Verdict.MISSED: ("missed", Tone.BAD),
    Verdict.UNSURE: ("cannot tell", Tone.UNKNOWN),
    Verdict.UNTOLD: ("–", Tone.PLAIN),
}
_COLUMNS = (
    Column("kpi", "KPI", filtered=True),
    Column("vendor", "Vendor", filtered=True),
    Column("part", "Part"),
    Column("month", "Month", filtered=True),
    Column("target", "Target", numeric=True),
    Column("minimum", "Contract limit", numeric=True),
    Column("value", "Value", numeric=True),
    Column("n", "Rows", numeric=True),
    Column("periods", "Broken of judged", numeric=True),
    Column("maturity", "Not judged"),
    Column("literal", "Limit, literally", filtered=True),
    Column("confident", "Limit, beyond noise", filtered=True),
    Column("on_target", "Target, literally"),
    Column("excused", "With excused events", numeric=True),
    Column("claim", "Claimed by the vendor", numeric=True),
)


def section(review: Review) -> Section:
    """Return the scorecard."""
    lines = review.scorecard
    kpis = {line.check for line in lines}
    missed = {line.check for line in lines if line.quarter.minimum.literal is False}
    sure = {line.check for line in lines if line.quarter.minimum.verdict is Verdict.MISSED}
    blank = {line.check for line in lines if not line.quarter.tally.judged}
    summary = (
        f"Of {plural(len(kpis), 'KPI')}, each counted once, {len(missed)} missed the contract limit over the quarter "
        f"with at least one vendor, {len(sure)} of them beyond noise; {len(blank)} could not be judged of at least one."
    )
    tone = Tone.BAD if missed else Tone.UNKNOWN if blank or not lines else Tone.GOOD
    return Section(2, "scorecard", "Scorecard", summary, tone, (_overview(review), _months(review), _keys(review)))


def _overview(review: Review) -> Group:
    """Return the quarter's value of each KPI, vendors side by side."""
    vendors = tuple(dict.fromkeys(line.vendor for line in review.scorecard))
    headings = (Column(f"v{i}", review.named(v) if v else SHARED, numeric=True) for i, v in enumerate(vendors))
    columns = (Column("kpi", "KPI"), Column("minimum", "Contract limit", numeric=True), *headings)
    grouped: dict[tuple[str, str], dict[str | None, Line]] = {}
    for line in review.scorecard:
        grouped.setdefault((line.check, part(line.segment)), {})[line.vendor] = line
    rows = tuple(tuple(_across(review, lines, vendors)) for lines in grouped.values())
    table = Table("scorecard-quarter", "The quarter at a glance", columns, rows, "no KPI was in force in the quarter")
    return Group("scorecard-overview", "The quarter at a glance", (table,))


def _across(review: Review, lines: dict[str | None, Line], vendors: tuple[str | None, ...]) -> Iterator[Cell]:
    first = next(iter(lines.values()))
    kpi = check_cell(first.check, first.definition.title)
    yield Cell(kpi.text, kpi.value, href=kpi.href, note=part(first.segment) if first.segment else kpi.note)
    yield _limits(review, tuple(lines.values()))
    for vendor in vendors:
        line = lines.get(vendor)
        yield _value(line, line.quarter) if line else NOTHING


def _limits(review: Review, lines: tuple[Line, ...]) -> Cell:
    """Return the limit that most vendors must keep, and below it that of each vendor who agreed on another."""
    (usual, first), *others = limits_of(lines)
    unit = first[0].definition.unit
    cell = limit_cell(usual, unit)
    told = []
    for limit, several in others:
        names = ", ".join(visible(review.named(line.vendor)) if line.vendor else SHARED for line in several)
        told.append(f"{limit_cell(limit, unit).text if limit else 'none'} for {names}")
    return Cell(cell.text, cell.value, note="; ".join(told) or None)


def _months(review: Review) -> Group:
    rows, anchors = [], []
    for line in review.scorecard:
        for i, cell in enumerate(line.months):
            rows.append(tuple(_row(review, line, cell)))
            anchors.append(None if i else f"score-{line.check}-{line.vendor or 'shared'}")
    table = Table("scorecard-months", "KPIs by month", _COLUMNS, tuple(rows), "no KPI was in force", tuple(anchors))
    how = Prose(
        "Where weeks add up (shares, means, rates), a month is its weeks put together. A ratio, a net promoter score "
        "or a time until something is over (survival) is made anew from what the runs have recorded for it. Where "
        "weeks do not add up (medians, percentiles, agreement, or weeks recorded without that), it is the middle week, "
        "with the lowest and the highest below, and missed if at least half of its weeks missed. Literally: the value "
        "itself lies on the wrong side. Beyond noise: its whole interval does."
    )
    return Group("scorecard-by-month", "By month", (how, table))


def _row(review: Review, line: Line, cell: Told) -> Iterator[Cell]:
    definition, tally = line.definition, cell.tally
    yield check_cell(line.check, definition.title)
    yield Cell(visible(review.named(line.vendor)) if line.vendor else SHARED)
    yield Cell(part(line.segment))
    yield Cell(month(cell.stretch.start), cell.stretch.start.isoformat())
    yield limit_cell(definition.target, definition.unit)
    yield limit_cell(definition.minimum, definition.unit)
    yield _value(line, cell)
    yield number_cell(cell.amount.n if cell.amount.value is not None else None)
    waived = f"{tally.waived} accepted by waivers" if tally.waived else None
    yield Cell(f"{tally.failed} of {tally.judged}", tally.failed, note=waived)
    yield _maturity(cell)
    yield from _verdicts(cell.minimum)
    word, tone = _LITERAL.get(cell.target.literal, ("–", Tone.PLAIN)) if cell.target.literal is not None else _NONE
    yield Cell(word, tone=Tone.WATCH if tone is Tone.BAD else tone)
    yield _excused(line, cell)
    yield _claim(line, cell)


_NONE = ("–", Tone.PLAIN)


def _verdicts(judged: Judged) -> Iterator[Cell]:
    word, tone = _LITERAL[judged.literal] if judged.literal is not None else _NONE
    yield Cell(word, tone=tone)
    word, tone = _CONFIDENT[judged.verdict]
    yield Cell(word, tone=tone)


def _value(line: Line, cell: Told) -> Cell:
    """Return the value with its interval below it; its tone is that of the limit, noise allowed for."""
    told, definition, tally = cell.amount, line.definition, cell.tally
    if told.value is None:
        if not tally.due:
            return Cell("–", note="told by another length of time" if definition.per == "quarter" else None)
        return Cell("no value", tone=Tone.UNKNOWN, note=prose(cell.reason))
    text = amount(told.value, definition.unit, told.n, definition.minimum, definition.target)
    return Cell(text, told.value, _tone(cell), f"score-{line.check}-{line.vendor or 'shared'}", _below(line, cell))


def _below(line: Line, cell: Told) -> str:
    told, unit = cell.amount, line.definition.unit
    parts = [sure_told(line.definition, told)] if told.interval and cell.enough else []
    if told.basis is Basis.MEDIAN:
        parts.append(f"the middle of {cell.tally.judged + cell.tally.unsure}, from {ends(told.spread, unit, told.n)}")
    elif told.basis is Basis.LAST:
        parts.append(f"the newest; it covers {plural(line.definition.rolling, 'period')}")
    if told.within is not None:
        parts.append(f"durations are kept in bins, which put it at {ends(told.within, unit, told.n)}")
    if told.note is not None:
        parts.append(told.note)
    if told.total is not None:
        parts.append(f"the sum over them {amount(told.total, unit)}")
    if not cell.enough:
        parts.append(f"too few rows: {told.n} of {line.definition.min_n}")
    return "; ".join(parts)


def _tone(cell: Told) -> Tone:
    if cell.minimum.literal is None:
        return Tone.WATCH if cell.target.literal is False else Tone.PLAIN
    if cell.accepted:
        return Tone.WATCH
    if cell.minimum.literal is False:
        return Tone.BAD if cell.minimum.verdict is Verdict.MISSED else Tone.WATCH
    blank = cell.tally.blank > 0 or not cell.enough
    return Tone.UNKNOWN if blank else Tone.WATCH if cell.target.literal is False else Tone.GOOD


def _maturity(cell: Told) -> Cell:
    tally = cell.tally
    counts = ((tally.blank, "without data"), (tally.immature, "not yet due"), (tally.unsure, "inconclusive"))
    told = [f"{count} {word}" for count, word in counts if count]
    return Cell(", ".join(told) or "none", tally.blank + tally.immature + tally.unsure, _unknown(cell))


def _unknown(cell: Told) -> Tone:
    return Tone.UNKNOWN if cell.tally.blank or cell.tally.unsure else Tone.PLAIN


def _excused(line: Line, cell: Told) -> Cell:
    with_excused = cell.with_excused
    if with_excused is None or with_excused.value is None:
        return NOTHING
    text = amount(with_excused.value, line.definition.unit, with_excused.n, line.definition.minimum)
    which = "; the middle week" if with_excused.basis is Basis.MEDIAN else ""
    return Cell(text, with_excused.value, note=plural(with_excused.n, "row") + which)


def _claim(line: Line, cell: Told) -> Cell:
    said = cell.said
    if said is None:
        return NOTHING
    note = f"{difference(said.gap, line.definition.unit)} against its rows, {plural(said.periods, 'period')}"
    return Cell(amount(said.value, line.definition.unit, cell.amount.n), said.value, note=note)


def _keys(review: Review) -> Group:
    found = tuple(
        Keys(
            visible(f"{line.definition.title}, {review.named(line.vendor) if line.vendor else SHARED}"),
            line.keys,
            line.keys_total,
        )
        for line in review.scorecard
        if line.keys
    )
    none = Prose("No KPI names rows; the rows behind a broken rule are named in section 3 and in the runs' reports.")
    return Group("scorecard-keys", "Rows of evidence", found or (none,))
