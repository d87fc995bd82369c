"""Segments keep apart only what may be shown: every other text is one group, as every other large number is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from govcode.expressions.phrases import (
    else_constant,
    equal_to_one_of,
    is_null,
    matching,
    no_longer_than,
    smaller_than,
)
from govcode.ir.check import Claim, Limit, Score, Segment
from govcode.ir.expression import Expr, Literal, Type, both
from govcode.ir.measure import Aggregate
from govcode.ir.relation import Named

UNDECLARED = "(undeclared)"
SMALL, LONG = 10_000, 40


def whole(pattern: str) -> str:
    """Return the pattern of texts that have a form from end to end: what a form only contains may be anything."""
    return f"^(?:{pattern})$"


def shown_only(segment: Segment) -> Expr:
    """Return the value of a segment if it may be shown, else one value that stands for all others.

    An undeclared text, which may be anything, would otherwise make a group of its own in the engine's answer.
    """
    expr = segment.expr
    match expr.type:
        case Type.TEXT:
            return else_constant(_declared(segment), expr, Literal(UNDECLARED, Type.TEXT))
        case Type.INTEGER:
            small = smaller_than(expr, SMALL)
            return else_constant((is_null(expr), small), expr, Literal(SMALL, Type.INTEGER))
        case _:
            return expr


def _declared(segment: Segment) -> tuple[Expr, ...]:
    tests = [is_null(segment.expr)]
    if segment.values:
        tests.append(equal_to_one_of(segment.expr, segment.values))
    form = matching(segment.expr, whole(segment.pattern)) if segment.pattern else None
    if form is not None and not isinstance(form, str):
        tests += [both(form, no_longer_than(segment.expr, LONG)) or form]
    return tuple(tests)


def shown_by(limit: Limit) -> tuple[Segment, ...]:
    """Return the segments by which the numbers of a check are told."""
    return limit.by if isinstance(limit, Score | Claim) else ()


def shown_beside(limit: Limit) -> tuple[Segment, ...]:
    """Return the segments by which what is measured beside a check is told."""
    match limit:
        case Score(by=by, drill=drill, mix=mix):
            return (*by, *drill, *(mix.by if mix else ()))
        case Claim(readings=readings):
            return readings[0].score.by
        case _:
            return ()


def told_openly(measure: Aggregate, segments: Sequence[Segment]) -> Aggregate:
    """Return an aggregate whose groups by segments are by what may be shown of them."""
    openly = {segment.name: shown_only(segment) for segment in segments}
    return replace(measure, groups=tuple(Named(g.name, openly.get(g.name, g.expr)) for g in measure.groups))
