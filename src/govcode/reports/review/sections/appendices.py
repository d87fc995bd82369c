"""Section 17: every value, eight quarters, every definition, every clause, and how to make this review again."""

from __future__ import annotations

from collections.abc import Iterator

from govcode.reports.format.intervals import sure_told
from govcode.reports.review.blocks import (
    Cell,
    Column,
    Group,
    Section,
    Table,
    Tone,
)
from govcode.reports.review.cells import (
    NOTHING,
    SHARED,
    amount,
    check_cell,
    day_cell,
    definition_anchor,
    limit_cell,
    number_cell,
    part,
    plural,
    prose,
    verdict_cell,
    visible,
)
from govcode.reports.review.reproduction import reproduction
from govcode.reports.review.trend_figures import trends
from govcode.review.clauses import Clause
from govcode.review.definitions import Defined
from govcode.review.review import Review
from govcode.review.scene import Observation
from govcode.review.scorecard import KPI


def section(review: Review) -> Section:
    """Return the appendices."""
    values = _values(review)
    groups = (_data(values), trends(review), _definitions(review), _clauses(review), reproduction(review))
    counts = (
        plural(len(values.rows), "value"),
        plural(len(review.definitions), "definition"),
        plural(len(review.cover.runs), "run"),
    )
    return Section(17, "appendices", "Appendices", f"{', '.join(counts)}.", Tone.PLAIN, groups)


def _who(review: Review, vendor: str | None) -> str:
    return visible(review.named(vendor)) if vendor else SHARED


def _values(review: Review) -> Table:
    columns = (
        Column("kpi", "KPI", filtered=True),
        Column("vendor", "Vendor", filtered=True),
        Column("part", "Part"),
        Column("period", "Period from"),
        Column("outcome", "Outcome", filtered=True),
        Column("value", "Value", numeric=True),
        Column("interval", "Interval"),
        Column("n", "Rows", numeric=True),
        Column("reason", "What is said of it"),
        Column("run", "Run"),
    )
    scene = review.scene
    kpis = (check for check, several in scene.by_check.items() if several[-1].definition.kind == KPI)
    rows = tuple(tuple(_value(review, seen)) for check in kpis for seen in scene.of(check, segments=True))
    return Table("data", "Every KPI by vendor and period", columns, rows, "no KPI has a value in the quarter")


def _value(review: Review, seen: Observation) -> Iterator[Cell]:
    result, definition = seen.result, seen.definition
    yield Cell(seen.check, href=definition_anchor(seen.check))
    yield Cell(_who(review, seen.vendor))
    yield Cell(part(seen.segment)) if seen.segment else NOTHING
    yield day_cell(seen.stretch.start)
    yield verdict_cell(seen.outcome, definition)
    if result.value is None:
        yield NOTHING
    else:
        text = amount(result.value, definition.unit, result.n, definition.minimum, definition.target)
        yield Cell(text, result.value)
    yield Cell(sure_told(definition, result))
    yield number_cell(result.n)
    waived = f"accepted by waiver {result.waived_by}" if result.waived_by else None
    yield Cell(prose("; ".join(filter(None, (result.reason, waived)))) or "–")
    yield Cell(visible(seen.record.run))


def _data(values: Table) -> Group:
    return Group("appendix-a", "A. All values", (values,))


def _definitions(review: Review) -> Group:
    columns = (
        Column("check", "Check"),
        Column("kind", "Kind", filtered=True),
        Column("says", "What it says"),
        Column("target", "Target"),
        Column("minimum", "Contract limit"),
        Column("words", "What else it depends on"),
        Column("hash", "Hash"),
        Column("first", "In runs from"),
        Column("last", "to"),
    )
    rows = tuple(tuple(_definition(review, one)) for one in review.definitions)
    seen: set[str] = set()
    anchors = []
    for one in reversed(review.definitions):  # links lead to the newest one
        check = one.definition.id
        anchors.append(None if check in seen else definition_anchor(check))
        seen.add(check)
    table = Table("definitions", "Definitions", columns, rows, "no run of the quarter", tuple(reversed(anchors)))
    return Group("appendix-c", "C. Definitions", (table,))


def _definition(review: Review, one: Defined) -> Iterator[Cell]:
    of = one.definition
    whose = f"override for {review.named(of.vendor)}; " if of.vendor else ""
    yield Cell(visible(of.title), of.id, note=visible(f"{of.id}; {whose}{of.file}:{of.line}"))
    yield Cell(visible(of.kind), note=visible(f"{of.enforcement}, {of.severity}"))
    yield Cell(prose(of.sentence) or "–", note=prose(of.why))
    yield limit_cell(of.target, of.unit)
    yield limit_cell(of.minimum, of.unit)
    yield Cell(prose("; ".join(f"{word}: {value}" for word, value in of.words)) or "–")
    yield Cell(of.hash)
    yield day_cell(one.first)
    yield day_cell(one.last)


def _clauses(review: Review) -> Group:
    columns = (
        Column("clause", "Clause", filtered=True),
        Column("check", "Check"),
        Column("kept", "Kept", numeric=True),
        Column("broken", "Broken", numeric=True),
        Column("waived", "Accepted", numeric=True),
        Column("unjudged", "Not judged", numeric=True),
    )
    rows = tuple(row for clause in review.clauses for row in _clause(clause))
    table = Table("clauses", "Clauses and their checks", columns, rows, "no check names a clause")
    return Group("appendix-d", "D. Clauses", (table,))


def _clause(clause: Clause) -> Iterator[tuple[Cell, ...]]:
    for one in clause.checks:
        yield (
            Cell(visible(clause.words), note=visible(clause.control)),
            check_cell(one.check),
            number_cell(one.kept, Tone.GOOD if one.kept and not one.broken else Tone.PLAIN),
            number_cell(one.broken, Tone.BAD if one.broken else Tone.PLAIN),
            number_cell(one.waived, Tone.WATCH if one.waived else Tone.PLAIN),
            number_cell(one.unjudged, Tone.UNKNOWN if one.unjudged else Tone.PLAIN),
        )
