"""Which rows counted against a value: a KPI's cell becomes a check whose broken rows are exactly those."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from govcode.expressions.build import apply, duration, moment, text
from govcode.expressions.phrases import all_of, either, filled, is_null, is_true, negated, no_less, no_more
from govcode.ir.check import Check, Direction, Figure, Score
from govcode.ir.expression import TRUE, Expr, Type, both
from govcode.ir.limit import AtMost, Bounds
from govcode.ir.measure import Aggregate, RowTest

EMPTY = "(empty)"


@dataclass(frozen=True, slots=True)
class Against:
    """The rows a value rests on, and those of them that counted against it; `told` names the latter."""

    rows: Expr
    bad: Expr
    told: str


def evidence(check: Check, score: Score, start: datetime | None, segments: Mapping[str, str]) -> Check | str:
    """Return the check whose broken rows counted against the KPI in one period and segment, or why there is none."""
    measure = check.measure
    if not isinstance(measure, Aggregate):
        return "this KPI is not made of rows"
    found = against(score, measure)
    if isinstance(found, str):
        return found
    cell = _cell(measure, score, start, segments)
    if cell is None:
        return "its segment has a value that is not declared, so its rows cannot be told apart"
    test = RowTest(negated(is_true(found.bad)), both(measure.applies, cell, found.rows))
    about = replace(check.about, title=found.told)
    return replace(
        check, kind="evidence", about=about, measure=test, limit=AtMost(0), asides=(), later=None, details=()
    )


def against(score: Score, measure: Aggregate) -> Against | str:
    """Return which rows counted against a value, or why that cannot be said of single rows."""
    terms = measure.terms
    match score.figure:
        case Figure.SHARE if score.direction is Direction.LOWER:
            return Against(is_true(terms[1].expr), terms[0].expr, "rows that the share counts")
        case Figure.SHARE:
            return Against(
                is_true(terms[1].expr), negated(is_true(terms[0].expr)), "rows that the share does not count"
            )
        case Figure.COUNT | Figure.RATE:
            return Against(TRUE, terms[0].expr, "rows that are counted")
        case Figure.NPS:
            return Against(is_true(terms[2].expr), terms[1].expr, "detractors")
        case Figure.SURVIVAL if score.horizon is not None:
            late = either(is_null(terms[0].expr), negated(no_more(terms[0].expr, score.horizon)))
            over = terms[0].by or TRUE
            return Against(filled(terms[0].expr), either(negated(is_true(over)), late), "rows not over in time")
        case Figure.MEAN | Figure.QUANTILE | Figure.SURVIVAL:
            return _beyond(score, terms[0].expr)
        case Figure.SUM | Figure.RATIO | Figure.SHARE_OF_COUNTS | Figure.AGREEMENT:
            return "it is made of all rows together; no single one counts against it"


def _beyond(score: Score, value: Expr) -> Against | str:
    bounds, word = (score.minimum, "limit") if score.minimum else (score.target, "target")
    if bounds is None:
        return "nothing is promised of it, so no row counts against it"
    inside = _inside(value, bounds, score)
    return Against(filled(value), negated(inside), f"rows whose own value lies outside the {word}")


def _inside(value: Expr, bounds: Bounds, score: Score) -> Expr:
    """Return that a row's value keeps the promise; bounds are in the KPI's unit, the value is not."""
    number = apply("/", value, duration(1)) if value.type is Type.DURATION else value
    ends = [no_less(number, bounds.low / score.scale)] if bounds.low is not None else []
    ends += [no_more(number, bounds.high / score.scale)] if bounds.high is not None else []
    return ends[0] if len(ends) == 1 else all_of(*ends)


def _cell(measure: Aggregate, score: Score, start: datetime | None, segments: Mapping[str, str]) -> Expr | None:
    """Return the condition of a period and segment; None if a segment's value is one that is not shown."""
    tests: list[Expr] = []
    for group in measure.groups:
        if group.name == "period" and score.period:
            tests += [apply("=", group.expr, moment(start))] if start else []
            continue
        test = _is(group.expr, segments[group.name]) if group.name in segments else None
        if test is None:
            return None
        tests.append(test)
    return both(*tests) or TRUE


def _is(expr: Expr, shown: str) -> Expr | None:
    """Return that a column has the value that is shown, or None for a word that stands for others."""
    if shown == EMPTY:
        return is_null(expr)
    if shown.startswith("("):
        return None
    match expr.type:
        case Type.TEXT:
            return apply("=", expr, text(shown))
        case Type.BOOLEAN:
            return is_true(expr) if shown == "yes" else negated(is_true(expr))
        case Type.INTEGER:
            return all_of(no_less(expr, int(shown)), no_more(expr, int(shown)))
        case _:
            return None
